using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>A lambda keeps only what it needs.</summary>
public sealed class CapturingLess
{
    private const string Fetcher = "using System;\nclass Fetcher\n{\n    public Action Done;\n    public void Go() => Done();\n}\n";

    [Fact]
    public Task A_read_only_value_is_captured_instead_of_the_instance() => StatementFixRun.On(
        "using System;\npublic class Loader\n{\n    private readonly string _name = \"loader\";\n    private readonly Fetcher _fetcher = new Fetcher();\n    public void Load()\n    {\n        _fetcher.Done = () => Console.WriteLine(_name + this._name);\n    }\n}\n",
        Fetcher.Replace("class", "public class")).TurnsIntoAsync(
        EquivalenceKeys.CaptureLess,
        "using System;\npublic class Loader\n{\n    private readonly string _name = \"loader\";\n    private readonly Fetcher _fetcher = new Fetcher();\n    public void Load()\n    {\n        var name = _name;\n        _fetcher.Done = () => Console.WriteLine(name + name);\n    }\n}\n");

    [Theory]
    // It may change, it may lead back, the instance itself is used, or it is set later.
    [InlineData("private string _name = \"x\"; private readonly Fetcher _fetcher = new Fetcher(); public void Load()\n{\n    _fetcher.Done = () => Console.WriteLine(_name);\n}")]
    [InlineData("private readonly object _name = new object(); private readonly Fetcher _fetcher = new Fetcher(); public void Load()\n{\n    _fetcher.Done = () => Console.WriteLine(_name);\n}")]
    [InlineData("private readonly string _name = \"x\"; private readonly Fetcher _fetcher = new Fetcher(); public void Load()\n{\n    _fetcher.Done = () => Console.WriteLine(_name + this);\n}")]
    [InlineData("private readonly string _name; private readonly Fetcher _fetcher = new Fetcher(); public Loader()\n{\n    _fetcher.Done = () => Console.WriteLine(_name);\n    _name = \"late\";\n}")]
    public async Task Is_not_offered_where_it_would_mean_another_thing(string members) =>
        Assert.DoesNotContain(EquivalenceKeys.CaptureLess, await StatementFixRun.On("using System; class Loader { " + members + " }", Fetcher).OfferedAsync());

    [Fact]
    public Task A_stored_lambda_gets_a_scope_of_its_own() => StatementFixRun.On(
        """
        using System;
        using System.Linq;
        public class Report
        {
            private Func<string> _print;

            public int Prepare(int[] rows)
            {
                var cache = new int[100];
                var title = "Report";
                var known = rows.Count(row => cache[row] > 0);
                _print = () => title;
                return known;
            }

            public string Print() => _print();
        }
        public static class Program
        {
            public static string Run()
            {
                var report = new Report();
                return report.Prepare(new[] { 1, 2 }) + report.Print();
            }
        }
        """).TurnsIntoAsync(
        EquivalenceKeys.CaptureLess,
        """
        using System;
        using System.Linq;
        public class Report
        {
            private Func<string> _print;

            public int Prepare(int[] rows)
            {
                var cache = new int[100];
                var title = "Report";
                var known = rows.Count(row => cache[row] > 0);
                {
                    var titleCopy = title;
                    _print = () => titleCopy;
                }
                return known;
            }

            public string Print() => _print();
        }
        public static class Program
        {
            public static string Run()
            {
                var report = new Report();
                return report.Prepare(new[] { 1, 2 }) + report.Print();
            }
        }
        """);

    [Theory]
    [InlineData("title = \"other\";")]
    [InlineData("_print(); System.Action later = () => title = \"late\"; later();")]
    public async Task A_variable_that_changes_is_not_copied(string after) => Assert.DoesNotContain(
        EquivalenceKeys.CaptureLess,
        await StatementFixRun.On(
            "using System; using System.Linq; class Report { private Func<string> _print; void Prepare(int[] rows)\n{\n    var cache = new int[5];\n    var title = \"t\";\n    var known = rows.Count(row => cache[row] > 0);\n    _print = () => title;\n    " + after + "\n} }").OfferedAsync());
}
