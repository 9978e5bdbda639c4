using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace CycleRef.Corpus;

/// <summary>Reference assemblies out of the corpus' package folder, and, for decompiled bodies, the assemblies their packages came with.</summary>
internal static class References
{
    // .NET Framework's folder has more than a program refers to: WPF's names collide with those of Windows Forms, and two files are native.
    private static readonly string[] Unwanted = ["Presentation", "WindowsBase", "System.Windows.", "System.EnterpriseServices.", "UIAutomation", "ReachFramework"];

    public static ImmutableArray<MetadataReference> For(string corpus, BodyRecipe recipe, string body)
    {
        var packages = Path.Combine(corpus, "packages");
        IEnumerable<string> files = recipe.NetFramework
            ? Directory.GetFiles(Newest(packages, "microsoft.netframework.referenceassemblies.net48", "build/.NETFramework/v4.8"), "*.dll").Where(IsWanted)
            : Directory.GetFiles(Newest(packages, "microsoft.netcore.app.ref", "ref/net10.0"), "*.dll");
        if (!recipe.NetFramework)
            files = files.Concat(Libraries(corpus, body));
        return
        [
            .. files
                .DistinctBy(static file => Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal)
                .Select(static file => (MetadataReference)MetadataReference.CreateFromFile(file)),
        ];
    }

    /// <summary>The key of the assembly that a body was decompiled from: its friends show their internals only to that key.</summary>
    public static ImmutableArray<byte> PublicKeyOf(string corpus, string body)
    {
        var file = Path.Combine(corpus, "lib", body + ".dll");
        return File.Exists(file) ? [.. AssemblyName.GetAssemblyName(file).GetPublicKey() ?? []] : [];
    }

    // A body must not see the assembly that it was decompiled from, or every type would exist twice.
    private static IEnumerable<string> Libraries(string corpus, string body)
    {
        var folder = Path.Combine(corpus, "lib");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.dll").Where(file => Path.GetFileNameWithoutExtension(file) is var name && name != body && name != "Packages")
            : [];
    }

    private static bool IsWanted(string file)
    {
        var name = Path.GetFileName(file);
        return name == "System.Windows.Forms.dll" || !Unwanted.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static string Newest(string packages, string id, string inside)
    {
        var versions = Path.Combine(packages, id);
        var version = Directory.Exists(versions) ? Directory.GetDirectories(versions).Max(StringComparer.Ordinal) : null;
        return version is null
            ? throw new DirectoryNotFoundException($"{versions} is missing: run 'eng/corpus.sh fetch' first.")
            : Path.Combine(version, inside);
    }
}
