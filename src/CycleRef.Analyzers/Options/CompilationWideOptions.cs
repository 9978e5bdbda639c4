using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Options;

/// <summary>
/// What holds for a question that spans all files, such as the names-only stage: the options are read once, from a global config and from
/// what holds for one file of each folder. Sections of a config file rarely tell the files of one folder apart.
/// </summary>
internal static class CompilationWideOptions
{
    private static readonly char[] Separators = ['/', '\\'];

    public static CycleRefOptions Read(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        var merged = CycleRefOptions.Read(options.GlobalOptions);
        var firstOfFolder = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var folder = tree.FilePath.Substring(0, tree.FilePath.LastIndexOfAny(Separators) + 1);
            if (!firstOfFolder.TryGetValue(folder, out var first) || string.CompareOrdinal(tree.FilePath, first.FilePath) < 0)
                firstOfFolder[folder] = tree;
        }

        foreach (var tree in firstOfFolder.Values)
            merged = merged.Widen(CycleRefOptions.Read(options.GetOptions(tree)));
        return merged;
    }
}
