using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CycleRef.Benchmarks.Output;
using Xunit;

namespace CycleRef.Analyzers.Tests.Benchmarks;

public sealed class Text
{
    [Fact]
    public void A_table_puts_figures_to_the_right_and_keeps_bars_out_of_cells()
    {
        var table = new MarkdownTable("body", "#ms");
        table.Add("a|b", "1.5");

        Assert.Equal("| body | ms |\n| --- | ---: |\n| a\\|b | 1.5 |\n", table.ToString());
    }

    [Fact]
    public void A_table_refuses_a_row_that_does_not_fit() =>
        Assert.Throws<ArgumentException>(static () => new MarkdownTable("one", "two").Add("alone"));

    [Fact]
    public void A_plot_of_bars_is_well_formed_and_longer_for_more()
    {
        var svg = XDocument.Parse(Svg.Bars("A < B & C", [("small", 0.01), ("large", 1)], 0.001, 10, budget: 0.1));

        var widths = Elements(svg, "rect").Skip(1).Select(static bar => (double)bar.Attribute("width")!).ToArray();
        Assert.Equal(2, widths.Length);
        Assert.True(widths[0] < widths[1]);
        // The bar at ten times the budget ends behind the mark, the one at a tenth before it.
        var mark = (double)Elements(svg, "line").Single().Attribute("x1")!;
        Assert.InRange(mark, 250 + widths[0], 250 + widths[1]);
    }

    [Fact]
    public void A_plot_of_lines_rises_with_its_values_and_leaves_out_what_has_no_logarithm()
    {
        var svg = XDocument.Parse(Svg.Lines("growth", "types", "ms", [new Series("all", [(10, 1), (100, 20), (1000, 0)])]));

        var points = Elements(svg, "polyline").Single().Attribute("points")!.Value.Split(' ').Select(static point => point.Split(',').Select(double.Parse).ToArray()).ToArray();
        Assert.Equal(2, points.Length);
        Assert.True(points[0][0] < points[1][0]);
        Assert.True(points[0][1] > points[1][1], "up is a smaller y");
    }

    private static IEnumerable<XElement> Elements(XDocument svg, string name) =>
        svg.Descendants().Where(element => element.Name.LocalName == name);
}
