using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using CycleRef.Benchmarks.Analyzers;
using CycleRef.Benchmarks.Building;
using CycleRef.Benchmarks.Measuring;
using CycleRef.Benchmarks.Output;
using CycleRef.Benchmarks.Sources;

namespace CycleRef.Benchmarks.Growing;

/// <summary>How time and memory grow with generated code, one dimension at a time.</summary>
internal static class GrowthBenchmark
{
    private const string Legend =
        """
        Generated code, analyzed on one thread; time inside the analyzers and bytes beyond the empty analyzer. The exponent is that of the power
        law fitted to the figures: 1 is linear. Binding of the same code is given for comparison.

        """;

    /// <summary>More types are measured once: two million lines take their time.</summary>
    private const int LargeTypes = 10_000;

    public static void Run(Settings settings, Results results)
    {
        var sets = AnalyzerSets.Ours(settings.Analyzers, "CycleRef").Where(static set => set.Name is AnalyzerSets.Types or AnalyzerSets.AsItComes or AnalyzerSets.All).ToList();
        var text = new StringBuilder("# How the cost grows\n\n").Append(Legend);
        foreach (var (title, file, points) in Dimensions(settings))
        {
            Console.Error.WriteLine($"growth: {title}");
            // The smallest once more than it counts: it warms up.
            Measure(points[0].Shape, sets, rounds: 1);
            var rows = points.Select(point => (point.Size, Figures: Measure(point.Shape, sets, point.Shape.Types > LargeTypes ? 1 : settings.Rounds))).ToList();
            text.Append(Section(title, rows));
            results.Plot("growth-" + file, Svg.Lines($"Time against {title}", title, "ms", [.. Names(rows).Select((name, i) => new Series(name, [.. rows.Select(row => ((double)row.Size, row.Figures[i].Milliseconds))]))]));
        }

        text.Append(Repetitions(sets.First(static set => set.Name is AnalyzerSets.AsItComes)));
        results.Page("growth", text.ToString());
    }

    private static IEnumerable<(string Title, string File, (int Size, GeneratedShape Shape)[] Points)> Dimensions(Settings settings)
    {
        int[] types = settings.IsShort ? [500, 1_000, 2_000, 4_000] : [1_000, 3_000, 10_000, 50_000];
        yield return ("types", "types", [.. types.Select(static n => (n, new GeneratedShape(n)))]);
        yield return ("edges of a type", "edges", [.. new[] { 2, 4, 8, 16, 32 }.Select(static n => (n, new GeneratedShape(1_000, Edges: n)))]);
        yield return ("statements of a method", "bodies", [.. new[] { 10, 30, 100, 300 }.Select(static n => (n, new GeneratedShape(500, Statements: n)))]);
    }

    /// <summary>Ten thousand lines of one kind in one type: what is quadratic in a rule shows as an exponent of two.</summary>
    private static string Repetitions(AnalyzerSet set)
    {
        int[] sizes = [500, 1_000, 2_000];
        var table = new MarkdownTable(["repeated in one type", .. sizes.Select(static n => $"#{n:N0}: ms"), $"#binding {sizes[^1]:N0}: ms", "#exponent"]);
        foreach (var (name, code) in RepeatedCode.Shapes)
        {
            Console.Error.WriteLine($"growth: {name}");
            Analyze(RepeatedCode.Of(name, code, sizes[0] / 10), set);
            var times = sizes.Select(n => (n, Analyze(RepeatedCode.Of(name, code, n), set).InCallbacks.TotalMilliseconds)).ToList();
            var compilation = RepeatedCode.Of(name, code, sizes[^1]).Compile(isConcurrent: false);
            var binding = Sample.Of(() => compilation.GetDiagnostics());
            table.Add([name, .. times.Select(static t => Results.Format(t.TotalMilliseconds, "0")), Results.Format(binding.Wall.TotalMilliseconds, "0"), Results.Format(PowerLaw.Fit(times.Select(static t => ((double)t.n, t.TotalMilliseconds))).Exponent, "0.00")]);
        }

        return $"\n## The same again and again in one type\n\nThe package as it comes.\n\n{table}";
    }

    private static List<Figure> Measure(GeneratedShape shape, List<AnalyzerSet> sets, int rounds)
    {
        var source = GeneratedCode.Of("generated", shape);
        var samples = new List<(string Name, double Milliseconds, double Megabytes)>();
        for (var round = 0; round < rounds; round++)
        {
            var compilation = source.Compile(isConcurrent: false);
            var binding = Sample.Of(() => compilation.GetDiagnostics());
            samples.Add(("binding", binding.Wall.TotalMilliseconds, binding.Allocated / 1e6));
            var empty = Analyze(source, AnalyzerSets.Empty);
            foreach (var set in sets)
            {
                var found = Analyze(source, set);
                samples.Add((set.Name, found.InCallbacks.TotalMilliseconds, (found.Sample.Allocated - empty.Sample.Allocated) / 1e6));
            }
        }

        return [.. samples.GroupBy(static sample => sample.Name).Select(static of => new Figure(of.Key, Statistics.Median(of.Select(static s => s.Milliseconds)), Statistics.Median(of.Select(static s => s.Megabytes))))];
    }

    private static Analysis Analyze(Source source, AnalyzerSet set)
    {
        var run = BuildBenchmark.WithAnalyzers(source.Compile(false, set.Severities), set, isConcurrent: false);
        var inCallbacks = TimeSpan.Zero;
        var sample = Sample.Of(() =>
            inCallbacks = TimeSpan.FromTicks(run.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult().AnalyzerTelemetryInfo.Values.Sum(static info => info.ExecutionTime.Ticks)));
        return new Analysis(sample, inCallbacks);
    }

    private static string Section(string title, List<(int Size, List<Figure> Figures)> rows)
    {
        var names = Names(rows);
        var table = new MarkdownTable([title, .. names.SelectMany(static name => new[] { $"#{name}: ms", "#MB" })]);
        foreach (var (size, figures) in rows)
            table.Add([$"{size:N0}", .. figures.SelectMany(static f => new[] { Results.Format(f.Milliseconds, "0.0"), Results.Format(f.Megabytes, "0.0") })]);
        table.Add(["*exponent*", .. names.SelectMany((_, i) => new[]
        {
            Results.Format(PowerLaw.Fit(rows.Select(row => ((double)row.Size, row.Figures[i].Milliseconds))).Exponent, "0.00"),
            Results.Format(PowerLaw.Fit(rows.Select(row => ((double)row.Size, row.Figures[i].Megabytes))).Exponent, "0.00"),
        })]);
        return $"\n## Against {title}\n\n{table}";
    }

    private static string[] Names(List<(int Size, List<Figure> Figures)> rows) => [.. rows[0].Figures.Select(static figure => figure.Name)];

    private readonly record struct Figure(string Name, double Milliseconds, double Megabytes);
}
