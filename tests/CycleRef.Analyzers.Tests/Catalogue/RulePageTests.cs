using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

public sealed class RulePageTests
{
    public static TheoryData<string> Ids => DescriptorTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Head_follows_the_catalogue(string id) =>
        GeneratedFiles.CheckBlock(RulePage.Of(id).Path, "rule", RulePage.Head(DescriptorTests.Rule(id)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_sections_in_order(string id) => Assert.Equal(RulePage.Sections, RulePage.Of(id).Headings);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Example_reports_the_rule(string id)
    {
        foreach (var code in NotEmpty(RulePage.Of(id).Code("Example")))
            Assert.Contains(id, await PageCode.RulesReported(code));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Fix_is_silent(string id)
    {
        foreach (var code in NotEmpty(RulePage.Of(id).Code("Fix")))
            Assert.Empty(await PageCode.RulesReported(code));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_names_only_options_that_exist(string id) =>
        Assert.All(Regex.Matches(RulePage.Of(id).Text, @"cycleref\.[a-z_]+").Select(static match => match.Value), static key => Assert.Contains(key, OptionPageTests.Keys));

    [Fact]
    public void Every_page_belongs_to_a_rule() =>
        Assert.All(Directory.GetFiles(Repository.Path("docs", "rules")), static file => Assert.Contains(Path.GetFileNameWithoutExtension(file), RuleCatalogue.All.Select(static rule => rule.Id)));

    private static IReadOnlyList<string> NotEmpty(IReadOnlyList<string> blocks)
    {
        Assert.NotEmpty(blocks);
        return blocks;
    }
}
