using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>Where a weak member could not keep its promise.</summary>
public sealed class NotOffered
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";

    [Theory]
    [InlineData("Swap(ref _owner);")]
    [InlineData("Take(out _owner);")]
    [InlineData("See(in _owner);")]
    [InlineData("ref var alias = ref _owner;")]
    [InlineData("System.Threading.Interlocked.Exchange(ref _owner, null);")]
    [InlineData("System.Threading.Volatile.Read(ref this._owner);")]
    [InlineData("ref var alias = ref (_owner == null ? ref _owner : ref (_owner));")]
    public Task A_field_that_is_used_as_a_variable(string use) => IsSilent(
        $"class Child {{ private Owner _owner; public Child(Owner owner) {{ _owner = owner; }} public void M() {{ {use} }} "
        + "static void Swap(ref Owner o) { } static void Take(out Owner o) => o = null; static void See(in Owner o) { } }");

    [Theory]
    [InlineData("private volatile Owner _owner;")]
    [InlineData("[System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.IUnknown)] private Owner _owner;")]
    [InlineData("private /* the owner */ Owner _owner;")]
    [InlineData("private\n#if DEBUG\n#endif\n Owner _owner;")]
    [InlineData("[System.Diagnostics.CodeAnalysis.AllowNull] private Owner _owner;")]
    [InlineData("private Owner _owner; public void set__owner(int x) { }")]
    public Task A_declaration_that_cannot_be_rewritten(string member) => IsSilent($"class Child {{ {member} public Child(Owner owner) {{ _owner = owner; }} }}");

    [Theory]
    [InlineData("[System.Serializable] class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } }")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)] class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } }")]
    [InlineData("record Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M() => _owner = null; }")]
    public Task A_type_whose_fields_have_a_meaning_of_their_own(string child) => IsSilent(child);

    [Theory]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M() => _owner = new Owner(); }")]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner ?? new Owner(); } }")]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { var made = new Owner(); if (owner == null) owner = made; _owner = made; } }")]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M() => _owner = Owner.Create(); }")]
    public async Task A_member_that_may_be_the_only_holder(string child)
    {
        var run = FixRun.On("class Owner { public Child Child; public Owner() { Child = new Child(this); } public static Owner Create() => new Owner(); }", child);
        if ((await run.ReportsAsync()).Count > 0)
            Assert.DoesNotContain(await run.OfferedAsync("_owner"), static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }

    [Fact]
    public Task A_member_that_others_fill_by_way_of_an_explicit_implementation() => IsSilent(
        "interface IHas { Owner Owner { get; set; } }",
        "class Child : IHas { private Owner _owner; public Child(Owner owner) { _owner = owner; } Owner IHas.Owner { get => _owner; set => _owner = value; } }",
        "class User { public void M(IHas h) { h.Owner = new Owner(); } }");

    /// <summary>The workspace would overflow the stack of the host when it looks for the uses.</summary>
    [Theory]
    [InlineData("object M() => _owner", ".Equals(null)", 1_000)]
    [InlineData("object M() => _owner", " ?? _owner", 300)]
    [InlineData("object M(Owner o) => new Child(o)", ".Self()", 1_000)]
    public async Task A_member_that_is_used_in_code_nested_too_deep(string start, string more, int depth)
    {
        Assert.False(await IsOfferedAsync(depth));
        Assert.True(await IsOfferedAsync(3));

        async Task<bool> IsOfferedAsync(int times)
        {
            var child = $"class Child {{ private Owner _owner; public Child(Owner owner) {{ _owner = owner; }} Child Self() => this; {start}{string.Concat(Enumerable.Repeat(more, times))}; }}";
            return (await FixRun.On(Owner, child).OfferedAsync()).Any(static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
        }
    }

    [Fact]
    public Task A_member_whose_object_some_caller_makes_for_it() => IsSilent(
        "class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } }",
        "class User { public Child Make() => new Child(new Owner()); }");

    [Fact]
    public Task A_member_that_an_initializer_fills_with_a_new_object() => IsSilent(
        "class Child { public Owner Owner { get; set; } public Child(Owner owner) { Owner = owner; } }",
        "class User { public Child Make(Owner o) => new Child(o) { Owner = new Owner() }; }");

    [Theory]
    [InlineData("new Child(o) { Link = new Owner() }")]
    [InlineData("new Child(new Owner()) { Link = o }")]
    [InlineData("new Special(o)")]
    public Task A_field_that_a_caller_fills_with_a_new_object_through_a_member(string use) => IsSilent(
        "class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public Owner Link { get => _owner; set => _owner = value; } }",
        use.Contains("Special") ? "class Special : Child { public Special(Owner o) : base(new Owner()) { } }" : "",
        $"class User {{ public Child Make(Owner o) => {use}; }}");

    [Fact]
    public async Task A_language_that_is_too_old()
    {
        var run = FixRun.On(LanguageVersion.CSharp6, NullableContextOptions.Disable, Owner, "class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } }");
        Assert.DoesNotContain(await run.OfferedAsync("_owner"), static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }

    private static async Task IsSilent(params string[] sources)
    {
        var offered = await FixRun.On([Owner, .. sources]).OfferedAsync();
        Assert.DoesNotContain(offered, static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }
}
