using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// References that hold an object for a while only, because the code of the component moves them on: the head of a queue, what was found last.
/// They keep no cycle together.
/// </summary>
internal static class PassingReferences
{
    public static bool IsOne(ISymbol member, List<HeldType> held, RetentionMember facts, EvidenceTable evidence) =>
        member is IFieldSymbol or IPropertySymbol
        && member.ContainingType is { } holder
        && !facts.Is(MemberTraits.IsMany)
        && held.All(h => IsMovedOn(member, holder, h.Type, evidence) || (!facts.Is(MemberTraits.HasBackName) && evidence.IsLookedUp(holder, member.Name)));

    /// <summary>
    /// <c>_head = item.Next</c>: the member goes from one element of a chain to the next. In the elements themselves such a member is the chain:
    /// there it is what people call a tree.
    /// </summary>
    private static bool IsMovedOn(ISymbol member, INamedTypeSymbol holder, INamedTypeSymbol element, EvidenceTable evidence) =>
        !IsOrDerives(holder, element) && !IsOrDerives(element, holder) && evidence.MovesAlong(holder, member.Name).Any(link => LinksElements(element, link));

    /// <summary>The member of the element leads to another element.</summary>
    private static bool LinksElements(INamedTypeSymbol element, string link) =>
        EvidenceTable.SelfAndBases(element).SelectMany(type => type.GetMembers(link))
            .Any(symbol => ((symbol as IFieldSymbol)?.Type ?? (symbol as IPropertySymbol)?.Type) is INamedTypeSymbol type && IsOrDerives(element, type));

    private static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol other) =>
        EvidenceTable.SelfAndBases(type).Contains(other.OriginalDefinition, SymbolEqualityComparer.Default);
}
