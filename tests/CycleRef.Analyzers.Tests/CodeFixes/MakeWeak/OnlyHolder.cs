using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>Objects that are made on the way to the member, and locals that hold them no longer than that.</summary>
public sealed class OnlyHolder
{
    private const string Types = "interface IOwner { } struct Tiny : IOwner { } class Owner : IOwner { public Child Child; public string Name; public void Fill() { Child = new Child(this); } public static implicit operator Owner(string s) => new Owner(); } class Child { private IOwner _owner; public Child(IOwner owner) { _owner = owner; } } ";

    private const string Plain = "class Owner { public Child Child; public string Name; public void Fill() { Child = new Child(this); } public static implicit operator Owner(string s) => new Owner(); public static explicit operator Owner(int i) => new Owner(); } class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } } ";

    [Theory]
    [InlineData(Types + "class User { Child M(Tiny tiny) => new Child(tiny); }")]
    [InlineData(Types + "class User { Child M(Tiny tiny) => new Child((IOwner)tiny); }")]
    [InlineData(Plain + "class User { Child M(string name) => new Child(name); }")]
    [InlineData(Plain + "class User { Child M(int i) => new Child((Owner)i); }")]
    [InlineData(Plain + "class User { Child M(Owner o) => new Child(o ?? new Owner()); }")]
    [InlineData(Plain + "class User { Child M(Owner o, bool b) => new Child(b ? o : new Owner()); }")]
    [InlineData(Plain + "class User { Child M() { var o = new Owner(); return new Child(o); } }")]
    [InlineData(Plain + "class User { Child M() { var o = new Owner(); o.Name = \"x\"; var c = new Child(o); return c; } }")]
    public async Task Is_not_made_weak(string source) =>
        Assert.DoesNotContain(await FixRun.On(source).OfferedAsync(), static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));

    [Theory]
    [InlineData(Plain + "class User { Child M() { var o = new Owner(); var c = new Child(o); o.Child = c; return c; } }")]
    [InlineData(Plain + "class User { Owner M() { var o = new Owner(); new Child(o); return o; } }")]
    [InlineData(Plain + "class User { Owner _kept; Child M() { var o = new Owner(); _kept = o; return new Child(o); } }")]
    [InlineData(Plain + "class User { Child M(System.Collections.Generic.List<Owner> all) { var o = new Owner(); all.Add(o); return new Child(o); } }")]
    [InlineData(Plain + "class User { void M() { var o = new Owner(); for (var i = 0; i < 2; i++) new Child(o); } }")]
    public async Task A_local_that_is_used_otherwise_holds_it(string source) => await FixRun.On(source).ApplyAsync(EquivalenceKeys.WeakOrNull);

    [Theory]
    [InlineData("typeof(Child).GetField(nameof(_owner))")]
    [InlineData("typeof(Child).GetField(nameof(_owner), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)")]
    public async Task A_field_that_is_asked_for_by_reflection_stays_one(string use) => Assert.DoesNotContain(
        EquivalenceKeys.WeakOrNull,
        await FixRun.On("class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } object M() => " + use + "; }").OfferedAsync());
}
