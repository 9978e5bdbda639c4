using System;
using System.Collections.Generic;

namespace CycleRef.Benchmarks.Measuring;

/// <summary>y = Factor · x ^ Exponent.</summary>
internal readonly record struct PowerLaw(double Factor, double Exponent)
{
    /// <summary>The least-squares line through the logarithms. Needs two different positive x; points that are not positive are left out.</summary>
    public static PowerLaw Fit(IEnumerable<(double X, double Y)> points)
    {
        double n = 0, sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        foreach (var (x, y) in points)
        {
            if (x <= 0 || y <= 0)
                continue;
            var (logX, logY) = (Math.Log(x), Math.Log(y));
            (n, sumX, sumY, sumXx, sumXy) = (n + 1, sumX + logX, sumY + logY, sumXx + (logX * logX), sumXy + (logX * logY));
        }

        var exponent = ((n * sumXy) - (sumX * sumY)) / ((n * sumXx) - (sumX * sumX));
        return new PowerLaw(Math.Exp((sumY - (exponent * sumX)) / n), exponent);
    }
}
