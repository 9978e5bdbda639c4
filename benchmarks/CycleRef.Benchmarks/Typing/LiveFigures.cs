using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Benchmarks.Measuring;

namespace CycleRef.Benchmarks.Typing;

/// <summary>The times of all edits on one body of code.</summary>
internal sealed class LiveFigures(string source, int lines)
{
    public const string Compiler = "compiler";

    private readonly List<(string Host, EditKind Kind, double Milliseconds)> _times = [];

    public string Source => source;

    public int Lines => lines;

    public IEnumerable<string> Hosts => _times.Select(static time => time.Host).Distinct().OrderByDescending(static host => host == Compiler).ThenBy(static host => host, StringComparer.Ordinal);

    public void Add(string host, EditKind kind, TimeSpan time) => _times.Add((host, kind, time.TotalMilliseconds));

    /// <param name="host">Who was asked.</param>
    /// <param name="kind">The kind of edit, null for all.</param>
    /// <param name="part">0.5 for the median, 1 for the slowest.</param>
    public double Milliseconds(string host, EditKind? kind, double part) =>
        Statistics.Quantile(_times.Where(time => time.Host == host && (kind is null || time.Kind == kind)).Select(static time => time.Milliseconds), part);

    /// <summary>The same part of both: the slowest tenth of the keys against what the slowest tenth takes the compiler.</summary>
    public double Ratio(string host, EditKind? kind, double part) => Milliseconds(host, kind, part) / Milliseconds(Compiler, kind, part);

    public int Count(EditKind kind) => _times.Count(time => time.Host == Compiler && time.Kind == kind);
}
