using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>The sums of a run, fed by the lines of its workers.</summary>
internal sealed class FuzzTotals
{
    public int Mutants { get; private set; }

    public int Compiling { get; private set; }

    public int Reports { get; private set; }

    public int Fixes { get; private set; }

    /// <summary>Mutants at which the compiler itself died, before any analyzer was asked.</summary>
    public int BeyondTheCompiler { get; set; }

    public int SlowestMilliseconds { get; private set; }

    public string Slowest { get; private set; } = "";

    public List<string> Failures { get; } = [];

    /// <summary>Adds what a worker tells of a finished mutant: compiles, reports, fixes, milliseconds, path.</summary>
    public void Done(string where, string figures)
    {
        var parts = figures.Split(' ', 5);
        var numbers = parts.Take(4).Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        Mutants++;
        Compiling += numbers[0];
        Reports += numbers[1];
        Fixes += numbers[2];
        if (numbers[3] > SlowestMilliseconds)
            (SlowestMilliseconds, Slowest) = (numbers[3], where + " " + parts[4]);
    }

    public string Line(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mutants} mutants ({Compiling} compile), {Reports} reports, {Fixes} fixes, {Failures.Count} failures, {BeyondTheCompiler} beyond the compiler, slowest {SlowestMilliseconds} ms ({Slowest}), {time.TotalMinutes:0.0} min");
}
