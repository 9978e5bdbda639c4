using System;
using System.Collections.Generic;
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
            var reports = 0;
            foreach (var report in await trial.ReportsAsync())
            {
                if ((arguments.One("--member") is { } member && report.Properties.GetValueOrDefault("CycleRef.Member") != member) || (rules.Count > 0 && !rules.Contains(report.Id)))
                    continue;
                reports++;
                foreach (var (action, at) in await trial.OfferedAsync(report))
                    results.Add(await trial.ApplyAsync(action, at));
            }

            File.WriteAllLines(Path.Combine(folder, body.Name + ".txt"), results.SelectMany(Lines));
            Console.WriteLine($"{body.Name}: {reports} reports, {Line(results)}");
            foreach (var group in results.GroupBy(static result => result.Key))
                Console.WriteLine($"  {group.Key}: {Line([.. group])}");
            foreach (var broken in results.Where(static result => !result.IsClean))
                Console.WriteLine("  " + string.Join("\n      ", Lines(broken).Take(5)));
            all.AddRange(results);
        }

        Console.WriteLine($"all: {Line(all)}");
        return all.All(static result => result.IsClean) ? 0 : 1;
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
