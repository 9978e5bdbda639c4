using System;
using System.Linq;
using CycleRef.Benchmarks.Measuring;
using Xunit;

namespace CycleRef.Analyzers.Tests.Benchmarks;

public sealed class Arithmetic
{
    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    [InlineData(new[] { 7.0 }, 7.0)]
    public void The_median_lies_in_the_middle_whatever_the_order(double[] values, double expected) =>
        Assert.Equal(expected, Statistics.Median(values));

    [Fact]
    public void A_quantile_lies_between_its_neighbours_in_proportion()
    {
        double[] values = [10, 20, 30, 40, 50];

        Assert.Equal(10, Statistics.Quantile(values, 0));
        Assert.Equal(48, Statistics.Quantile(values, 0.95), 9);
        Assert.Equal(50, Statistics.Quantile(values, 1));
    }

    [Fact]
    public void Nothing_has_no_median() => Assert.True(double.IsNaN(Statistics.Median([])));

    [Theory]
    [InlineData(3.0, 1.0)]
    [InlineData(0.5, 2.0)]
    [InlineData(7.0, 0.0)]
    public void The_fit_finds_the_law_behind_exact_points(double factor, double exponent)
    {
        var law = PowerLaw.Fit(new[] { 1.0, 10, 100, 1000 }.Select(x => (x, factor * Math.Pow(x, exponent))));

        Assert.Equal(factor, law.Factor, 9);
        Assert.Equal(exponent, law.Exponent, 9);
    }

    [Fact]
    public void The_fit_balances_points_that_scatter()
    {
        // A tenth too high and a tenth too low, in turn: the slope stays near 1.
        var law = PowerLaw.Fit([(1, 1.1), (10, 9), (100, 110), (1000, 900)]);

        Assert.InRange(law.Exponent, 0.95, 1.0);
    }

    [Fact]
    public void Points_without_a_logarithm_are_left_out()
    {
        var law = PowerLaw.Fit([(0, 5), (1, 2), (10, 20), (20, -1)]);

        Assert.Equal(1, law.Exponent, 9);
    }

    [Fact]
    public void A_sample_counts_what_the_work_allocates()
    {
        object? kept = null;

        var sample = Sample.Of(() => kept = new byte[1_000_000]);

        Assert.NotNull(kept);
        // Other tests allocate at the same time.
        Assert.True(sample.Allocated >= 1_000_000);
    }
}
