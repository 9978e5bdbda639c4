using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Corpus;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Benchmarks.Analyzers;

/// <summary>The sets that are compared.</summary>
internal static class AnalyzerSets
{
    public const string AsItComes = "CycleRef, as it comes";
    public const string All = "CycleRef, every rule on";
    public const string Types = "CycleRef, types (1)";

    public static readonly AnalyzerSet Empty = new("empty actions", false, true, [typeof(EmptyAnalyzer)]);

    /// <summary>All sets that the settings ask for, the empty one apart.</summary>
    public static ImmutableArray<AnalyzerSet> Of(Settings settings)
    {
        var sets = new List<AnalyzerSet>();
        sets.AddRange(Ours(settings.Analyzers, "CycleRef", settings.Each));
        if (settings.Baseline is { } baseline)
            sets.AddRange(Ours(baseline, "baseline", settings.Each));
        sets.Add(new AnalyzerSet("empty actions on syntax", false, true, [typeof(EmptySyntaxAnalyzer)]));
        sets.Add(new AnalyzerSet("bare walk", false, true, [typeof(BareWalk)]));
        if (settings.PeerRounds > 0)
            sets.AddRange(Peers.Sets());
        return [.. sets.Where(set => settings.Sets.Count == 0 || settings.Sets.Any(part => set.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>One set for each family of rules (the first digit of an ID), all on; one as the package comes, and one with every rule on.</summary>
    public static IEnumerable<AnalyzerSet> Ours(string path, string name, bool each = false)
    {
        var analyzers = AnalyzerLoader.Load(path);
        foreach (var part in analyzers.GroupBy(analyzer => each ? analyzer.GetType().Name : Family(analyzer)).OrderBy(static part => part.Key))
            yield return new AnalyzerSet($"{name}, {part.Key}", false, false, Runtime(part));
        yield return new AnalyzerSet($"{name}, as it comes", false, true, Runtime(analyzers));
        yield return new AnalyzerSet($"{name}, every rule on", false, false, Runtime(analyzers));
    }

    private static string Family(DiagnosticAnalyzer analyzer) => analyzer.SupportedDiagnostics.Min(static rule => rule.Id)?[3] switch
    {
        '1' => "types (1)",
        '2' or '3' => "statements (2, 3)",
        '4' => "roots (4)",
        '5' => "weak references (5)",
        _ => "crashes (6)",
    };

    private static ImmutableArray<Type> Runtime(IEnumerable<DiagnosticAnalyzer> analyzers) => [.. analyzers.Select(static analyzer => analyzer.GetType())];
}
