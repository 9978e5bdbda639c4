using System.Collections.Generic;
using CycleRef.Analyzers.Retention.Evidence;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// Picks the edge of a cycle that a careful human would weaken: the child's reference to its owner. Each signal narrows the
/// candidates, unless it would leave none; the order was right on all weakable cycles of a sample read by eye.
/// A pure function of the cycle's members, the same wherever the walk starts.
/// </summary>
internal static class EdgeToWeaken
{
    private delegate bool Signal(RetentionMember member, IReadOnlyList<RetentionMember> cycle);

    private static readonly Signal[] SignalsInOrder =
    [
        // A diagnostic that cannot be shown helps nobody.
        static (member, _) => member.Is(MemberTraits.IsReportable),

        // 1. It is given its object, while another member of the cycle makes its own: the owner is handed to what it made.
        static (member, cycle) => IsGiven(member) && !IsMade(member) && IsAnotherMade(member, cycle),

        // 2. Elimination: whoever makes what it holds must keep it.
        static (member, _) => !IsMade(member),

        // 3. A collection is the owner's side.
        static (member, _) => !member.Is(MemberTraits.IsMany),

        // 4. Names, as a tie-break only.
        static (member, _) => member.Is(MemberTraits.HasBackName) && !member.Is(MemberTraits.HasForwardName),
        static (member, _) => !member.Is(MemberTraits.HasForwardName),

        // Somebody stores itself there: rather that than just any parameter.
        static (member, _) => member.Has(MemberEvidence.GivenThis),

        // 5. What only its own type uses is the easier one to change.
        static (member, _) => member.Is(MemberTraits.IsPrivate),
    ];

    /// <summary>The index of the member to weaken, or -1 when none can be reported.</summary>
    public static int Choose(IReadOnlyList<RetentionMember> cycle)
    {
        var candidates = new List<int>(cycle.Count);
        for (var i = 0; i < cycle.Count; i++)
            candidates.Add(i);
        foreach (var signal in SignalsInOrder)
        {
            var narrowed = candidates.FindAll(i => signal(cycle[i], cycle));
            if (narrowed.Count > 0)
                candidates = narrowed;
        }

        candidates.Sort((left, right) => string.CompareOrdinal(cycle[left].Id, cycle[right].Id));
        return cycle[candidates[0]].Is(MemberTraits.IsReportable) ? candidates[0] : -1;
    }

    /// <summary>How much speaks for weakening this member, whatever the cycle.</summary>
    public static int Confidence(RetentionMember member)
    {
        var confidence = 0;
        if (member.Has(MemberEvidence.GivenThis))
            confidence += 4;
        if (member.Is(MemberTraits.HasBackName))
            confidence += 2;
        if (IsGiven(member) && !IsMade(member))
            confidence += 1;
        return confidence;
    }

    /// <summary>A collection that is handed in says nothing about who owns its elements.</summary>
    private static bool IsGiven(RetentionMember member) =>
        !member.Is(MemberTraits.IsMany) && member.Has(MemberEvidence.HandedIn | MemberEvidence.GivenThis);

    private static bool IsMade(RetentionMember member) => member.Has(MemberEvidence.Made);

    private static bool IsAnotherMade(RetentionMember member, IReadOnlyList<RetentionMember> cycle)
    {
        foreach (var other in cycle)
        {
            if (!ReferenceEquals(other, member) && IsMade(other))
                return true;
        }

        return false;
    }
}
