using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>Spoils real files and watches the analyzers and fixes. Workers do it, one body after the other, and may die.</summary>
internal static class FuzzCommand
{
    private const int DefaultMutants = 20_000;

    /// <summary>A worker that says nothing for so long hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>1 when something failed: fuzz/ in the reports has the mutants.</returns>
    public static int Execute(Arguments arguments)
    {
        var folders = Body.Folders(arguments).ToList();
        var mutants = arguments.Number("--mutants") ?? DefaultMutants;
        var seed = arguments.Number("--seed") ?? 1;
        var output = Path.Combine(arguments.Reports, "fuzz");
        Directory.CreateDirectory(output);
        var all = new FuzzTotals();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < folders.Count; i++)
        {
            var share = (mutants * (i + 1) / folders.Count) - (mutants * i / folders.Count);
            var before = all.Failures.Count;
            RunBody(arguments, Path.GetFileName(folders[i]), seed, share, output, all);
            Console.WriteLine($"{Path.GetFileName(folders[i])}: {share} mutants, {all.Failures.Count - before} failures");
        }

        var line = $"fuzz seed {seed}: {all.Line(watch.Elapsed)}";
        Console.WriteLine(line);
        File.AppendAllLines(Path.Combine(output, "summary.txt"), all.Failures.CountBy(static failure => failure[..Math.Min(failure.Length, 300)]).Select(static pair => $"  {pair.Value} x {pair.Key}").Prepend(line));
        return all.Failures.Count == 0 ? 0 : 1;
    }

    /// <summary>Starts a worker again behind every mutant that it died of.</summary>
    private static void RunBody(Arguments arguments, string body, int seed, int share, string output, FuzzTotals totals)
    {
        for (var from = 0; from < share;)
        {
            var (at, phase, ended, lastWords) = Work(arguments, body, seed, from, share - from, output, totals);
            if (ended)
                return;
            if (phase == "compile" || (phase == "analyze" && lastWords.Contains(": ", StringComparison.Ordinal) && !lastWords.Contains("CycleRef.Analyzers.", StringComparison.Ordinal)))
            {
                totals.BeyondTheCompiler++;
                File.AppendAllText(Path.Combine(output, "beyond.txt"), $"{body}#{at} {lastWords}\n");
            }
            else
            {
                Fail(output, body, seed, at, $"the process died or hung in phase '{phase}': {lastWords}", totals);
            }

            from = at + 1;
        }
    }

    /// <summary>What a dying process says: the kind of death, and the frames of the package, or the first ones where it has none.</summary>
    private static string LastWords(List<string> lines)
    {
        var frames = lines.Where(static line => line.StartsWith("   at ", StringComparison.Ordinal)).Select(static line => line[6..Math.Min(line.Length, 160)]).ToList();
        var own = frames.Where(static frame => frame.StartsWith("CycleRef.Analyzers.", StringComparison.Ordinal)).Take(4).ToList();
        return string.Join(" < ", lines.Take(1).Concat(frames.Take(2)).Concat(own));
    }

    private static (int At, string Phase, bool Ended, string LastWords) Work(Arguments arguments, string body, int seed, int from, int count, string output, FuzzTotals totals)
    {
        var (at, phase, kinds, ended) = (from, "load", "", false);
        var heard = Stopwatch.GetTimestamp();
        using var worker = Start(arguments, body, seed, from, count);
        var errors = new List<string>();
        worker.ErrorDataReceived += (_, e) => errors.Add(e.Data ?? "");
        worker.BeginErrorReadLine();
        using var watchdog = new Timer(
            _ =>
            {
                if (Stopwatch.GetElapsedTime(Interlocked.Read(ref heard)) > Patience)
                    worker.Kill();
            },
            null,
            1_000,
            1_000);
        while (worker.StandardOutput.ReadLine() is { } line)
        {
            Interlocked.Exchange(ref heard, Stopwatch.GetTimestamp());
            if (!line.StartsWith(FuzzWorker.Mark, StringComparison.Ordinal))
                continue;
            var words = line[FuzzWorker.Mark.Length..].Split(' ', 2);
            switch (words[0])
            {
                case "at":
                    (at, phase) = (int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), "make");
                    break;
                case "phase":
                    phase = words[1];
                    break;
                case "kinds":
                    kinds = words[1];
                    break;
                case "failure":
                    Fail(output, body, seed, at, words[1], totals);
                    break;
                case "done":
                    totals.Done($"{body}#{at}", words[1]);
                    break;
                default:
                    ended = true;
                    break;
            }
        }

        worker.WaitForExit();
        return (at, phase, ended, kinds + ": " + LastWords(errors));
    }

    private static Process Start(Arguments arguments, string body, int seed, int from, int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The program may have been started by `dotnet exec`.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(FuzzCommand).Assembly.Location);
        string[] passed = ["fuzz-worker", "--corpus", arguments.Corpus, "--body", body, "--seed", $"{seed}", "--from", $"{from}", "--mutants", $"{count}"];
        foreach (var argument in passed)
            start.ArgumentList.Add(argument);
        foreach (var option in new[] { "--analyzers", "--reports" }.Where(arguments.Has))
        {
            start.ArgumentList.Add(option);
            start.ArgumentList.Add(arguments.One(option)!);
        }

        // The threads of the pool, which hosts analyze on, get a stack of 1 MB too.
        start.Environment["DOTNET_Thread_DefaultStackSize"] = "100000";
        return Process.Start(start)!;
    }

    /// <summary>Says how to make the mutant again.</summary>
    private static void Fail(string output, string body, int seed, int number, string failure, FuzzTotals totals)
    {
        totals.Failures.Add(failure);
        var text = $"fuzz-worker --body {body} --seed {seed} --from {number} --mutants 1 --write FOLDER\n{failure.Replace("\\n", "\n", StringComparison.Ordinal)}\n";
        File.AppendAllText(Path.Combine(output, $"{body}-{seed}-{number}.txt"), text);
        Console.WriteLine($"  {body}#{number}: {failure[..Math.Min(failure.Length, 200)]}");
    }
}
