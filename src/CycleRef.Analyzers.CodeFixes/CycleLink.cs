using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>One link of a cycle that a statement rule reports.</summary>
/// <param name="Holder">The holder as it stands in the message.</param>
/// <param name="MemberId">Documentation ID of the member; empty for an element of a collection.</param>
/// <param name="Location">Where the code is that wrote it; null where it was there before.</param>
/// <param name="IsElement">It is an element of a collection.</param>
/// <param name="IsClosing">The diagnostic itself is on the code that wrote it.</param>
internal sealed record CycleLink(string Holder, string MemberId, Location? Location, bool IsElement, bool IsClosing)
{
    /// <summary>In path order; none for a diagnostic of another analyzer's version.</summary>
    public static IReadOnlyList<CycleLink> Of(Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Links, out var text) || string.IsNullOrEmpty(text))
            return [];
        return text!.Split(';').Select(link => Parse(link.Split('|'), diagnostic)).OfType<CycleLink>().ToList();
    }

    /// <summary>The code that wrote it, as it is now.</summary>
    public SyntaxNode? WriterIn(SyntaxNode root) =>
        Location?.SourceTree == root.SyntaxTree && root.FullSpan.Contains(Location.SourceSpan) ? root.FindNode(Location.SourceSpan, getInnermostNodeForTie: true) : null;

    private static CycleLink? Parse(string[] parts, Diagnostic diagnostic)
    {
        if (parts.Length != 4 || !int.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at))
            return null;
        var location = at == 0 ? diagnostic.Location : at > 0 && at <= diagnostic.AdditionalLocations.Count ? diagnostic.AdditionalLocations[at - 1] : null;
        return new CycleLink(parts[0], parts[1], location, parts[3] == "many", at == 0);
    }
}
