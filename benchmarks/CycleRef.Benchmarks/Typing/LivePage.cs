using System.Collections.Generic;
using System.Linq;
using System.Text;
using CycleRef.Benchmarks.Output;

namespace CycleRef.Benchmarks.Typing;

/// <summary>Writes what a key costs as a page and as a plot.</summary>
internal static class LivePage
{
    private const string Legend =
        """
        One key at a time, in files chosen at random: inside a body, in the name of a member, or a new field that closes a cycle. After each key
        the diagnostics of the edited file are asked for, on a compilation that has bound nothing. *× compiler* divides by the same quantile of the
        compiler's own diagnostics of that file. The light bulb asks for one line only. The analyzers' times include all binding that they ask for:
        an editor shares it with the compiler and pays it once.

        """;

    public static void Write(Results results, IReadOnlyList<LiveFigures> figures)
    {
        var text = new StringBuilder("# What the analyzers cost while typing\n\n").Append(Legend).Append('\n');
        foreach (var body in figures)
            text.Append(Section(body)).Append('\n');
        results.Page("live", text.ToString());
        var bars = figures.SelectMany(static body => body.Hosts.Where(static host => host.StartsWith("CycleRef", System.StringComparison.Ordinal))
            .Select(host => ($"{host}: {body.Source}", body.Ratio(host, null, 0.5))));
        results.Plot("live", Svg.Bars("Median key, as a multiple of the compiler's diagnostics of the file", [.. bars], 0.1, 100, 1.2));
    }

    private static string Section(LiveFigures body)
    {
        var table = new MarkdownTable("asked", "#p50 ms", "#p95 ms", "#max ms", "#p50 × compiler", "#p95 × compiler", "#body p50", "#declaration p50", "#cycle p50");
        foreach (var host in body.Hosts)
        {
            table.Add(
                host,
                Results.Format(body.Milliseconds(host, null, 0.5), "0.0"),
                Results.Format(body.Milliseconds(host, null, 0.95), "0.0"),
                Results.Format(body.Milliseconds(host, null, 1), "0.0"),
                Results.Format(body.Ratio(host, null, 0.5), "0.00"),
                Results.Format(body.Ratio(host, null, 0.95), "0.00"),
                Results.Format(body.Ratio(host, EditKind.Body, 0.5), "0.00"),
                Results.Format(body.Ratio(host, EditKind.Declaration, 0.5), "0.00"),
                Results.Format(body.Ratio(host, EditKind.Cycle, 0.5), "0.00"));
        }

        return $"## {body.Source}, {body.Lines:N0} lines\n\n"
            + $"{body.Count(EditKind.Body)} keys in bodies, {body.Count(EditKind.Declaration)} in declarations, {body.Count(EditKind.Cycle)} new cycles.\n\n{table}";
    }
}
