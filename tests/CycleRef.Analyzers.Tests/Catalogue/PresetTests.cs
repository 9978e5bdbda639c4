using System.IO;
using System.Linq;
using CycleRef.Analyzers.Rules;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

public sealed class PresetTests
{
    private static readonly string Folder = Repository.Path("src", "CycleRef.Analyzers.Package", "build", "presets");

    public static TheoryData<string> Names => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Preset_follows_the_catalogue(string name) =>
        GeneratedFiles.Check(Path.Combine(Folder, $"CycleRef.{name}.globalconfig"), Presets.Text(name));

    [Fact]
    public void There_is_no_other_preset() =>
        Assert.Equal(
            Presets.Names.Select(static name => $"CycleRef.{name}.globalconfig").Order(),
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order());

    [Fact]
    public void Targets_name_every_preset()
    {
        var targets = File.ReadAllText(Repository.Path("src", "CycleRef.Analyzers.Package", "build", "CycleRef.Analyzers.targets"));
        Assert.All(Presets.Names, name => Assert.Contains($"'$(CycleRefMode)' == '{name}'", targets));
    }

    [Fact]
    public void Strict_turns_every_rule_on_and_none_turns_every_rule_off()
    {
        Assert.All(RuleCatalogue.All, static rule => Assert.Equal("warning", Presets.Severity("Strict", rule)));
        Assert.All(RuleCatalogue.All, static rule => Assert.Equal("none", Presets.Severity("None", rule)));
    }
}
