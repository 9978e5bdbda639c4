using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The members that hold the links of a cycle which a statement rule reports, as the fixes for members know them.</summary>
internal static class LinkMembers
{
    private static readonly MemberNameRoles Roles = new(KnowledgeBase.Embedded);

    /// <summary>A diagnostic at the declaration of each member, the one to let go of first: those that point back, then what closed the cycle.</summary>
    public static IEnumerable<(Document Document, Diagnostic Diagnostic, ISymbol Member)> Of(Diagnostic diagnostic, Compilation compilation, Solution solution)
    {
        var links = CycleLink.Of(diagnostic);
        var found = new List<(int Rank, Document Document, Diagnostic Diagnostic, ISymbol Member)>();
        for (var i = 0; i < links.Count; i++)
        {
            var member = links[i].MemberId.Length == 0 ? null : DocumentationCommentId.GetFirstSymbolForDeclarationId(links[i].MemberId, compilation);
            if (member is not (IFieldSymbol or IPropertySymbol)
                || member.Locations.FirstOrDefault(static location => location.IsInSource) is not { } declared || solution.GetDocument(declared.SourceTree) is not { } document)
                continue;
            var isMany = links[(i + 1) % links.Count].IsElement;
            var rank = (isMany ? 4 : Roles.PointsBack(member.Name) ? 0 : 2) + (links[i].IsClosing ? 0 : 1);
            found.Add((rank, document, At(declared, diagnostic, links[i].MemberId, isMany), member));
        }

        return found.OrderBy(static f => f.Rank).GroupBy(static f => f.Member, SymbolEqualityComparer.Default).Select(static same => (same.First().Document, same.First().Diagnostic, same.First().Member));
    }

    private static Diagnostic At(Location declared, Diagnostic diagnostic, string member, bool isMany) => Diagnostic.Create(
        diagnostic.Descriptor,
        declared,
        diagnostic.Severity,
        additionalLocations: null,
        ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.Member, member)
            .Add(DiagnosticProperties.Holds, isMany ? "many" : "one")
            // Who makes the object is asked of the code.
            .Add(DiagnosticProperties.Source, "unknown"));
}
