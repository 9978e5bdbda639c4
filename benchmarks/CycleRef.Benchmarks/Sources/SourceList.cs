using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using CycleRef.Corpus;

namespace CycleRef.Benchmarks.Sources;

/// <summary>Which code a run measures on: bodies of real code where they have been fetched, generated code where not.</summary>
internal static class SourceList
{
    /// <summary>A large spread of styles: libraries and applications, old and new, decompiled and written.</summary>
    private static readonly string[] Bodies = ["AngleSharp", "mono-mcs", "Avalonia.Controls", "mono-winforms", "Microsoft.CodeAnalysis.CSharp"];

    private static readonly string[] ShortBodies = ["AngleSharp", "mono-mcs"];

    /// <summary>Loads them one at a time: a body of half a million lines fills a gigabyte.</summary>
    public static IEnumerable<Func<Source>> Of(Settings settings)
    {
        if (settings.Fetch)
            Fetch(settings);
        var wanted = settings.Bodies.Count > 0 ? settings.Bodies : settings.IsShort ? ShortBodies : Bodies;
        var folders = wanted.Select(name => Path.Combine(settings.Corpus, "src", name)).Where(Directory.Exists).ToList();
        if (folders.Count > 0)
            return folders.Select(folder => (Func<Source>)(() => Real(folder, settings)));
        Console.Error.WriteLine($"benchmarks: no real code in {settings.Corpus} (eng/corpus.sh fetch, or --fetch, brings it); measuring generated code");
        return (settings.IsShort ? new[] { 1_000 } : [1_000, 10_000, 50_000]).Select(static types => (Func<Source>)(() => Generated(types)));
    }

    public static Source Generated(int types) => GeneratedCode.Of($"generated {types:N0} types", new GeneratedShape(types));

    private static Source Real(string folder, Settings settings)
    {
        var body = Body.Load(folder, settings.Corpus, shuffle: null);
        return new Source(body.Name, body.Compile([]));
    }

    private static void Fetch(Settings settings)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Settings.Repository, "eng", "corpus.sh"), "fetch"]);
        start.Environment["CYCLEREF_CORPUS"] = settings.Corpus;
        using var process = Process.Start(start);
        process?.WaitForExit();
    }
}
