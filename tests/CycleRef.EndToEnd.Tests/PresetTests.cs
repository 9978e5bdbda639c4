using System.Linq;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

[Collection(PackedPackage.Collection)]
public sealed class PresetTests(PackedPackage package)
{
    private const string Contract =
        """
        [Acyclic]
        public class Node { public Leaf? Leaf; }

        public class Leaf { public Node? Parent; }

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class AcyclicAttribute : Attribute;
        """;

    [Theory]
    [InlineData("Strict", "CycleRef.Strict.globalconfig")]
    [InlineData("sTRICT", "CycleRef.Strict.globalconfig")]
    [InlineData("leaks", "CycleRef.Leaks.globalconfig")]
    [InlineData("NONE", "CycleRef.None.globalconfig")]
    [InlineData("Default", null)]
    [InlineData("Stricter", null)]
    [InlineData("", null)]
    public async Task Mode_of_the_project_chooses_the_preset(string mode, string? preset)
    {
        // In the project itself, which is read after every .props file of a package.
        var files = await package.NewConsumer().Property("CycleRefMode", mode).ConfigFiles();

        Assert.Equal(preset is null ? [] : [preset], files.Where(static name => name.StartsWith("CycleRef.")));
    }

    [Fact]
    public async Task Strict_warns_of_everything_but_what_the_user_decided()
    {
        var build = await package.NewConsumer().WithBoth()
            .Property("CycleRefMode", "Strict")
            .EditorConfig("dotnet_diagnostic.CYC1002.severity = none")
            .Build();

        Assert.Equal(0, build.ExitCode);
        Assert.StartsWith("Shop.cs(3,39): warning CYC1001: ", Assert.Single(build.Diagnostics));
    }

    [Fact]
    public async Task A_global_config_of_the_user_wins_and_a_line_for_a_category_does_not()
    {
        var build = await package.NewConsumer().WithBoth()
            .Property("CycleRefMode", "Strict")
            .File(".globalconfig", "is_global = true\ndotnet_diagnostic.CYC1001.severity = suggestion\ndotnet_analyzer_diagnostic.category-ReferenceCycles.severity = none\n")
            .Build();

        Assert.Equal(["CYC1002"], build.Ids);
        Assert.Contains(build.Sarif, static result => result is { Id: "CYC1001", Level: "note" });
    }

    [Fact]
    public async Task None_silences_everything()
    {
        var build = await package.NewConsumer().WithBoth().Property("CycleRefMode", "None").Build();

        Assert.Empty(build.Diagnostics);
        Assert.Empty(build.Sarif);
    }

    [Fact]
    public async Task Leaks_keeps_the_warnings_that_a_rule_raises_itself()
    {
        var build = await package.NewConsumer().WithBoth().File("Contract.cs", Contract).Property("CycleRefMode", "Leaks").Build();

        Assert.Equal(["CYC1001", "CYC1002"], build.Ids.Order());
        Assert.Contains(build.Diagnostics, static line => line.StartsWith("Contract.cs("));
    }
}
