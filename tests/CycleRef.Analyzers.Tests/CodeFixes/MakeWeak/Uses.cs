using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>Every use of the member keeps compiling, without a new warning.</summary>
public sealed class Uses
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name; public Owner() { Child = new Child(this); } } ";

    [Theory]
    [InlineData("Owner = null;")]
    [InlineData("Owner ??= other;")]
    [InlineData("(Owner, other) = (other, Owner);")]
    [InlineData("(this.Owner, _) = (other, 1);")]
    [InlineData("var s = Owner?.Name + Owner.Name.Length;")]
    [InlineData("Owner.Name = nameof(Owner);")]
    [InlineData("var is1 = this is { Owner: null } or { Owner.Name: \"x\" };")]
    [InlineData("var c = new Child(other) { Owner = other };")]
    [InlineData("var c = new Child(other) { Owner = { Name = \"x\" } };")]
    [InlineData("var a = new { Owner }; var t = (Owner, 1); t.Owner.Name = null; a.Owner.Name = null;")]
    [InlineData("lock (Owner) { }")]
    [InlineData("if (Owner is { Name: var n } o) o.Name = n;")]
    [InlineData("switch (Owner) { case { Name: null }: break; }")]
    [InlineData("System.Linq.Expressions.Expression<System.Func<Child, Owner>> e = c => c.Owner;")]
    [InlineData("System.Action a = () => Owner = other; a();")]
    [InlineData("Same(Owner, Owner);")]
    [InlineData("other = Owner = other;")]
    [InlineData("other.Child.Owner = this.Owner;")]
    [InlineData("dynamic d = this; d.Owner = other;")]
    [InlineData("foreach (var c in new[] { Owner }) { }")]
    public async Task Compiles(string use) => await FixRun.On(
        Owner,
        $"class Child {{ public Owner Owner; public Child(Owner owner) {{ Owner = owner; }} public void M(Owner other) {{ {use} }} static void Same(Owner a, in Owner b) {{ }} }}")
        .ApplyAsync(EquivalenceKeys.WeakOrNull);

    [Fact]
    public Task In_other_projects_and_in_derived_types() => FixRun.On("public class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } }",
            "public class Child { protected internal Owner Owner; public Child(Owner owner) { Owner = owner; } }")
        .WithProject("Other", LanguageVersion.CSharp7_3, NullableContextOptions.Disable,
            "class Special : Child { public Special(Owner o) : base(o) { Owner = o; } public Owner Mine() => base.Owner; }")
        .ApplyAsync(EquivalenceKeys.WeakOrNull, "Owner");

    [Fact]
    public async Task A_use_by_reference_in_another_project_counts() => Assert.DoesNotContain(
        EquivalenceKeys.WeakOrNull,
        await FixRun.On("public class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } }",
                "public class Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } }")
            .WithProject("Other", LanguageVersion.CSharp7_3, NullableContextOptions.Disable, "class User { void M(Child c) { N(ref c.Owner); } void N(ref Owner o) { } }")
            .OfferedAsync("Owner"));

    [Theory]
    [InlineData("interface IChild { Owner Owner { get; set; } } class Child : IChild { public Owner Owner { get; set; } public Child(Owner o) { Owner = o; } }")]
    [InlineData("interface IChild { Owner Owner { get; } } class Child : IChild { public Owner Owner { get; } public Child(Owner o) { Owner = o; } }")]
    [InlineData("interface IChild { Owner Owner { get; set; } } class Child : IChild { Owner IChild.Owner { get; set; } public Child(Owner o) { ((IChild)this).Owner = o; } }")]
    [InlineData("class Part { public virtual Owner Owner { get => null; set { } } } class Child : Part { public override Owner Owner { get; set; } public Child(Owner o) { Owner = o; } }")]
    [InlineData("class Child { public virtual Owner Owner { get; } public Child(Owner o) { Owner = o; } } class Odd : Child { public Odd() : base(null) { } public override Owner Owner => null; }")]
    [InlineData("class Part { public string Owner; } class Child : Part { public new Owner Owner; public Child(Owner o) { Owner = o; } }")]
    [InlineData("partial class Child { public Owner Owner; } partial class Child { private int _ownerWeak; public Child(Owner o) { Owner = o; } }")]
    [InlineData("class Base { protected int _ownerWeak; } class Child : Base { public Owner Owner; public Child(Owner o) { Owner = o; } }")]
    [InlineData("class Child { private Owner target, weak; public Child(Owner value) { target = value; } public void M() => target = null; }")]
    public async Task With_interfaces_bases_and_other_names(string child)
    {
        var run = FixRun.On(Owner, child);
        foreach (var key in await run.OfferedAsync())
            await run.ApplyAsync(key);
        Assert.Contains(EquivalenceKeys.WeakOrNull, await run.OfferedAsync());
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number() => Code.Contains(
        "private WeakReference<Owner> _ownerWeak2;",
        (await FixRun.On(Owner, "class Child { private int _ownerWeak; public Owner Owner; public Child(Owner o) { Owner = o; } }").ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Theory]
    [InlineData("class WeakReference<T> { }", "private System.WeakReference<Owner> _ownerWeak;")]
    [InlineData("class WeakReference { }", "private WeakReference<Owner> _ownerWeak;")]
    [InlineData("namespace System { class Own { } }", "private WeakReference<Owner> _ownerWeak;")]
    public async Task Types_of_the_same_name_are_told_apart(string other, string expected) => Code.Contains(
        expected,
        (await FixRun.On(Owner, other, "class Child { public Owner Owner; public Child(Owner o) { Owner = o; } }").ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);
}
