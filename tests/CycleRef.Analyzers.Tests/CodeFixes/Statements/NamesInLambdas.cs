using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>A variable whose name is part of the result cannot be replaced by one of another name.</summary>
public sealed class NamesInLambdas
{
    [Theory]
    [InlineData("nameof(title)")]
    [InlineData("new { title }.title")]
    [InlineData("(title, 1).title")]
    public async Task A_closure_is_not_split_then(string value) => Assert.DoesNotContain(
        EquivalenceKeys.CaptureLess,
        await StatementFixRun.On(
            "using System; using System.Linq; class Report { private Func<string> _print; int Prepare(int[] rows, string title)\n{\n    var cache = new int[5];\n    _print = () => title + " + value + ";\n    return rows.Count(row => cache[row] > 0);\n} }").OfferedAsync());

    [Theory]
    [InlineData("new { _name }.ToString()")]
    [InlineData("(_name, 1)._name")]
    [InlineData("(this._name, 1)._name")]
    public async Task A_value_is_not_captured_instead_of_the_instance_then(string value) => Assert.DoesNotContain(
        EquivalenceKeys.CaptureLess,
        await StatementFixRun.On(
            "using System; class Fetcher { public Func<string> Done; } class Loader { private readonly string _name = \"n\"; private readonly Fetcher _fetcher = new Fetcher(); void Load()\n{\n    _fetcher.Done = () => " + value + ";\n} }").OfferedAsync());

    [Fact]
    public async Task The_comment_behind_the_statement_goes_with_it() => Code.Contains(
        "    {\n        var titleCopy = title;\n        _print = () => titleCopy; // stored\n    }\n    return",
        (await StatementFixRun.On(
            "using System; using System.Linq; class Report { private Func<string> _print; int Prepare(int[] rows, string title)\n{\n    var cache = new int[5];\n    _print = () => title; // stored\n    return rows.Count(row => cache[row] > 0);\n} }").ApplyAsync(EquivalenceKeys.CaptureLess)).Text);
}
