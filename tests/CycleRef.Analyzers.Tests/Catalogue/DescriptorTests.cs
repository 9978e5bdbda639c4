using System.Globalization;
using System.Linq;
using System.Reflection;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

public sealed class DescriptorTests
{
    public static TheoryData<string> Ids => [.. RuleCatalogue.All.Select(static rule => rule.Id)];

    [Fact]
    public void Every_descriptor_of_the_catalogue_is_in_its_list()
    {
        var fields = typeof(RuleCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(static field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(static field => ((DiagnosticDescriptor)field.GetValue(null)!).Id);
        Assert.Equal(fields.Order(), RuleCatalogue.All.Select(static rule => rule.Id).Order());
    }

    [Fact]
    public void Ids_are_unique() => Assert.Distinct(RuleCatalogue.All.Select(static rule => rule.Id));

    [Fact]
    public void Every_id_has_a_rule()
    {
        var ids = typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => (string)field.GetRawConstantValue()!);
        Assert.Equal(ids.Order(), RuleCatalogue.All.Select(static rule => rule.Id).Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Id_has_four_digits(string id) => Assert.Matches("^CYC[0-9]{4}$", id);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Title_is_one_english_phrase_without_a_period(string id)
    {
        var title = Rule(id).Title.ToString(CultureInfo.InvariantCulture);
        Assert.Matches("^[A-Z][ -~]*[^.! ]$", title);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Message_names_the_path_and_ends_without_a_period(string id)
    {
        var message = Rule(id).MessageFormat.ToString(CultureInfo.InvariantCulture);
        Assert.Contains("{0}", message);
        Assert.False(message.EndsWith('.'));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Help_link_leads_to_the_page(string id) => Assert.Equal(RuleCatalogue.HelpLinkBase + id + ".md", Rule(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Category_is_that_of_the_family(string id)
    {
        var expected = id[3] switch
        {
            '1' or '2' or '3' => Categories.ReferenceCycles,
            '4' => Categories.MemoryLeaks,
            '5' => Categories.WeakReferences,
            '6' => Categories.Reliability,
            _ => "none",
        };
        Assert.Equal(expected, Rule(id).Category);
    }

    internal static DiagnosticDescriptor Rule(string id) => RuleCatalogue.All.Single(rule => rule.Id == id);
}
