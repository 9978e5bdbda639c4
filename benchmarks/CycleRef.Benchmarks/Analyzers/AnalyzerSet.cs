using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Benchmarks.Analyzers;

/// <summary>Analyzers that are measured together.</summary>
/// <param name="Name">As it stands in the tables.</param>
/// <param name="IsPeer">Somebody else's package.</param>
/// <param name="IsAsItComes">Only the rules that are on by default are on.</param>
/// <param name="Types">Its analyzers: made anew for each measurement, because they may keep what they have seen.</param>
internal sealed record AnalyzerSet(string Name, bool IsPeer, bool IsAsItComes, ImmutableArray<Type> Types)
{
    /// <summary>What a set has switched on beyond its defaults. A peer is measured as it comes.</summary>
    public ImmutableDictionary<string, ReportDiagnostic> Severities { get; } =
        IsAsItComes ? ImmutableDictionary<string, ReportDiagnostic>.Empty : AllOn(Types);

    public ImmutableArray<DiagnosticAnalyzer> Create() => [.. Types.Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static ImmutableDictionary<string, ReportDiagnostic> AllOn(ImmutableArray<Type> types) =>
        types.Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .Where(static rule => !rule.IsEnabledByDefault)
            .Select(static rule => rule.Id)
            .Distinct()
            .ToImmutableDictionary(static id => id, static _ => ReportDiagnostic.Info);
}
