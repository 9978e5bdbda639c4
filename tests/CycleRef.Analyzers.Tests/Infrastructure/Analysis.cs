using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>A compilation of some sources, analyzed as a build does (batch) or as an editor does (file by file, span by span).</summary>
internal sealed class Analysis
{
    /// <summary>Rules that are off by default, on at the severity of their descriptor. The compiler then levels what they choose themselves.</summary>
    public static readonly ImmutableDictionary<string, ReportDiagnostic> EveryRuleOn =
        RuleCatalogue.All.Where(static rule => !rule.IsEnabledByDefault).ToImmutableDictionary(static rule => rule.Id, static rule => ReportDiagnosticOf(rule.DefaultSeverity));

    private readonly AnalyzerOptions? _options;

    public Analysis(Compilation compilation, AnalyzerOptions? options = null)
    {
        Compilation = compilation;
        _options = options;
    }

    public Compilation Compilation { get; }

    public static Analysis Of(params string[] sources) => new(Compile(sources.Select((source, i) => ($"/src/File{i}.cs", source))));

    public static CSharpCompilation Compile(IEnumerable<(string Path, string Source)> files) => CSharpCompilation.Create(
        "Test",
        files.Select(static file => CSharpSyntaxTree.ParseText(SourceText.From(file.Source), new CSharpParseOptions(LanguageVersion.Preview), file.Path)),
        References.Net,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, specificDiagnosticOptions: EveryRuleOn));

    public Analysis With(AnalyzerOptions options) => new(Compilation, options);

    /// <summary>All diagnostics, as in a build. An exception in the analyzer fails the test.</summary>
    public async Task<ImmutableArray<Diagnostic>> Batch(DiagnosticAnalyzer analyzer, bool concurrent = true)
    {
        var diagnostics = await Driver(analyzer, concurrent).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return Sorted(diagnostics);
    }

    /// <summary>What an editor shows for every file, asked for one file after the other, together.</summary>
    public async Task<ImmutableArray<Diagnostic>> Live(DiagnosticAnalyzer analyzer)
    {
        var all = new List<Diagnostic>();
        foreach (var tree in Compilation.SyntaxTrees)
            all.AddRange(await LiveFile(analyzer, tree, null));
        return Sorted(all);
    }

    /// <summary>What an editor shows for one file, or one span of it: a driver of its own, as after every edit.</summary>
    public async Task<ImmutableArray<Diagnostic>> LiveFile(DiagnosticAnalyzer analyzer, SyntaxTree tree, TextSpan? span)
    {
        var driver = Driver(analyzer, concurrent: true);
        var diagnostics = await driver.GetAnalyzerSemanticDiagnosticsAsync(Compilation.GetSemanticModel(tree), span, CancellationToken.None);
        return Sorted(diagnostics.Where(d => d.Location.SourceTree == tree && (span is null || span.Value.IntersectsWith(d.Location.SourceSpan))));
    }

    public static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Location.GetLineSpan()} {diagnostic.Id} {diagnostic.Severity} {diagnostic.GetMessage()}";

    public static ImmutableArray<Diagnostic> Sorted(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics.OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static d => d.Location.SourceSpan.Start)
            .ThenBy(static d => d.Id, StringComparer.Ordinal),
    ];

    private static ReportDiagnostic ReportDiagnosticOf(DiagnosticSeverity severity) =>
        severity == DiagnosticSeverity.Warning ? ReportDiagnostic.Warn : ReportDiagnostic.Info;

    private CompilationWithAnalyzers Driver(DiagnosticAnalyzer analyzer, bool concurrent) => new(
        Compilation,
        [analyzer],
        new CompilationWithAnalyzersOptions(
            _options ?? new AnalyzerOptions([]),
            onAnalyzerException: static (exception, _, _) => throw new InvalidOperationException("The analyzer threw: " + exception, exception),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false));
}
