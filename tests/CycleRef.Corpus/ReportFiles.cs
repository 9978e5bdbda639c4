using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace CycleRef.Corpus;

/// <summary>The files of a run: text to read and to compare, and the same as JSON lines, with the other places of each report, to sample from.</summary>
internal sealed class ReportFiles
{
    private readonly string _folder;

    public ReportFiles(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    public void Write(BodyResult result)
    {
        File.WriteAllLines(Path.Combine(_folder, result.Body + ".txt"), result.Reports.Select(static report => report.ToString()));
        File.WriteAllLines(Path.Combine(_folder, result.Body + ".jsonl"), result.Reports.Select(static report => JsonSerializer.Serialize(report)));
        var exceptions = Path.Combine(_folder, result.Body + ".exceptions.txt");
        File.Delete(exceptions);
        if (result.Exceptions.Count > 0)
            File.WriteAllLines(exceptions, result.Exceptions);
    }

    public void WriteSummary(string table) => File.WriteAllText(Path.Combine(_folder, "summary.md"), table);

    public static IEnumerable<Report> Read(string folder, string body)
    {
        var file = Path.Combine(folder, body + ".jsonl");
        return File.Exists(file) ? File.ReadLines(file).Select(static line => JsonSerializer.Deserialize<Report>(line)!) : [];
    }
}
