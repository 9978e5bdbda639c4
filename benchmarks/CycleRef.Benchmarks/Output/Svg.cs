using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CycleRef.Benchmarks.Output;

/// <summary>A named line of points in a plot.</summary>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>The two plots that are needed, written as text. Drawn in the text's own colour, so that they can be read on dark pages too.</summary>
internal static class Svg
{
    private const int Width = 720;
    private const int Left = 250;
    private const int BarHeight = 22;

    private static readonly string[] Colours = ["#2f6db5", "#c4572e", "#3d8f5b", "#8a5ab0", "#a58420", "#5b7c8d"];

    /// <summary>Horizontal bars on a logarithmic scale, with a mark at a budget.</summary>
    public static string Bars(string title, IReadOnlyList<(string Name, double Value)> bars, double lowest, double highest, double? budget)
    {
        var height = 60 + (bars.Count * BarHeight) + 30;
        var text = Open(title, height);
        for (var i = 0; i < bars.Count; i++)
        {
            var (y, value) = (50 + (i * BarHeight), bars[i].Value);
            var end = X(Math.Clamp(value, lowest, highest), lowest, highest);
            text.Append(Label(Left - 8, y + 14, bars[i].Name, "end"));
            text.Append(Inv($"""<rect x="{Left}" y="{y + 2}" width="{Math.Max(1, end - Left):0.#}" height="{BarHeight - 6}" fill="{Colours[bars[i].Name.StartsWith("CycleRef", StringComparison.Ordinal) ? 0 : 5]}"/>"""));
            text.Append(Label(end + 6, y + 14, value.ToString(value < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture), "start"));
        }

        if (budget is { } mark)
        {
            var x = X(mark, lowest, highest);
            text.Append(Inv($"""<line x1="{x:0.#}" x2="{x:0.#}" y1="44" y2="{height - 26}" stroke="#c4572e" stroke-dasharray="4 3"/>"""));
            text.Append(Label(x, height - 10, Inv($"budget {mark}"), "middle"));
        }

        return text.Append("</svg>\n").ToString();
    }

    /// <summary>Lines on two logarithmic scales.</summary>
    public static string Lines(string title, string across, string up, IReadOnlyList<Series> series)
    {
        const int top = 50, bottom = 340, left = 70, right = Width - 190;
        var points = series.SelectMany(static s => s.Points).Where(static p => p is { X: > 0, Y: > 0 }).ToList();
        var (minX, maxX) = Range(points.Select(static p => p.X));
        var (minY, maxY) = Range(points.Select(static p => p.Y));
        var text = Open(title, 400);
        foreach (var x in Decades(minX, maxX))
            text.Append(Inv($"""<line x1="{AtX(x):0.#}" x2="{AtX(x):0.#}" y1="{top}" y2="{bottom}" stroke="#9994"/>""")).Append(Label(AtX(x), bottom + 16, x.ToString("#,0.###", CultureInfo.InvariantCulture), "middle"));
        foreach (var y in Decades(minY, maxY))
            text.Append(Inv($"""<line x1="{left}" x2="{right}" y1="{AtY(y):0.#}" y2="{AtY(y):0.#}" stroke="#9994"/>""")).Append(Label(left - 6, AtY(y) + 4, y.ToString("#,0.###", CultureInfo.InvariantCulture), "end"));
        text.Append(Label((left + right) / 2.0, bottom + 40, across, "middle")).Append(Label(left, top - 8, up, "middle"));
        for (var i = 0; i < series.Count; i++)
        {
            var path = string.Join(' ', series[i].Points.Where(static p => p is { X: > 0, Y: > 0 }).Select(p => Inv($"{AtX(p.X):0.#},{AtY(p.Y):0.#}")));
            text.Append($"""<polyline points="{path}" fill="none" stroke="{Colours[i % Colours.Length]}" stroke-width="2"/>""");
            text.Append(Inv($"""<rect x="{right + 14}" y="{top + (i * 20)}" width="12" height="12" fill="{Colours[i % Colours.Length]}"/>"""));
            text.Append(Label(right + 32, top + 10 + (i * 20), series[i].Name, "start"));
        }

        return text.Append("</svg>\n").ToString();

        double AtX(double x) => left + ((right - left) * Part(x, minX, maxX));
        double AtY(double y) => bottom - ((bottom - top) * Part(y, minY, maxY));
    }

    private static StringBuilder Open(string title, int height) => new StringBuilder()
        .Append(Inv($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="sans-serif" font-size="12">"""))
        .Append(Inv($"""<rect width="{Width}" height="{height}" fill="#fff"/>""")).Append('\n')
        .Append(Label(12, 22, title, "start"));

    private static string Label(double x, double y, string text, string anchor) =>
        Inv($"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}">""") + text.Replace("&", "&amp;").Replace("<", "&lt;") + "</text>\n";

    private static double X(double value, double lowest, double highest) => Left + ((Width - Left - 60) * Part(value, lowest, highest));

    private static double Part(double value, double lowest, double highest) => highest > lowest ? Math.Log(value / lowest) / Math.Log(highest / lowest) : 0.5;

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var all = values.DefaultIfEmpty(1).ToList();
        return (Math.Pow(10, Math.Floor(Math.Log10(all.Min()))), Math.Pow(10, Math.Ceiling(Math.Log10(all.Max()))));
    }

    private static IEnumerable<double> Decades(double low, double high)
    {
        for (var value = low; value <= high * 1.0001; value *= 10)
            yield return value;
    }

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
