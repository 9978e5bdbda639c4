using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.BackReference;

public sealed class MarksTheMember
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";
    private const string Child = "class Child\n{\n    /// <summary>The owner.</summary>\n    public Owner Owner { get; set; }\n    public Child(Owner owner) { Owner = owner; }\n}";
    private const string Attribute = "[System.AttributeUsage(System.AttributeTargets.All)] public sealed class BackReferenceAttribute : System.Attribute { }";

    [Fact]
    public async Task And_declares_the_attribute_where_it_is_missing()
    {
        var text = (await FixRun.On(Owner, Child).ApplyAsync(EquivalenceKeys.BackReference)).Text;
        Code.Contains("    /// <summary>The owner.</summary>\n    [BackReference]\n    public Owner Owner", text);
        Code.Contains("internal sealed class BackReferenceAttribute : Attribute\n{\n}\n", text);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "namespace App\n{\n    /// <summary>")]
    [InlineData(LanguageVersion.CSharp10, "namespace App;\n\n/// <summary>")]
    public async Task In_the_outermost_namespace(LanguageVersion version, string expected) => Code.Contains(
        expected,
        (await FixRun.On(version, NullableContextOptions.Disable, "namespace App.Model { " + Owner + "}", "namespace App.Model { " + Child + " }").ApplyAsync(EquivalenceKeys.BackReference)).Text);

    [Fact]
    public async Task And_uses_the_attribute_that_is_there()
    {
        var text = (await FixRun.On(Owner, Child, Attribute).ApplyAsync(EquivalenceKeys.BackReference)).Text;
        Code.Contains("    [BackReference]\n    public Owner Owner", text);
        Code.DoesNotContain("internal sealed class BackReferenceAttribute", text);
    }

    [Fact]
    public async Task With_its_full_name_where_it_is_not_in_scope() => Code.Contains(
        "    [global::Contracts.BackReference]\n    public Owner Owner",
        (await FixRun.On(Owner, Child, "namespace Contracts { " + Attribute + " }").ApplyAsync(EquivalenceKeys.BackReference)).Text);

    [Fact]
    public async Task Of_another_project() => Code.Contains(
        "    [BackReference]\n    public Owner Owner",
        (await FixRun.On(Attribute).WithProject("Two", LanguageVersion.Preview, NullableContextOptions.Disable, Owner, Child).ApplyAsync(EquivalenceKeys.BackReference)).Text);

    [Theory]
    [InlineData("class Child([BackReference] Owner owner) { public string M() => owner.ToString(); }")]
    public async Task That_is_a_captured_parameter(string expected) => Code.Contains(
        expected,
        (await FixRun.On(Owner, expected.Replace("[BackReference] ", "")).ApplyAsync(EquivalenceKeys.BackReference)).Text);

    [Fact]
    public async Task Even_where_the_project_has_an_attribute_class_of_its_own() => Code.Contains(
        "internal sealed class BackReferenceAttribute : global::System.Attribute",
        (await FixRun.On(Owner, Child, "class Attribute { }").ApplyAsync(EquivalenceKeys.BackReference)).Text);

    [Theory]
    [InlineData("class BackReferenceAttribute { }")]
    [InlineData("[System.AttributeUsage(System.AttributeTargets.Class)] class BackReferenceAttribute : System.Attribute { }")]
    public async Task But_not_where_the_name_means_something_else(string other) =>
        Assert.DoesNotContain(EquivalenceKeys.BackReference, await FixRun.On(Owner, Child, other).OfferedAsync());

    [Fact]
    public async Task But_not_one_of_several_variables() => Assert.DoesNotContain(
        EquivalenceKeys.BackReference,
        await FixRun.On(Owner, "class Child { public Owner Owner, Other; public Child(Owner owner) { Owner = owner; } }").OfferedAsync("Owner"));
}
