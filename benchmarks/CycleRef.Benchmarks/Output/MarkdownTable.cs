using System;
using System.Collections.Generic;
using System.Linq;

namespace CycleRef.Benchmarks.Output;

/// <summary>A table in Markdown; columns of figures stand to the right.</summary>
/// <param name="head">The names of the columns; a name that starts with <c>#</c> (left out) says that figures stand in it.</param>
internal sealed class MarkdownTable(params string[] head)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] row)
    {
        if (row.Length != head.Length)
            throw new ArgumentException($"{row.Length} cells for {head.Length} columns");
        _rows.Add(row);
    }

    public override string ToString() =>
        Line(head.Select(static name => name.TrimStart('#')))
        + Line(head.Select(static name => name.StartsWith('#') ? "---:" : "---"))
        + string.Concat(_rows.Select(Line));

    private static string Line(IEnumerable<string> cells) =>
        "| " + string.Join(" | ", cells.Select(static cell => cell.Replace("|", "\\|"))) + " |\n";
}
