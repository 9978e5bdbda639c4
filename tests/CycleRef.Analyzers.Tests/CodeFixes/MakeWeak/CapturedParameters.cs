using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>A captured parameter of a primary constructor becomes a private property over a weak field.</summary>
public sealed class CapturedParameters
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name = \"owner\"; public Owner() { Child = new Child(this); } } ";

    [Fact]
    public async Task Bodies_use_the_property_instead() => Code.Contains(
        """
        class Child(Owner owner)
        {
            private readonly WeakReference<Owner> _ownerWeak = owner is null ? null : new WeakReference<Owner>(owner);

            private Owner _owner
            {
                get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
            }

            public string Name => _owner.Name + nameof(owner);

            public Owner Get() { return _owner; }
        }
        """,
        await Fixed("class Child(Owner owner)\n{\n    public string Name => owner.Name + nameof(owner);\n\n    public Owner Get() { return owner; }\n}"));

    [Fact]
    public async Task What_is_assigned_gets_a_setter() => Code.Contains(
        "        set => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);\n    }\n\n    public void Move(Owner other) => _owner = other;",
        await Fixed("class Child(Owner owner)\n{\n    public void Move(Owner other) => owner = other;\n}"));

    [Fact]
    public async Task On_one_line() => Code.Contains(
        "class Child(Owner owner) {\n    private readonly WeakReference<Owner>",
        await Fixed("class Child(Owner owner) { public string Name => owner.Name; }"));

    [Fact]
    public async Task In_the_other_parts_of_the_type()
    {
        var run = FixRun.On(
            Owner,
            "partial class Child(Owner owner)\n{\n    private int _owner;\n    public readonly string Start = owner.Name;\n}",
            "partial class Child\n{\n    public string Name => owner.Name;\n}");
        var text = (await run.ApplyAsync(EquivalenceKeys.WeakOrNull)).Text;
        Code.Contains("    public string Name => _owner2.Name;", text);
        Code.Contains("    public readonly string Start = owner.Name;", text);
    }

    [Fact]
    public async Task With_the_type_that_is_never_null() => Code.Contains(
        """
            private readonly WeakReference<Owner>? _ownerWeak = owner is null ? null : new WeakReference<Owner>(owner);

            private Owner _owner
            {
                get
                {
                    var weak = _ownerWeak;
                    if (weak is null)
                        return null!;
                    return weak.TryGetTarget(out var target) ? target : throw new InvalidOperationException("The object that 'Child.owner' refers to has been collected.");
                }
            }

            public string Name => _owner.Name;
        """,
        (await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, Owner, "class Child(Owner owner)\n{\n    public string Name => owner.Name;\n}").ApplyAsync(EquivalenceKeys.WeakOrThrow)).Text);

    [Fact]
    public async Task A_read_that_may_not_be_null_only_throws() => Assert.DoesNotContain(
        EquivalenceKeys.WeakOrNull,
        await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, Owner, "class Child(Owner owner) { public string Name => owner.Name; }").OfferedAsync());

    [Theory]
    [InlineData("class Child(Owner owner) : Part(owner) { public string Name => owner.Name; } class Part { public Part(Owner o) { } }")]
    [InlineData("class Child(Owner owner) { public void M() { System.Action a = () => owner = null; if (owner is { Name: \"x\" }) a(); } }")]
    [InlineData("class Child(Owner owner) { public string M() { string L() => owner?.Name; return L(); } }")]
    [InlineData("class Child(Owner owner) { public Child() : this(null) { } public Owner M() => owner ??= null; }")]
    [InlineData("class Child(Owner owner) { public void M(Owner other) { (owner, _) = (other, 1); } public string owner2 => owner.Name; }")]
    [InlineData("class Outer { public class Child(Owner owner) { public string M() => owner.Name; } } class Child(Owner owner) : Outer.Child(owner) { }")]
    public async Task Compiles(string child)
    {
        var run = FixRun.On(Owner.Replace("Child Child", child.StartsWith("class Outer") ? "Outer.Child Child" : "Child Child"), child);
        await run.ApplyAsync(EquivalenceKeys.WeakOrNull, "owner");
        await run.ApplyAsync(EquivalenceKeys.WeakOrThrow, "owner");
    }

    [Theory]
    [InlineData("class Child(Owner owner) { public void M() { N(ref owner); } static void N(ref Owner o) { } }")]
    [InlineData("class Child(Owner owner) { public object M() => new { owner }; }")]
    [InlineData("class Child(Owner owner) { public string M() { var t = (owner, 1); return t.owner.Name; } }")]
    [InlineData("class Child(Owner owner) { System.Func<Owner> _get = () => owner; public Owner M() => owner ?? _get(); }")]
    [InlineData("class Child(Owner owner) { public void M() => owner = new Owner(); }")]
    [InlineData("class Child(Owner owner) { public Owner M() => owner; public static Child Make() => new Child(new Owner()); }")]
    [InlineData("[System.Serializable] class Child(Owner owner) { public Owner M() => owner; }")]
    public async Task Is_not_offered_where_a_use_cannot_be_rewritten(string child) => Assert.DoesNotContain(
        await FixRun.On(Owner, child).OfferedAsync("owner"),
        static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));

    [Theory]
    [InlineData(EquivalenceKeys.WeakOrNull)]
    [InlineData(EquivalenceKeys.WeakOrThrow)]
    public Task The_program_does_the_same_while_the_owner_lives(string key) => Behaviour.StaysTheSame(
        FixRun.On(
            Owner,
            "class Child(Owner owner) { public string Name => owner == null ? \"none\" : owner.Name; public void Leave() => owner = null; }",
            Behaviour.Helpers,
            """
            public static class Program
            {
                public static string Run()
                {
                    var owner = new Owner();
                    Memory.Collect();
                    var output = owner.Child.Name;
                    owner.Child.Leave();
                    output += owner.Child.Name + new Child(null).Name;
                    System.GC.KeepAlive(owner);
                    return output;
                }
            }
            """),
        key);

    private static async Task<string> Fixed(string child) => (await FixRun.On(Owner, child).ApplyAsync(EquivalenceKeys.WeakOrNull)).Text;
}
