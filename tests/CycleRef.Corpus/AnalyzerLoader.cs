using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus;

/// <summary>Loads every analyzer of an assembly, in a context of its own as the compiler does.</summary>
internal static class AnalyzerLoader
{
    public static ImmutableArray<DiagnosticAnalyzer> Load(string? path)
    {
        path = Path.GetFullPath(path ?? Path.Combine(AppContext.BaseDirectory, "CycleRef.Analyzers.dll"));
        var assembly = new AssemblyLoadContext("analyzers").LoadFromAssemblyPath(path);
        return
        [
            .. assembly.GetTypes()
                .Where(static type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
                .OrderBy(static type => type.FullName, StringComparer.Ordinal)
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
    }

    /// <summary>Rules that are off by default are run too: what they would say is worth knowing.</summary>
    public static ImmutableDictionary<string, ReportDiagnostic> Severities(ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .Where(static rule => !rule.IsEnabledByDefault)
            .DistinctBy(static rule => rule.Id)
            .ToImmutableDictionary(static rule => rule.Id, static _ => ReportDiagnostic.Info);
}
