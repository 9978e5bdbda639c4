using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// References that hold an object for a while only, because the code of the component moves them on: the head of a queue, the top of a stack, what is
/// current while a method runs, what was found last. They keep no cycle together.
/// </summary>
internal static class PassingReferences
{
    public static bool IsOne(ISymbol member, List<HeldType> held, RetentionMember facts, EvidenceTable evidence)
    {
        if (member is not (IFieldSymbol or IPropertySymbol) || member.ContainingType is not { } holder)
            return false;
        var links = evidence.MovesAlong(holder, member.Name).ToList();
        if (facts.Is(MemberTraits.IsMany))
            return links.Contains(MemberMove.Taken);
        // What is handed in for good may be set back for a moment all the same.
        return (links.Contains(MemberMove.Restored) && !facts.Has(MemberEvidence.HandedIn | MemberEvidence.GivenThis | MemberEvidence.Made))
            || (!facts.Is(MemberTraits.HasBackName) && evidence.IsLookedUp(holder, member.Name))
            || held.All(h => IsMovedOn(holder, h.Type, links));
    }

    /// <summary>
    /// <c>_head = item.Next</c>: the member goes from one element of a chain to the next. In the elements themselves such a member is the chain:
    /// there it is what people call a tree.
    /// </summary>
    private static bool IsMovedOn(INamedTypeSymbol holder, INamedTypeSymbol element, List<string> links) =>
        links.Count > 0 && !IsOrDerives(holder, element) && !IsOrDerives(element, holder) && links.Any(link => LinksElements(element, link));

    /// <summary>The member of the element leads to another element.</summary>
    private static bool LinksElements(INamedTypeSymbol element, string link) =>
        EvidenceTable.SelfAndBases(element).SelectMany(type => type.GetMembers(link))
            .Any(symbol => SymbolEqualityComparer.Default.Equals(((symbol as IFieldSymbol)?.Type ?? (symbol as IPropertySymbol)?.Type)?.OriginalDefinition, element.OriginalDefinition));

    private static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol other) =>
        EvidenceTable.SelfAndBases(type).Contains(other.OriginalDefinition, SymbolEqualityComparer.Default);
}
