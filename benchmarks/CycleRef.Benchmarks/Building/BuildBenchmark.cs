using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Benchmarks.Analyzers;
using CycleRef.Benchmarks.Measuring;
using CycleRef.Benchmarks.Output;
using CycleRef.Benchmarks.Sources;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Benchmarks.Building;

/// <summary>
/// What each set of analyzers costs a build. A round measures binding, the empty analyzer and every set, one after the other, each on a
/// compilation that has bound nothing; rounds start at different sets, so that no set always comes first.
/// </summary>
internal static class BuildBenchmark
{
    private const int WarmUpTypes = 300;

    /// <summary>Bodies of more lines are measured once: they are long enough to even out by themselves.</summary>
    private const int LinesOfLarge = 300_000;

    public static void Run(Settings settings, Results results)
    {
        var sets = AnalyzerSets.Of(settings);
        var figures = new List<BuildFigures>();
        // The first measurements pay for the just-in-time compiler: thrown away.
        Round(SourceList.Generated(WarmUpTypes), sets, 0);
        foreach (var load in SourceList.Of(settings))
        {
            var source = load();
            Console.Error.WriteLine($"build: {source.Name}, {source.Lines} lines");
            var rounds = new List<BuildRound>();
            var ourRounds = source.Lines > LinesOfLarge ? 1 : settings.Rounds;
            for (var round = 0; round < Math.Max(ourRounds, settings.PeerRounds); round++)
                rounds.Add(Round(source, [.. sets.Where(set => round < (set.IsPeer ? settings.PeerRounds : ourRounds))], round));
            figures.Add(new BuildFigures(source, sets, rounds, PeakMemory.Of(settings, source, sets)));
            // What came so far is not lost if the run is stopped.
            BuildPage.Write(results, figures);
        }
    }

    private static BuildRound Round(Source source, ImmutableArray<AnalyzerSet> sets, int number)
    {
        var binding = (Serial: Bind(source, isConcurrent: false), Concurrent: Bind(source, isConcurrent: true));
        var empty = (Serial: Analyze(source, AnalyzerSets.Empty, isConcurrent: false), Concurrent: Analyze(source, AnalyzerSets.Empty, isConcurrent: true));
        var ofSets = new Dictionary<string, (Analysis Serial, Analysis Concurrent)>();
        for (var i = 0; i < sets.Length; i++)
        {
            var set = sets[(i + number) % sets.Length];
            ofSets[set.Name] = (Analyze(source, set, isConcurrent: false), Analyze(source, set, isConcurrent: true));
        }

        return new BuildRound(binding.Serial, binding.Concurrent, empty.Serial, empty.Concurrent, ofSets);
    }

    private static Sample Bind(Source source, bool isConcurrent)
    {
        var compilation = source.Compile(isConcurrent);
        return Sample.Of(() => compilation.GetDiagnostics());
    }

    private static Analysis Analyze(Source source, AnalyzerSet set, bool isConcurrent)
    {
        var run = WithAnalyzers(source.Compile(isConcurrent, set.Severities), set, isConcurrent);
        AnalysisResult? result = null;
        var sample = Sample.Of(() => result = run.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult());
        return new Analysis(sample, TimeSpan.FromTicks(result!.AnalyzerTelemetryInfo.Values.Sum(static info => info.ExecutionTime.Ticks)));
    }

    public static CompilationWithAnalyzers WithAnalyzers(CSharpCompilation compilation, AnalyzerSet set, bool isConcurrent) =>
        compilation.WithAnalyzers(
            set.Create(),
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                // A peer that meets code it cannot read says so by throwing; it is measured all the same.
                onAnalyzerException: static (_, _, _) => { },
                concurrentAnalysis: isConcurrent,
                logAnalyzerExecutionTime: true));
}
