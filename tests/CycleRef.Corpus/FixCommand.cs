using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace CycleRef.Corpus;

/// <summary>Tries every fix on every report. What is offered must compile, without a new warning, and end the report.</summary>
internal static class FixCommand
{
    /// <returns>1 when a fix broke something: reports/fixes/BODY.txt tells where.</returns>
    public static async Task<int> ExecuteAsync(Arguments arguments)
    {
        var (analyzers, fixes) = FixLoader.Load(Path.GetDirectoryName(Path.GetFullPath(arguments.One("--analyzers") ?? Path.Combine(AppContext.BaseDirectory, "x.dll")))!);
        // Rules that are named are switched on, and tried alone.
        var rules = arguments.All("--rule");
        var severities = rules.Select(static rule => KeyValuePair.Create(rule, ReportDiagnostic.Warn)).ToList();
        if (rules.Count > 0)
            analyzers = [.. analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rules.Contains(rule.Id)))];
        var folder = Path.Combine(arguments.Reports, "fixes");
        Directory.CreateDirectory(folder);
        var all = new List<FixResult>();
        foreach (var source in Body.Folders(arguments))
        {
            var body = Body.Load(source, arguments.Corpus, shuffle: null);
            var trial = await FixTrial.OnAsync(body, analyzers, fixes, severities);
            var results = new List<FixResult>();
            var reports = Drawn(arguments, (await trial.ReportsAsync()).Where(report => IsAsked(arguments, report)));
            var tried = 0;
            var clock = Stopwatch.StartNew();
            foreach (var report in reports.TakeWhile(_ => arguments.Number("--minutes") is not { } minutes || clock.Elapsed.TotalMinutes < minutes))
            {
                tried++;
                foreach (var (action, at) in await trial.OfferedAsync(report))
                    results.Add(await trial.ApplyAsync(action, at));
            }

            File.WriteAllLines(Path.Combine(folder, body.Name + ".txt"), results.SelectMany(Lines));
            Console.WriteLine($"{body.Name}: {tried} of {reports.Count} reports, {Line(results)}");
            foreach (var group in results.GroupBy(static result => result.Key))
                Console.WriteLine($"  {group.Key}: {Line([.. group])}");
            foreach (var broken in results.Where(static result => !result.IsClean))
                Console.WriteLine("  " + string.Join("\n      ", Lines(broken).Take(5)));
            all.AddRange(results);
        }

        Console.WriteLine($"all: {Line(all)}");
        return all.All(static result => result.IsClean) ? 0 : 1;
    }

    private static bool IsAsked(Arguments arguments, Diagnostic report) =>
        (arguments.One("--member") is not { } member || report.Properties.GetValueOrDefault("CycleRef.Member") == member)
        && (arguments.All("--rule") is not { Count: > 0 } rules || rules.Contains(report.Id));

    /// <summary>All, or as many as are wanted of them, drawn at random. The same seed draws the same reports.</summary>
    private static IReadOnlyList<Diagnostic> Drawn(Arguments arguments, IEnumerable<Diagnostic> asked)
    {
        var reports = asked.ToArray();
        // A limit of time takes the first ones: without shuffling these would be of the same few types.
        if (arguments.Number("--sample") is not { } count)
            count = arguments.Number("--minutes") is null ? 0 : reports.Length;
        if (count == 0)
            return reports;
        new Random(arguments.Number("--seed") ?? 1).Shuffle(reports);
        return reports.Take(count).ToArray();
    }

    private static string Line(IReadOnlyList<FixResult> results) =>
        $"{results.Count} offered, {results.Count(static r => r.IsApplied)} applied, {results.Sum(static r => r.NewErrors.Count)} new errors, "
        + $"{results.Sum(static r => r.NewWarnings.Count)} new warnings, {results.Count(static r => r.IsGone)} gone, {results.Count(static r => r.IsClean)} clean";

    private static IEnumerable<string> Lines(FixResult result)
    {
        yield return $"{(result.IsClean ? "clean" : result.IsApplied ? "BROKEN" : "NOTHING")} {result.Report.At} {result.Report.Id} {result.Title}{(result.IsGone ? "" : " (still reported)")}";
        foreach (var line in result.NewErrors.Concat(result.NewWarnings))
            yield return "  new: " + line;
        foreach (var change in result.Changes)
            yield return "  " + change.ReplaceLineEndings("\n  ");
    }
}
