using System;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>What the code of a component's types tells about one member.</summary>
[Flags]
internal enum MemberEvidence
{
    None = 0,

    /// <summary>Its own type makes what it holds, or fills the collection.</summary>
    Made = 1,

    /// <summary>It gets its object from a constructor, method or setter parameter.</summary>
    HandedIn = 2,

    /// <summary>Somebody stores itself there: <c>child.Parent = this</c>, <c>new Child(this)</c>.</summary>
    GivenThis = 4,

    /// <summary>It may change after construction.</summary>
    WrittenLater = 8,

    /// <summary>What it is given while its owner is constructed may come to know the owner.</summary>
    ValueKnowsOwner = 16,

    /// <summary>A teardown method clears it.</summary>
    TornDown = 32,

    /// <summary>It holds each object for a while only; see <see cref="PassingReferences"/>.</summary>
    MovedOn = 64,
}
