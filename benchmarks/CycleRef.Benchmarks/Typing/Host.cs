using System;
using System.Collections.Immutable;
using System.Threading;
using CycleRef.Benchmarks.Analyzers;
using CycleRef.Benchmarks.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Benchmarks.Typing;

/// <summary>What an editor does with one set of analyzers, or with the compiler alone, after each key.</summary>
/// <param name="name">As it stands in the table.</param>
/// <param name="set">The analyzers; null for the compiler's own diagnostics.</param>
/// <param name="isSpan">Asks for the edited line only, as a light bulb does.</param>
internal sealed class Host(string name, AnalyzerSet? set, bool isSpan)
{
    /// <summary>Kept from key to key, as an editor keeps them.</summary>
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = set?.Create() ?? [];

    private CSharpCompilation _compilation = null!;
    private SyntaxTree[] _trees = [];

    public string Name => name;

    public Host Open(Source source)
    {
        _compilation = source.Compile(isConcurrent: true, set?.Severities);
        _trees = [.. source.Trees];
        // An editor has the file's diagnostics before the first key.
        Diagnose(_compilation, _trees[0], default);
        return this;
    }

    public TimeSpan Apply(Edit edit)
    {
        var old = _trees[edit.Tree];
        var tree = old.WithChangedText(old.GetText().WithChanges(new TextChange(new TextSpan(edit.Position, 0), edit.Text)));
        // A file of a few lines more or less is no different; its compilation is.
        _compilation = _compilation.ReplaceSyntaxTree(old, tree);
        _trees[edit.Tree] = tree;
        var line = tree.GetText().Lines.GetLineFromPosition(edit.Position).Span;
        var start = TimeProvider.System.GetTimestamp();
        Diagnose(_compilation, tree, line);
        return TimeProvider.System.GetElapsedTime(start);
    }

    private void Diagnose(CSharpCompilation compilation, SyntaxTree tree, TextSpan line)
    {
        if (set is null)
        {
            compilation.GetSemanticModel(tree).GetDiagnostics();
            return;
        }

        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: true,
            reportSuppressedDiagnostics: true);
        var run = compilation.WithAnalyzers(_analyzers, options);
        var model = run.Compilation.GetSemanticModel(tree);
        run.GetAnalyzerSyntaxDiagnosticsAsync(tree, CancellationToken.None).GetAwaiter().GetResult();
        run.GetAnalyzerSemanticDiagnosticsAsync(model, isSpan ? line : null, CancellationToken.None).GetAwaiter().GetResult();
    }
}
