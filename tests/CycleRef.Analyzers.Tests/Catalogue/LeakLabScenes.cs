using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>The scenes of samples/LeakLab, read from its source. That they end as they say is proved by running the sample, in the end-to-end tests.</summary>
internal static partial class LeakLabScenes
{
    /// <summary>By what the scene is called: its rule, and whether it ends with the object kept.</summary>
    public static IReadOnlyDictionary<string, (string Rule, bool IsKept)> All { get; } = Directory.EnumerateFiles(Repository.Path("samples", "LeakLab", "Scenes"), "*.cs")
        .SelectMany(static file => Scene().Matches(File.ReadAllText(file)))
        .ToDictionary(static scene => scene.Groups["shape"].Value, static scene => (scene.Groups["rule"].Value.Trim('"') is "Managed" ? "managed" : scene.Groups["rule"].Value.Trim('"'), scene.Groups["fate"].Value == "Kept"));

    [GeneratedRegex("Scene\\.(?<fate>Kept|Collected)\\((?<rule>\"CYC[0-9]{4}\"|Managed), \"(?<shape>[^\"]+)\"")]
    private static partial Regex Scene();
}
