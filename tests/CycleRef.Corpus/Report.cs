using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Corpus;

/// <summary>One diagnostic, as text. Lines and columns start at 1.</summary>
internal sealed record Report(Place At, string Id, string Severity, string Message, IReadOnlyList<Place> Others)
{
    /// <summary>The property with which the statement rules say that they raise a report.</summary>
    private const string ChosenSeverity = "CycleRef.Severity";

    public static Report From(Diagnostic diagnostic) => new(
        Place.From(diagnostic.Location),
        diagnostic.Id,
        // A rule that is off by default runs at a severity that we name, which levels what it chooses itself.
        diagnostic.Properties.TryGetValue(ChosenSeverity, out var chosen) && chosen is not null ? chosen : diagnostic.Severity.ToString().ToLowerInvariant(),
        diagnostic.GetMessage(),
        [.. diagnostic.AdditionalLocations.Select(Place.From)]);

    public static int Compare(Report left, Report right)
    {
        var order = string.CompareOrdinal(left.At.Path, right.At.Path);
        if (order == 0)
            order = left.At.Line.CompareTo(right.At.Line);
        if (order == 0)
            order = left.At.Column.CompareTo(right.At.Column);
        if (order == 0)
            order = string.CompareOrdinal(left.Id, right.Id);
        return order == 0 ? string.CompareOrdinal(left.Message, right.Message) : order;
    }

    public override string ToString() => $"{At}: {Id} {Severity}: {Message}";
}

/// <summary>A place in a file of the body.</summary>
internal sealed record Place(string Path, int Line, int Column)
{
    public static Place From(Location location)
    {
        var span = location.GetLineSpan();
        return new Place(span.Path ?? "", span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }

    public override string ToString() => $"{Path}({Line},{Column})";
}
