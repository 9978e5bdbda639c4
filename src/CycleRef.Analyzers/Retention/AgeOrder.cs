using CycleRef.Analyzers.Retention.Evidence;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// Age order. A member that is only assigned while its owner is constructed, and only objects that do not know the owner, can only ever
/// point to an object older than the owner. A cycle of such members alone cannot exist: following it, every object would be older than
/// itself. Immutable trees, expression nodes and positional records fall out this way.
/// </summary>
internal static class AgeOrder
{
    public static bool IsOlderOnly(bool isAssignedOnceByDeclaration, bool isWrittenByOwnTypeOnly, bool contentCanChange, MemberEvidence evidence)
    {
        if (contentCanChange || (evidence & MemberEvidence.ValueKnowsOwner) != 0)
            return false;
        // The code of the only type that can write the member has been read.
        return isAssignedOnceByDeclaration || (isWrittenByOwnTypeOnly && (evidence & MemberEvidence.WrittenLater) == 0);
    }
}
