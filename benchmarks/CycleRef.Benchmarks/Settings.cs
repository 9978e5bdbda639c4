using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace CycleRef.Benchmarks;

/// <summary>The command line.</summary>
internal sealed class Settings
{
    private static readonly string[] Switches = ["--short", "--fetch", "--each"];

    private readonly ILookup<string, string> _values;

    private Settings(string mode, ILookup<string, string> values)
    {
        Mode = mode;
        _values = values;
    }

    public string Mode { get; }

    public bool IsShort => _values.Contains("--short");

    /// <summary>One set for each of our analyzers, not for each family.</summary>
    public bool Each => _values.Contains("--each");

    public bool Fetch => _values.Contains("--fetch");

    public string Corpus => One("--corpus") ?? Environment.GetEnvironmentVariable("CYCLEREF_CORPUS") ?? Path.Combine(Repository, "corpus");

    public IReadOnlyList<string> Bodies => [.. _values["--body"]];

    public IReadOnlyList<string> Sets => [.. _values["--set"]];

    public int Rounds => Number("--rounds") ?? (IsShort ? 2 : 3);

    public int PeerRounds => Number("--peer-rounds") ?? 1;

    public int Edits => Number("--edits") ?? 200;

    /// <summary>The analyzers to measure; those of this build by default.</summary>
    public string Analyzers => One("--analyzers") ?? Path.Combine(AppContext.BaseDirectory, "CycleRef.Analyzers.dll");

    public string? Baseline => One("--baseline");

    public string Out => One("--out") ?? Path.Combine(Repository, "benchmarks", "results");

    /// <summary>The folder of the solution, from wherever the program is started.</summary>
    public static string Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "CycleRef.Analyzers.sln")))
                    return folder.FullName;
            }

            return Directory.GetCurrentDirectory();
        }
    }

    public static Settings Parse(string[] args)
    {
        var values = new List<(string Key, string Value)>();
        for (var i = 1; i < args.Length; i++)
        {
            var isSwitch = Switches.Contains(args[i]);
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || (!isSwitch && i + 1 == args.Length))
                throw new ArgumentException($"'{args[i]}' is not understood; see 'help'.");
            values.Add((args[i], isSwitch ? "" : args[++i]));
        }

        return new Settings(args.Length == 0 ? "help" : args[0], values.ToLookup(static pair => pair.Key, static pair => pair.Value));
    }

    public string? One(string key) => _values[key].LastOrDefault();

    private int? Number(string key) => One(key) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
