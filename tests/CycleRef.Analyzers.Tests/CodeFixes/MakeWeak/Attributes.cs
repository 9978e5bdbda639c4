using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>Attributes go where they keep their meaning, or the fix is not offered.</summary>
public sealed class Attributes
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";
    private const string Constructor = " public Child(Owner owner) { Owner = owner; }\n}";

    [Theory]
    [InlineData("[System.Runtime.Serialization.DataMember(Name = \"o\")]\n    public Owner Owner;", "    [System.Runtime.Serialization.DataMember(Name = \"o\")]\n    public Owner Owner\n    {")]
    [InlineData("[System.Text.Json.Serialization.JsonIgnore] public Owner Owner;", "    [System.Text.Json.Serialization.JsonIgnore] public Owner Owner\n    {")]
    [InlineData("[field: System.Text.Json.Serialization.JsonIgnore] public Owner Owner;", "    [System.Text.Json.Serialization.JsonIgnore] public Owner Owner\n    {")]
    [InlineData("[System.Xml.Serialization.XmlIgnore]\n    [System.ComponentModel.DefaultValue(null)]\n    public Owner Owner { get; set; }", "    [System.Xml.Serialization.XmlIgnore]\n    [System.ComponentModel.DefaultValue(null)]\n    public Owner Owner\n    {")]
    [InlineData("[System.NonSerialized] public Owner Owner;", "    [System.NonSerialized] private WeakReference<Owner> _ownerWeak;\n\n    public Owner Owner\n    {")]
    [InlineData("[field: System.NonSerialized] public Owner Owner { get; set; }", "    [System.NonSerialized] private WeakReference<Owner> _ownerWeak;\n\n    public Owner Owner\n    {")]
    [InlineData("public Owner Owner { [System.Obsolete] get; set; }", "        [System.Obsolete] get => _ownerWeak")]
    [InlineData("public Owner Owner { get; [param: System.ComponentModel.Description(\"x\")] set; }", "        [param: System.ComponentModel.Description(\"x\")] set => _ownerWeak")]
    public async Task Stay_with_what_they_are_about(string member, string expected) => Code.Contains(
        expected,
        (await FixRun.On(Owner, Serializable(member) + "class Child\n{\n    " + member + "\n   " + Constructor).ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Theory]
    [InlineData("[OnlyField] public Owner Owner;")]
    [InlineData("[field: OnlyField] public Owner Owner { get; set; }")]
    [InlineData("[System.Runtime.Serialization.DataMember] public readonly Owner Owner;")]
    [InlineData("[System.Diagnostics.CodeAnalysis.MaybeNull] public Owner Owner { get; set; }")]
    [InlineData("[return: System.Diagnostics.CodeAnalysis.NotNull, OnlyField] public Owner Owner;")]
    public async Task Stop_the_fix_where_they_would_lose_it(string member)
    {
        var run = FixRun.On(
            Owner,
            "[System.AttributeUsage(System.AttributeTargets.Field)] class OnlyFieldAttribute : System.Attribute { }",
            "class Child\n{\n    " + member + "\n   " + Constructor);
        Assert.DoesNotContain(await run.OfferedAsync("Owner"), static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }

    private static string Serializable(string member) => member.Contains("NonSerialized") ? "[System.Serializable]\n" : "";
}
