using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Knowledge;

public sealed class KnowledgeTables
{
    private static readonly string[] TypeTables = [TableNames.WeakHolders, TableNames.Containers, TableNames.ReadOnlyContainers, TableNames.NativePeers, TableNames.SafeTypes];

    [Fact]
    public void Every_row_of_a_table_of_types_is_a_documentation_ID()
    {
        foreach (var row in TypeTables.SelectMany(static table => KnowledgeBase.Embedded[table].Rows))
        {
            Assert.StartsWith("T:", row.Id);
            Assert.True(row.ConditionId.Length == 0 || row.ConditionId.StartsWith("T:", System.StringComparison.Ordinal), row.ConditionId);
        }
    }

    [Theory]
    [InlineData(TableNames.WeakHolders, "")]
    [InlineData(TableNames.Containers, "one many none")]
    [InlineData(TableNames.ReadOnlyContainers, "")]
    [InlineData(TableNames.NativePeers, "attribute not")]
    [InlineData(TableNames.SafeTypes, "")]
    [InlineData(TableNames.TeardownMethods, "")]
    [InlineData(TableNames.MemberNames, "back forward")]
    [InlineData(TableNames.Roots, "publisher weak-event keeps keeps-on-publisher process-type process-name process-attribute singleton transient ends-name window runs")]
    [InlineData(TableNames.Timers, "queue self periodic factory repeats runs-at-once start stop switch once tick")]
    [InlineData(TableNames.Registrations, "drops watches may token linked holds short-token process-token once ends")]
    [InlineData(TableNames.WeakListeners, "instance target")]
    public void Every_table_is_embedded_and_uses_only_words_that_are_read(string table, string words)
    {
        var rows = KnowledgeBase.Embedded[table].Rows;
        Assert.NotEmpty(rows);
        Assert.Subset(words.Split(' ').Append("").ToHashSet(), rows.Select(static row => row.Word).ToHashSet());
        Assert.Equal(rows.Length, rows.Distinct().Count());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("# only a comment", 0)]
    [InlineData("T:A # and a comment", 1)]
    [InlineData("T:A\r\n\r\nT:B\n", 2)]
    [InlineData("one two three four five six", 0)]
    [InlineData("\u0000\t\u0001", 1)]
    public void Lines_that_do_not_fit_are_skipped(string text, int rows) =>
        Assert.Equal(rows, KnowledgeTable.Parse(SourceText.From(text), default).Rows.Length);

    [Fact]
    public void A_file_of_a_million_rows_is_cut() =>
        Assert.InRange(KnowledgeTable.Parse(SourceText.From(string.Concat(Enumerable.Repeat("T:A\n", 1_000_000))), default).Rows.Length, 1, 100_000);

    [Theory]
    [InlineData("CycleRef.WeakHolders.txt", true)]
    [InlineData("cycleref.weakholders.MINE.txt", true)]
    [InlineData("CycleRef.Unknown.txt", false)]
    [InlineData("CycleRef.txt", false)]
    [InlineData("Other.WeakHolders.txt", false)]
    public void Additional_files_extend_a_table_by_their_name(string name, bool extends)
    {
        var knowledge = KnowledgeBase.ExtendedBy([new Text("/x/" + name, "T:Mine")], static text => KnowledgeTable.Parse(text, default), null, default);
        Assert.Equal(extends, knowledge[TableNames.WeakHolders].Rows.Any(static row => row.Id == "T:Mine"));
        Assert.Equal(!extends, ReferenceEquals(knowledge, KnowledgeBase.Embedded));
    }

    [Theory]
    [InlineData("Dispose", true)]
    [InlineData("StopListening", true)]
    [InlineData("Stop", true)]
    [InlineData("Stops", true)]
    [InlineData("Restart", false)]
    [InlineData("dispose", false)]
    public void Patterns_match_by_name_or_start(string name, bool matches) =>
        Assert.Equal(matches, new NamePatterns(["Dispose", "Stop*", "*", ""], ignoreCase: false).Matches(name));

    [Theory]
    [InlineData("Parent", true)]
    [InlineData("_parent", true)]
    [InlineData("m_parent", true)]
    [InlineData("m_pParentGroup", true)]
    [InlineData("logicalParent", true)]
    [InlineData("ownerForm", true)]
    [InlineData("transparent", true)]
    [InlineData("Children", false)]
    [InlineData("Value", false)]
    public void Names_that_point_back(string name, bool back) =>
        Assert.Equal(back, new MemberNameRoles(KnowledgeBase.Embedded).PointsBack(name));

    private sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(System.Threading.CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
