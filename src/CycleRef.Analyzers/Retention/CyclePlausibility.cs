using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Retention.Evidence;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// Whether a cycle of types is likely to be one of objects. Trees have cyclic types too: <c>Call.Arguments → Argument.Value → Call</c>
/// only ever leads down. What tells them apart is that somebody points back.
/// </summary>
internal static class CyclePlausibility
{
    public static bool IsPlausible(IReadOnlyList<RetentionMember> cycle, bool needsSubtype)
    {
        // Somebody was seen to store itself in a member of the cycle, or a member says that it points back.
        if (cycle.Any(static m => m.Has(MemberEvidence.GivenThis) || PointsBack(m)))
            return true;
        // A declared type that may be something else: a tree of nodes of many kinds.
        if (needsSubtype)
            return false;
        // A pair of properties called after each other's types, such as Order.Customer and Customer.Orders.
        if (cycle.Any(static m => m.Is(MemberTraits.IsNamedAfterTarget) && !m.Is(MemberTraits.IsMany) && !m.Is(MemberTraits.HasForwardName)))
            return true;
        // Plain data that anyone can link: nothing is known for or against it.
        return cycle.All(static m => m.Evidence == MemberEvidence.None && !m.Is(MemberTraits.HasForwardName));
    }

    /// <summary>Two members of one type by which its objects point at each other in both directions: Parent and Children.</summary>
    public static bool IsPair(RetentionMember back, RetentionMember forward) =>
        PointsBack(back) && !PointsBack(forward) && (forward.Is(MemberTraits.HasForwardName) || forward.Is(MemberTraits.IsMany));

    private static bool PointsBack(RetentionMember member) =>
        member.Is(MemberTraits.HasBackName) && !member.Is(MemberTraits.HasForwardName) && !member.Is(MemberTraits.IsMany);
}
