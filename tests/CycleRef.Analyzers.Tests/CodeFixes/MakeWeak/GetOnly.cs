using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>What overrides or implements a property without a setter gets none either: its constructors write the weak field.</summary>
public sealed class GetOnly
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name = \"owner\"; public Owner() { Child = new Child(this); } } ";
    private const string Part = "abstract class Part { public abstract Owner Owner { get; } } ";

    [Theory]
    [InlineData("public Child(Owner owner)\n    {\n        Owner = owner; // given\n    }", "    {\n        _ownerWeak = owner is null ? null : new WeakReference<Owner>(owner); // given\n    }")]
    [InlineData("public Child(Owner owner) => this.Owner = owner;", "    public Child(Owner owner) => _ownerWeak = owner is null ? null : new WeakReference<Owner>(owner);")]
    public async Task An_override(string constructor, string expected)
    {
        var text = (await FixRun.On(Owner, Part, $"class Child : Part\n{{\n    public override Owner Owner {{ get; }}\n\n    {constructor}\n}}").ApplyAsync(EquivalenceKeys.WeakOrNull, "Child.Owner")).Text;
        Code.Contains("    private readonly WeakReference<Owner> _ownerWeak;\n\n    public override Owner Owner\n    {\n        get =>", text);
        Code.Contains(expected, text);
    }

    [Theory]
    [InlineData("class Child(Owner owner) : Part { public override Owner Owner { get; } = owner; }")]
    [InlineData("interface IChild { Owner Owner { get; } } class Child(Owner owner) : IChild { Owner IChild.Owner { get; } = owner; }")]
    public async Task With_a_parameter_as_its_initial_value(string child)
    {
        var run = FixRun.On(Owner, Part, child);
        await run.ApplyAsync(EquivalenceKeys.WeakOrNull, "Owner");
        await run.ApplyAsync(EquivalenceKeys.WeakOrThrow, "Owner");
    }

    [Theory]
    [InlineData("public Child(Owner owner) { (Owner, _) = (owner, 1); }")]
    [InlineData("public Child(Owner owner) { Owner = owner ?? owner; }")]
    [InlineData("public Child(Owner owner) { var same = Owner = owner; }")]
    public async Task Not_where_a_constructor_assigns_it_in_another_way(string constructor) => Assert.DoesNotContain(
        await FixRun.On(Owner, Part, "class Child : Part { public override Owner Owner { get; } " + constructor + " }").OfferedAsync("Child.Owner"),
        static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));

    [Fact]
    public Task The_program_does_the_same_while_the_owner_lives() => Behaviour.StaysTheSame(
        FixRun.On(
            LanguageVersion.CSharp7_3,
            NullableContextOptions.Disable,
            Owner,
            Part,
            "class Child : Part { public override Owner Owner { get; } public Child(Owner owner) { Owner = owner; } public Child() { Owner = null; } }",
            Behaviour.Helpers,
            """
            public static class Program
            {
                public static string Run()
                {
                    var owner = new Owner();
                    Memory.Collect();
                    var output = ((Part)owner.Child).Owner.Name + (new Child().Owner == null);
                    System.GC.KeepAlive(owner);
                    return output;
                }
            }
            """),
        EquivalenceKeys.WeakOrNull,
        "Child.Owner");
}
