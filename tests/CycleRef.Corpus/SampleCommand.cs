using System;
using System.IO;
using System.Linq;

namespace CycleRef.Corpus;

/// <summary>Prints random reports with the source lines they speak of. The same seed draws the same reports from the same run.</summary>
internal static class SampleCommand
{
    private const int DefaultCount = 10;

    public static void Execute(Arguments arguments)
    {
        var rule = arguments.One("--rule");
        var reports = Body.Folders(arguments)
            .SelectMany(folder => ReportFiles.Read(arguments.Reports, Path.GetFileName(folder)).Select(report => (Folder: folder, Report: report)))
            .Where(found => rule is null || found.Report.Id == rule)
            .ToArray();
        new Random(arguments.Number("--seed") ?? 1).Shuffle(reports);
        var count = Math.Min(arguments.Number("--sample") ?? DefaultCount, reports.Length);
        Console.WriteLine($"{count} of {reports.Length} reports");
        foreach (var (folder, report) in reports.Take(count))
        {
            Console.WriteLine();
            Console.WriteLine($"[{Path.GetFileName(folder)}] {report.Id} {report.Severity}: {report.Message}");
            Print(folder, report.At, ">");
            foreach (var other in report.Others)
                Print(folder, other, " ");
        }
    }

    private static void Print(string folder, Place place, string mark)
    {
        var file = Path.Combine(folder, place.Path);
        var line = File.Exists(file) ? File.ReadLines(file).ElementAtOrDefault(place.Line - 1)?.Trim() : null;
        Console.WriteLine($"{mark} {place.Path}:{place.Line}");
        Console.WriteLine($"{mark}     {line ?? "(no source)"}");
    }
}
