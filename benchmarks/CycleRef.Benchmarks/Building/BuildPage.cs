using System.Collections.Generic;
using System.Linq;
using System.Text;
using CycleRef.Benchmarks.Analyzers;
using CycleRef.Benchmarks.Measuring;
using CycleRef.Benchmarks.Output;

namespace CycleRef.Benchmarks.Building;

/// <summary>Writes what a build costs as a page and as a plot.</summary>
internal static class BuildPage
{
    private const string Legend =
        """
        Every figure but the last two is a ratio to what the compiler takes to bind the same code (`GetDiagnostics`), measured in the same round;
        medians, with the lowest and highest of the rounds behind them. *In callbacks* is the time the host counts inside the analyzers, on one
        thread, with binding that they ask for. *Execution* is processor time beyond an analyzer whose actions do nothing; it also holds what the
        host does for the analyzers, and the noise of two long measurements. *Concurrent* is the same in passing time, on all cores.
        *Allocation* is in bytes, beyond the empty analyzer. *Peak* is the greatest working set of a process of its own.
        *As it comes* is the package with its own defaults, as the peers are measured too; the families have all of their rules on.

        """;

    public static void Write(Results results, IReadOnlyList<BuildFigures> figures)
    {
        var text = new StringBuilder("# What the analyzers cost a build\n\n").Append(Legend).Append('\n');
        foreach (var body in figures)
            text.Append(Section(body)).Append('\n');
        results.Page("build", text.ToString());
        results.Plot("build", Svg.Bars("Time in the analyzers, as a part of binding (median of all bodies)", [.. Medians(figures)], 0.001, 10, 0.1));
    }

    private static string Section(BuildFigures body)
    {
        var table = new MarkdownTable("analyzers", "#in callbacks", "#execution", "#concurrent", "#allocation", "#ms for 100,000 lines", "#peak MB");
        foreach (var set in body.Sets)
        {
            table.Add(
                set.Name,
                Cell(body.InCallbacks(set)),
                Cell(body.Execution(set)),
                Cell(body.Concurrent(set)),
                Cell(body.Allocation(set)),
                Results.Format(Statistics.Median(body.Per100KLines(set)), "0"),
                Results.Format(body.Peak(set.Name), "0"));
        }

        return $"## {body.Name}, {body.Lines:N0} lines\n\n"
            + $"Binding takes {Results.Format(body.BindingSeconds, "0.00")} s of processor time and allocates {Results.Format(body.BindingMegabytes, "0")} MB. "
            + $"The empty analyzer costs {Results.Format(body.EmptyCost)} of it more; peak {Results.Format(body.Peak(AnalyzerSets.Empty.Name), "0")} MB.\n\n"
            + table;
    }

    private static string Cell(double[] values) => values.Length switch
    {
        0 => "",
        1 => Results.Format(values[0]),
        _ => $"{Results.Format(Statistics.Median(values))} ({Results.Format(values.Min())} … {Results.Format(values.Max())})",
    };

    private static IEnumerable<(string Name, double Value)> Medians(IReadOnlyList<BuildFigures> figures) =>
        from set in figures[0].Sets
        let values = figures.SelectMany(body => body.InCallbacks(set)).ToList()
        where values.Count > 0
        select (set.Name, Statistics.Median(values));
}
