using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>Every analyzer and every fix, as a host finds them.</summary>
internal static class WholePackage
{
    /// <summary>New instances: an analyzer keeps something from one edit to the next.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers => Create<DiagnosticAnalyzer, DiagnosticAnalyzerAttribute>(typeof(RuleCatalogue).Assembly);

    public static ImmutableArray<CodeFixProvider> Fixes => Create<CodeFixProvider, ExportCodeFixProviderAttribute>(typeof(ManagedCycleFixProvider).Assembly);

    private static ImmutableArray<T> Create<T, TAttribute>(Assembly assembly)
        where TAttribute : Attribute =>
    [
        .. assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.GetCustomAttribute<TAttribute>() is not null)
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (T)Activator.CreateInstance(type)!),
    ];
}
