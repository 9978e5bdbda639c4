using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Benchmarks.Analyzers;

/// <summary>The analyzers of other packages. The build downloads them and lists them in peers.txt.</summary>
internal static class Peers
{
    public static IEnumerable<AnalyzerSet> Sets() => Lines().Select(static line => new AnalyzerSet(line[0], true, true, [.. AnalyzersIn(FolderFor(line[2]))]));

    public static IEnumerable<(string Name, string Version)> Versions() => Lines().Select(static line => (line[0], line[1]));

    private static IEnumerable<string[]> Lines()
    {
        var list = Path.Combine(AppContext.BaseDirectory, "peers.txt");
        return File.Exists(list) ? File.ReadAllLines(list).Select(static line => line.Split('|')).Where(static line => Directory.Exists(line[2])) : [];
    }

    /// <summary>Some packages carry one build for each version of Roslyn: the newest that is not too new, as the compiler chooses.</summary>
    private static string FolderFor(string analyzers)
    {
        var roslyn = typeof(Compilation).Assembly.GetName().Version!;
        var dotnet = Path.Combine(analyzers, "dotnet");
        var root = Directory.Exists(dotnet) ? dotnet : analyzers;
        var versioned = Directory.GetDirectories(root, "roslyn*")
            .Select(static folder => (Folder: folder, Version: Version.Parse(Path.GetFileName(folder)["roslyn".Length..])))
            .Where(candidate => candidate.Version <= roslyn)
            .OrderByDescending(static candidate => candidate.Version)
            .Select(static candidate => candidate.Folder)
            .FirstOrDefault() ?? root;
        var csharp = Path.Combine(versioned, "cs");
        return Directory.Exists(csharp) ? csharp : versioned;
    }

    private static IEnumerable<Type> AnalyzersIn(string folder)
    {
        var context = new Neighbours(folder);
        foreach (var file in Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(file).Contains("CodeFix", StringComparison.Ordinal))
                continue;
            foreach (var type in TypesOf(context.LoadFromAssemblyPath(file)))
            {
                if (!type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
                    yield return type;
            }
        }
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // Code fixes among them need Workspaces, which no compiler has.
            return exception.Types.OfType<Type>();
        }
    }

    /// <summary>Finds what an analyzer brings along beside it; everything else, Roslyn above all, is this program's.</summary>
    private sealed class Neighbours(string folder) : AssemblyLoadContext("peer")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
