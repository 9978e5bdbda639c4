using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC2001;

/// <summary>What a diagnostic says, where it points, and that it is the same live as in a batch.</summary>
public sealed class Message
{
    private const string Node = "class Node { public Node Child, Parent; public System.Collections.Generic.List<Node> Children = new(); public static void Link(Node x, Node y) { x.Child = y; } }";
    private const string Use = """
        class C
        {
            void M()
            {
                var a = new Node(); var b = new Node();
                a.Child = b;
                b.Child = a;
            }
            void Calls()
            {
                var a = new Node(); var b = new Node();
                Node.Link(a, b);
                Node.Link(b, a);
            }
            void Lists()
            {
                var parent = new Node();
                var child = new Node { Parent = parent };
                parent.Children.Add(child);
            }
        }
        """;

    [Fact]
    public async Task NamesThePathThroughTheVariables()
    {
        var found = await Analyze(Node, Use);
        Assert.Equal(
            ["a.Child → b.Child → a", "a.Child → b.Child → a", "child.Parent → parent.Children → child"],
            found.Select(static d => d.Properties[DiagnosticProperties.Path]));
        Assert.All(found, static d => Assert.DoesNotContain("leak", d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task PointsAtTheOtherStores()
    {
        var first = (await Analyze(Node, Use))[0];
        Assert.Equal("b.Child = a", Text(first.Location));
        Assert.Equal("a.Child = b", Text(Assert.Single(first.AdditionalLocations)));
        Assert.Equal("F:Node.Child", first.Properties[DiagnosticProperties.Member]);
    }

    [Fact]
    public async Task LiveResultsEqualBatchResults()
    {
        var batch = await Analyze(Node, Use);
        var compilation = Compile(Node, Use);
        var live = new List<Diagnostic>();
        foreach (var tree in compilation.SyntaxTrees.Reverse())
        {
            var analysis = await With(compilation).GetAnalysisResultAsync(compilation.GetSemanticModel(tree), null, default);
            live.AddRange(analysis.SemanticDiagnostics.SelectMany(static t => t.Value).SelectMany(static a => a.Value));
        }

        Assert.Equal(Lines(batch), Lines(live));
    }

    private static IEnumerable<string> Lines(IEnumerable<Diagnostic> found) => found.Select(static d => d.ToString()).Order();

    private static string Text(Location location) => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);

    private static async Task<List<Diagnostic>> Analyze(params string[] sources) =>
        [.. (await With(Compile(sources)).GetAnalyzerDiagnosticsAsync()).OrderBy(static d => d.Location.SourceSpan.Start)];

    private static CompilationWithAnalyzers With(CSharpCompilation compilation) =>
        compilation.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new DroppedCycleAnalyzer()));

    private static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "m", sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, new CSharpParseOptions(LanguageVersion.Preview), i + ".cs")), References.Net, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: Analysis.EveryRuleOn));
}
