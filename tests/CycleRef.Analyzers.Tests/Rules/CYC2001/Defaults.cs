using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC2001;

/// <summary>On without being asked for; the other rules about statements are not.</summary>
public sealed class Defaults
{
    private const string Source = """
        class Node
        {
            public Node Child;
            public void Adopt(Node other) { Child = other; other.Child = this; }
            static void Run()
            {
                var a = new Node(); var b = new Node();
                a.Child = b;
                b.Child = a;
            }
        }
        """;

    [Fact]
    public async Task Warns_without_any_configuration()
    {
        var found = Assert.Single(await Analyze());
        Assert.Equal("CYC2001", found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
    }

    [Fact]
    public async Task Is_silent_where_it_is_switched_off() => Assert.Empty(await Analyze(("CYC2001", ReportDiagnostic.Suppress)));

    [Fact]
    public async Task Another_rule_that_is_switched_on_reports_as_well() =>
        Assert.Equal(["CYC2001", "CYC2002"], (await Analyze(("CYC2002", ReportDiagnostic.Info))).Select(static d => d.Id).Order());

    private static async Task<ImmutableArray<Diagnostic>> Analyze(params (string Id, ReportDiagnostic Severity)[] configured)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: configured.ToImmutableDictionary(static c => c.Id, static c => c.Severity));
        var compilation = CSharpCompilation.Create("d", [CSharpSyntaxTree.ParseText(Source, path: "d.cs")], References.Net, options);
        return await compilation.WithAnalyzers([new DroppedCycleAnalyzer(), new ObjectCycleAnalyzer(), new SharedClosureAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }
}
