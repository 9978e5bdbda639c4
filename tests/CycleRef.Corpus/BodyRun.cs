using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus;

/// <summary>Binds a body, then analyzes it, each in a compilation of its own, and measures both.</summary>
internal sealed class BodyRun(ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, bool concurrent)
{
    public BodyResult On(Body body)
    {
        var severities = AnalyzerLoader.Severities(analyzers);
        var (binding, errors) = Bind(body);

        var exceptions = new SortedSet<string>(StringComparer.Ordinal);
        var withAnalyzers = body.Compile(severities).WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(
                options,
                onAnalyzerException: (exception, analyzer, _) =>
                {
                    lock (exceptions)
                        exceptions.Add($"{analyzer.GetType().Name}: {exception}");
                },
                concurrentAnalysis: concurrent,
                logAnalyzerExecutionTime: true));
        Settle();
        var watch = Stopwatch.StartNew();
        var result = withAnalyzers.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        watch.Stop();

        var reports = result.GetAllDiagnostics().Select(Report.From).ToList();
        reports.Sort(Report.Compare);
        return new BodyResult
        {
            Body = body.Name,
            Files = body.Files,
            Lines = body.Lines,
            CompilerErrors = errors,
            Binding = binding,
            Analysis = watch.Elapsed,
            InAnalyzers = TimeSpan.FromTicks(result.AnalyzerTelemetryInfo.Values.Sum(static info => info.ExecutionTime.Ticks)),
            Exceptions = [.. exceptions],
            Reports = reports,
        };
    }

    private static (TimeSpan Time, int Errors) Bind(Body body)
    {
        var compilation = body.Compile([]);
        Settle();
        var watch = Stopwatch.StartNew();
        var diagnostics = compilation.GetDiagnostics();
        watch.Stop();
        return (watch.Elapsed, diagnostics.Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    // What the measurement before left behind must not be collected in this one.
    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
