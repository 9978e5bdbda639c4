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
    /// <summary>Longer paths, and paths through subtypes, are only believed where the chosen member itself is seen to point back.</summary>
    private const int MaxShortCycle = 3;

    /// <param name="cycle">The members of the cycle as walked.</param>
    /// <param name="chosen">The index of the one to weaken.</param>
    /// <param name="needsSubtype">Some member only may hold what comes next.</param>
    public static bool IsPlausible(IReadOnlyList<RetentionMember> cycle, int chosen, bool needsSubtype)
    {
        if (IsSeenToPointBack(cycle[chosen]))
            return true;
        if (needsSubtype || cycle.Count > MaxShortCycle)
            return false;
        // Somebody was seen to store itself in a member of the cycle, or a member says that it points back.
        if (cycle.Any(IsSeenToPointBack))
            return true;
        return IsNamedLikeOne(cycle) || IsPlainData(cycle);
    }

    /// <summary>Nothing but the types speaks for the cycle: it is possible, and that is all.</summary>
    public static bool IsOnlyPossible(IReadOnlyList<RetentionMember> cycle) =>
        !cycle.Any(IsSeenToPointBack) && !IsNamedLikeOne(cycle) && IsPlainData(cycle);

    /// <summary>
    /// A member is called after the type it holds, such as Order.Customer in a pair with Customer.Orders; in longer cycles, the only
    /// link that is not made.
    /// </summary>
    private static bool IsNamedLikeOne(IReadOnlyList<RetentionMember> cycle) =>
        cycle.Any(m => m.Is(MemberTraits.IsNamedAfterTarget) && IsLink(m) && (cycle.Count == 2 || AreOthersMade(m, cycle)));

    /// <summary>Plain data that anyone can link: nothing is known for or against it.</summary>
    private static bool IsPlainData(IReadOnlyList<RetentionMember> cycle) =>
        cycle.All(static m => m.Evidence == MemberEvidence.None && !m.Is(MemberTraits.HasForwardName));

    private static bool IsSeenToPointBack(RetentionMember member) => member.Has(MemberEvidence.GivenThis) || PointsBack(member);

    /// <summary>A reference to one object that comes from outside, as far as anything is known.</summary>
    private static bool IsLink(RetentionMember member) =>
        !member.Is(MemberTraits.IsMany)
        && !member.Is(MemberTraits.HasForwardName)
        && !member.Has(MemberEvidence.Made)
        && (member.Has(MemberEvidence.HandedIn) || member.Evidence == MemberEvidence.None);

    private static bool AreOthersMade(RetentionMember member, IReadOnlyList<RetentionMember> cycle) =>
        cycle.All(other => ReferenceEquals(other, member) || other.Has(MemberEvidence.Made));

    /// <summary>A single reference whose name says that it points back: Parent.</summary>
    public static bool PointsBack(RetentionMember member) =>
        member.Is(MemberTraits.HasBackName) && !member.Is(MemberTraits.HasForwardName) && !member.Is(MemberTraits.IsMany);

    /// <summary>The other member of such a pair: Children.</summary>
    public static bool PointsOn(RetentionMember member) => member.Is(MemberTraits.HasForwardName) || member.Is(MemberTraits.IsMany);
}
