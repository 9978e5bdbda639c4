using System;
using System.IO;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>
/// Files, and blocks of files, that derive from the catalogue. They are committed, so that everybody can read them, and compared here;
/// with the environment variable <c>CYCLEREF_UPDATE=1</c> they are rewritten instead.
/// </summary>
internal static class GeneratedFiles
{
    private const string BlockEnd = "<!-- /generated -->";

    private static bool Update => Environment.GetEnvironmentVariable("CYCLEREF_UPDATE") == "1";

    /// <summary>The whole file is generated.</summary>
    public static void Check(string path, string expected) => Compare(path, Read(path), expected);

    /// <summary>The block between <c>&lt;!-- generated:NAME --&gt;</c> and <c>&lt;!-- /generated --&gt;</c> is generated, the rest is written by hand.</summary>
    public static void CheckBlock(string path, string name, string expected)
    {
        var start = $"<!-- generated:{name} -->";
        var text = Read(path) ?? start + "\n" + BlockEnd + "\n";
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(BlockEnd, from, StringComparison.Ordinal);
        Assert.True(to >= 0, $"{path} has no block '{start}' … '{BlockEnd}'.");
        Compare(path, text, text[..from] + start + "\n" + expected + text[to..]);
    }

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;

    private static void Compare(string path, string? actual, string expected)
    {
        if (actual == expected && File.Exists(path))
            return;
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
            return;
        }

        Assert.Fail($"{Path.GetRelativePath(Repository.Root, path)} is not current. Run the tests once with CYCLEREF_UPDATE=1 and look at the difference.");
    }
}
