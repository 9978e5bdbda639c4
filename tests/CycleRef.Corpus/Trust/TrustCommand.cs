using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace CycleRef.Corpus.Trust;

/// <summary>Writes the page about trust out of the files of a run and the verdicts.</summary>
internal static class TrustCommand
{
    public static int Execute(Arguments arguments)
    {
        var reports = arguments.One("--reports") ?? Path.Combine(arguments.Corpus, "reports");
        var verdicts = Verdict.Read(arguments.One("--verdicts") ?? "docs/trust-verdicts.txt");
        var analyzers = AnalyzerLoader.Load(arguments.One("--analyzers"));
        var off = AnalyzerLoader.Severities(analyzers).Keys.ToHashSet(StringComparer.Ordinal);
        // The summary of the run is the one file that knows the lengths.
        var bodies = File.ReadLines(Path.Combine(reports, "summary.md")).Skip(2)
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length > 3)
            .Select(cells => new TrustBody(cells[1], int.Parse(cells[3], CultureInfo.InvariantCulture), [.. ReportFiles.Read(reports, cells[1])]))
            .ToList();
        File.WriteAllText(arguments.One("--out") ?? "docs/trust.md", TrustPage.Write(bodies, verdicts, off));
        return 0;
    }
}
