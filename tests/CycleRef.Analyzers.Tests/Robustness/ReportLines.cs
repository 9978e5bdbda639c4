using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Infrastructure;
using CycleRef.Corpus.Fuzzing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>All that is reported on a program, each report with everything that a host or a fix can see of it, in one line.</summary>
public static class ReportLines
{
    /// <summary>The last version that the floor knows: with it, every Roslyn reads the same program.</summary>
    private const LanguageVersion Common = LanguageVersion.CSharp12;

    /// <summary>Also called through another load context, where another Roslyn answers, so it speaks in strings only.</summary>
    public static string[] Of(string[] paths, string[] texts) =>
        [.. BatchAsync(Compile(paths.Zip(texts, static (path, text) => new SourceFile(path, text))), concurrent: true).GetAwaiter().GetResult()];

    public static string RoslynVersion() => typeof(Compilation).Assembly.GetName().Version!.ToString();

    internal static Compilation Compile(IEnumerable<SourceFile> files) => CSharpCompilation.Create(
        "Program",
        files.Select(static file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), new CSharpParseOptions(Common), file.Path)),
        References.Net.AddRange(References.Libraries),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, specificDiagnosticOptions: Analysis.EveryRuleOn));

    internal static async Task<ImmutableArray<string>> BatchAsync(Compilation compilation, bool concurrent) =>
        Lines(await Driver(compilation, WholePackage.Analyzers, concurrent).GetAnalyzerDiagnosticsAsync(CancellationToken.None));

    /// <summary>What an editor shows: each file asked for on its own, by a new driver and the analyzers of the session.</summary>
    internal static async Task<ImmutableArray<string>> LiveAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var all = new List<Diagnostic>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var found = await Driver(compilation, analyzers, concurrent: true).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None);
            all.AddRange(found.Where(report => report.Location.SourceTree == tree));
        }

        return Lines(all);
    }

    private static CompilationWithAnalyzers Driver(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent) => new(
        compilation,
        analyzers,
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            static (exception, analyzer, _) => throw new InvalidOperationException(analyzer.GetType().Name, exception),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false));

    private static ImmutableArray<string> Lines(IEnumerable<Diagnostic> reports) => [.. reports.Select(Line).Order(StringComparer.Ordinal)];

    private static string Line(Diagnostic report) => string.Join(
        " | ",
        report.Location.GetLineSpan(),
        report.Id,
        report.Severity,
        report.GetMessage(),
        string.Join(", ", report.AdditionalLocations.Select(static location => location.GetLineSpan())),
        string.Join(", ", report.Properties.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Key + "=" + pair.Value)));
}
