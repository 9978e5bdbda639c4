using System;
using System.Collections.Generic;
using CycleRef.Benchmarks.Measuring;

namespace CycleRef.Benchmarks.Building;

/// <summary>One analysis of a whole compilation.</summary>
/// <param name="Sample">All of it, binding included.</param>
/// <param name="InCallbacks">The time that the host counted in the analyzers' own callbacks.</param>
internal readonly record struct Analysis(Sample Sample, TimeSpan InCallbacks);

/// <summary>Everything, measured once, close together: ratios are taken within a round.</summary>
internal sealed record BuildRound(
    Sample Binding,
    Sample BindingConcurrent,
    Analysis Empty,
    Analysis EmptyConcurrent,
    Dictionary<string, (Analysis Serial, Analysis Concurrent)> Sets);
