using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Corpus;

/// <summary>How a body is compiled: preprocessor symbols and which framework it was written for. An unknown body gets the default.</summary>
/// <param name="Symbols">Preprocessor symbols.</param>
/// <param name="NetFramework">Compile against .NET Framework 4.8 instead of .NET 10.</param>
internal sealed record BodyRecipe(string[] Symbols, bool NetFramework = false)
{
    private static readonly string[] Mono = ["NET_2_0", "NET_3_5", "NET_4_0", "NET_4_5", "NET_4_6", "MONO"];

    // The symbols are those of each project's own build files.
    private static readonly Dictionary<string, BodyRecipe> Known = new(StringComparer.Ordinal)
    {
        ["keepass2"] = new([], NetFramework: true),
        ["mono-mcs"] = new([.. Mono, "STATIC", "NO_SYMBOL_WRITER", "NO_AUTHENTICODE"], NetFramework: true),
        ["mono-winforms-broken"] = new(Mono),
        ["mono-winforms"] = new(Mono, NetFramework: true),
        ["mono-xml"] = new([.. Mono, "ASYNC", "CONFIGURATION_DEP", "DISABLE_XSLT_COMPILER", "DISABLE_XSLT_SCRIPT", "MONO_HYBRID_SYSTEM_XML"], NetFramework: true),
        ["newtonsoft-json-6"] = new([], NetFramework: true),
        ["unitask"] = new(["UNITY_2020_1_OR_NEWER", "CSHARP_7_3_OR_NEWER", "CSHARP_7_OR_LATER", "NET_STANDARD_2_0"]),
        ["unirx"] = new(["UNITY_2017_1_OR_NEWER", "CSHARP_7_OR_LATER", "NET_4_6", "NET_STANDARD_2_0"]),
    };

    private static readonly BodyRecipe Default = new(["NET", "NETCOREAPP", "NETSTANDARD", "RELEASE"]);

    /// <summary>Older source uses <c>field</c> as a name, which C# 14 took.</summary>
    public LanguageVersion LanguageVersion => NetFramework ? LanguageVersion.CSharp13 : LanguageVersion.Preview;

    public static BodyRecipe For(string folder) => Known.GetValueOrDefault(Path.GetFileName(folder), Default);
}
