using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus;

/// <summary>Loads the analyzers and the fixes of one folder, together, as an editor does.</summary>
internal static class FixLoader
{
    public static (ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableArray<CodeFixProvider> Fixes) Load(string folder)
    {
        var context = new AssemblyLoadContext("fixes");
        context.Resolving += (loading, name) =>
            Path.Combine(folder, name.Name + ".dll") is var file && name.Name!.StartsWith("CycleRef.", StringComparison.Ordinal) && File.Exists(file)
                ? loading.LoadFromAssemblyPath(file)
                : null;
        var fixes = context.LoadFromAssemblyPath(Path.Combine(folder, "CycleRef.Analyzers.CodeFixes.dll"));
        var analyzers = context.LoadFromAssemblyPath(Path.Combine(folder, "CycleRef.Analyzers.dll"));
        return (Of<DiagnosticAnalyzer, DiagnosticAnalyzerAttribute>(analyzers), Of<CodeFixProvider, ExportCodeFixProviderAttribute>(fixes));
    }

    private static ImmutableArray<T> Of<T, TAttribute>(Assembly assembly)
        where TAttribute : Attribute =>
    [
        .. assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.GetCustomAttribute<TAttribute>() is not null)
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (T)Activator.CreateInstance(type)!),
    ];
}
