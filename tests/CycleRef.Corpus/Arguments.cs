using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace CycleRef.Corpus;

/// <summary>The command line: a command, switches and options that may be repeated.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private Arguments(string command) => Command = command;

    public string Command { get; }

    public string Corpus => One("--corpus") ?? Environment.GetEnvironmentVariable("CYCLEREF_CORPUS") ?? "corpus";

    public string Reports => One("--out") ?? Path.Combine(Corpus, "reports");

    public static Arguments Parse(string[] args)
    {
        var result = new Arguments(args.Length == 0 ? "help" : args[0]);
        for (var i = 1; i < args.Length; i++)
        {
            var isSwitch = args[i] == "--serial";
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || (!isSwitch && i + 1 == args.Length))
                throw new ArgumentException($"'{args[i]}' is not understood; see 'help'.");
            if (!result._values.TryGetValue(args[i], out var values))
                result._values.Add(args[i], values = []);
            values.Add(isSwitch ? "" : args[++i]);
        }

        return result;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public string? One(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    public int? Number(string name) => One(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
