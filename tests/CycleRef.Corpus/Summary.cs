using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace CycleRef.Corpus;

/// <summary>The figures of a run, as one line a body and as a table.</summary>
internal static class Summary
{
    public static string Line(BodyResult result)
    {
        var counts = string.Join(' ', result.Reports.CountBy(static report => report.Id).OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key}={pair.Value}"));
        return $"{result.Body}: {result.Files} files, {result.Lines} lines, {result.CompilerErrors} errors, "
            + $"bind {result.Binding.TotalSeconds:0.00}s, analyze {result.Analysis.TotalSeconds:0.00}s (in analyzers {result.InAnalyzers.TotalSeconds:0.00}s), "
            + $"{result.Exceptions.Count} exceptions; {counts}";
    }

    public static string Table(IReadOnlyList<BodyResult> results)
    {
        var ids = results.SelectMany(static result => result.Reports).Select(static report => report.Id).Distinct().Order().ToArray();
        var text = new StringBuilder()
            .Append("| body | files | lines | compiler errors | binding s | analysis s | in analyzers s | exceptions |")
            .Append(string.Concat(ids.Select(static id => $" {id} |"))).Append('\n')
            .Append("| --- |").Append(string.Concat(Enumerable.Repeat(" ---: |", 7 + ids.Length))).Append('\n');
        foreach (var result in results)
        {
            text.Append($"| {result.Body} | {result.Files} | {result.Lines} | {result.CompilerErrors} | {result.Binding.TotalSeconds:0.00} | ")
                .Append($"{result.Analysis.TotalSeconds:0.00} | {result.InAnalyzers.TotalSeconds:0.00} | {result.Exceptions.Count} |")
                .Append(string.Concat(ids.Select(id => $" {result.Reports.Count(report => report.Id == id)} |"))).Append('\n');
        }

        return text.ToString();
    }
}
