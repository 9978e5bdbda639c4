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
        // Called after the type it holds, such as Order.Customer in a pair with Customer.Orders; in longer cycles, the only link that is not made.
        if (cycle.Any(m => m.Is(MemberTraits.IsNamedAfterTarget) && IsLink(m) && (cycle.Count == 2 || AreOthersMade(m, cycle))))
            return true;
        // Plain data that anyone can link: nothing is known for or against it.
        return cycle.All(static m => m.Evidence == MemberEvidence.None && !m.Is(MemberTraits.HasForwardName));
    }

    /// <summary>A reference to one object that the holder did not make itself.</summary>
    private static bool IsLink(RetentionMember member) =>
        !member.Is(MemberTraits.IsMany) && !member.Is(MemberTraits.HasForwardName) && !member.Has(MemberEvidence.Made);

    private static bool AreOthersMade(RetentionMember member, IReadOnlyList<RetentionMember> cycle) =>
        cycle.All(other => ReferenceEquals(other, member) || other.Has(MemberEvidence.Made));

    /// <summary>Two members of one type by which its objects point at each other in both directions: Parent and Children.</summary>
    public static bool IsPair(RetentionMember back, RetentionMember forward) =>
        PointsBack(back) && !PointsBack(forward) && (forward.Is(MemberTraits.HasForwardName) || forward.Is(MemberTraits.IsMany));

    private static bool PointsBack(RetentionMember member) =>
        member.Is(MemberTraits.HasBackName) && !member.Is(MemberTraits.HasForwardName) && !member.Is(MemberTraits.IsMany);
}
