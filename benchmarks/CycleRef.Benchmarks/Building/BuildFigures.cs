using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Benchmarks.Analyzers;
using CycleRef.Benchmarks.Measuring;
using CycleRef.Benchmarks.Sources;

namespace CycleRef.Benchmarks.Building;

/// <summary>The rounds of one body of code, seen as ratios to the compiler's binding in the same round.</summary>
internal sealed class BuildFigures(Source source, ImmutableArray<AnalyzerSet> sets, IReadOnlyList<BuildRound> rounds, IReadOnlyDictionary<string, double> peaks)
{
    public string Name { get; } = source.Name;

    public int Lines { get; } = source.Lines;

    public ImmutableArray<AnalyzerSet> Sets => sets;

    public double BindingSeconds => Statistics.Median(rounds.Select(static round => round.Binding.Cpu.TotalSeconds));

    public double BindingMegabytes => Statistics.Median(rounds.Select(static round => round.Binding.Allocated / 1e6));

    /// <summary>What the empty analyzer costs beyond binding.</summary>
    public double EmptyCost => Statistics.Median(rounds.Select(static round => (round.Empty.Sample.Cpu - round.Binding.Cpu) / round.Binding.Cpu));

    /// <summary>Processor time beyond the empty analyzer, one thread.</summary>
    public double[] Execution(AnalyzerSet set) => Each(set, static (round, found) => (found.Serial.Sample.Cpu - round.Empty.Sample.Cpu) / round.Binding.Cpu);

    /// <summary>Time in the callbacks, one thread: what binding they trigger counts, also where the compiler would have done it later.</summary>
    public double[] InCallbacks(AnalyzerSet set) => Each(set, static (round, found) => found.Serial.InCallbacks / round.Binding.Wall);

    /// <summary>Time that passes beyond the empty analyzer, all threads at work.</summary>
    public double[] Concurrent(AnalyzerSet set) => Each(set, static (round, found) => (found.Concurrent.Sample.Wall - round.EmptyConcurrent.Sample.Wall) / round.BindingConcurrent.Wall);

    /// <summary>Bytes allocated beyond the empty analyzer.</summary>
    public double[] Allocation(AnalyzerSet set) =>
        Each(set, static (round, found) => (found.Serial.Sample.Allocated - round.Empty.Sample.Allocated) / (double)round.Binding.Allocated);

    /// <summary>Milliseconds in the callbacks for 100,000 lines.</summary>
    public double[] Per100KLines(AnalyzerSet set) => Each(set, (_, found) => found.Serial.InCallbacks.TotalMilliseconds * 100_000 / Lines);

    /// <summary>The greatest working set of a process that does nothing else, in megabytes; NaN where it was not measured.</summary>
    public double Peak(string set) => peaks.TryGetValue(set, out var peak) ? peak : double.NaN;

    private double[] Each(AnalyzerSet set, Func<BuildRound, (Analysis Serial, Analysis Concurrent), double> value) =>
        [.. rounds.Where(round => round.Sets.ContainsKey(set.Name)).Select(round => value(round, round.Sets[set.Name]))];
}
