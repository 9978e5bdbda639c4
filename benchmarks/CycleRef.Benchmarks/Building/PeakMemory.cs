using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using CycleRef.Benchmarks.Analyzers;
using CycleRef.Benchmarks.Sources;

namespace CycleRef.Benchmarks.Building;

/// <summary>The greatest working set of a process that analyzes one body with one set, and nothing else.</summary>
internal static class PeakMemory
{
    private const int MinLines = 100_000;
    private const int MaxLines = 300_000;

    public static IReadOnlyDictionary<string, double> Of(Settings settings, Source source, ImmutableArray<AnalyzerSet> sets)
    {
        var peaks = new Dictionary<string, double>();
        // A body needs a folder for the child to find it. Small ones tell little, and the largest would take a quarter of an hour.
        if (settings.PeerRounds == 0 || source.Name.StartsWith("generated", StringComparison.Ordinal) || source.Lines is < MinLines or > MaxLines)
            return peaks;
        foreach (var set in sets.Insert(0, AnalyzerSets.Empty))
        {
            if (Measure(settings, source.Name, set.Name) is { } peak)
                peaks[set.Name] = peak;
        }

        return peaks;
    }

    /// <summary>The child: analyzes and prints its own peak in megabytes.</summary>
    public static int Child(Settings settings)
    {
        var source = SourceList.Of(settings).First()();
        var set = AnalyzerSets.Of(settings).Insert(0, AnalyzerSets.Empty).First(candidate => candidate.Name == settings.One("--only"));
        BuildBenchmark.WithAnalyzers(source.Compile(true, set.Severities), set, true).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        using var self = Process.GetCurrentProcess();
        Console.WriteLine((self.PeakWorkingSet64 / 1e6).ToString("0", CultureInfo.InvariantCulture));
        return 0;
    }

    private static double? Measure(Settings settings, string body, string set)
    {
        string[] arguments = ["exec", typeof(PeakMemory).Assembly.Location, "peak", "--body", body, "--only", set, "--corpus", settings.Corpus, "--analyzers", settings.Analyzers];
        if (settings.Baseline is { } baseline)
            arguments = [.. arguments, "--baseline", baseline];
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", arguments) { RedirectStandardOutput = true };
        // Small budgets make the collector run often, so that the peak is close to what is really held.
        start.Environment["DOTNET_GCgen0size"] = "0x4000000";
        start.Environment["DOTNET_GCConserveMemory"] = "5";
        // Nothing is timed here, so the child need not compile every method in full.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        using var process = Process.Start(start);
        var text = process?.StandardOutput.ReadToEnd();
        process?.WaitForExit();
        return double.TryParse(text, CultureInfo.InvariantCulture, out var peak) ? peak : null;
    }
}
