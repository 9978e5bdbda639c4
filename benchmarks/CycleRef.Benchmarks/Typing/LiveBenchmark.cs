using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Benchmarks.Analyzers;
using CycleRef.Benchmarks.Output;
using CycleRef.Benchmarks.Sources;

namespace CycleRef.Benchmarks.Typing;

/// <summary>
/// One-key edits. After each, the compiler and each set of analyzers are asked for the diagnostics of the edited file, as an editor asks: a new
/// compilation with the edited tree, and the analyzers of before. Everyone follows the same edits on trees and compilations of its own.
/// </summary>
internal static class LiveBenchmark
{
    /// <summary>A typist is a minute into the session: what is computed once has been, and the just-in-time compiler is done.</summary>
    private const int WarmUps = 20;

    private const int Seed = 20;

    /// <summary>More lines than any one body has.</summary>
    private const int TypesOfLargest = 30_000;

    public static void Run(Settings settings, Results results)
    {
        var pages = new List<LiveFigures>();
        foreach (var load in Sources(settings))
        {
            var source = load();
            Console.Error.WriteLine($"live: {source.Name}, {source.Lines} lines");
            pages.Add(Measure(source, settings));
            LivePage.Write(results, pages);
        }
    }

    private static IEnumerable<Func<Source>> Sources(Settings settings)
    {
        var sources = SourceList.Of(settings);
        return settings.IsShort || settings.Bodies.Count > 0 ? sources : sources.Append(static () => SourceList.Generated(TypesOfLargest));
    }

    private static LiveFigures Measure(Source source, Settings settings)
    {
        var hosts = Hosts(settings).Select(host => host.Open(source)).ToImmutableArray();
        var figures = new LiveFigures(source.Name, source.Lines);
        var number = 0;
        foreach (var edit in Edits.Of(source, Seed).Take(WarmUps + settings.Edits))
        {
            for (var i = 0; i < hosts.Length; i++)
            {
                // Whoever comes first would find the processor's caches cold.
                var host = hosts[(i + number) % hosts.Length];
                var time = host.Apply(edit);
                if (number >= WarmUps)
                    figures.Add(host.Name, edit.Kind, time);
            }

            number++;
        }

        return figures;
    }

    private static IEnumerable<Host> Hosts(Settings settings)
    {
        yield return new Host(LiveFigures.Compiler, null, isSpan: false);
        yield return new Host(AnalyzerSets.Empty.Name, AnalyzerSets.Empty, isSpan: false);
        var sets = AnalyzerSets.Ours(settings.Analyzers, "CycleRef", settings.Each).Concat(settings.Baseline is { } baseline ? AnalyzerSets.Ours(baseline, "baseline", settings.Each) : []);
        foreach (var set in sets.Where(set => settings.Sets.Count == 0 || settings.Sets.Any(part => set.Name.Contains(part, StringComparison.OrdinalIgnoreCase))))
        {
            yield return new Host(set.Name, set, isSpan: false);
            if (set.Name == AnalyzerSets.AsItComes)
                yield return new Host(set.Name + ", light bulb", set, isSpan: true);
        }
    }
}
