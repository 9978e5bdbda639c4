using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Roots;

/// <summary>Something that a root keeps for good, ready to be reported.</summary>
/// <param name="Place">What made the root keep it.</param>
/// <param name="Path">From the root to the object: <c>TimerQueue → Timer → lambda → Poller._timer</c>.</param>
/// <param name="Subject">The type that is kept.</param>
/// <param name="Release">Whether a finalizer would release it, or nobody.</param>
/// <param name="IsProved">False for a suggestion.</param>
/// <param name="Member">The member that holds what should be released, where there is one.</param>
/// <param name="Others">Further places worth a look: where the timer is started, the finalizer.</param>
internal sealed record RootFinding(
    Location Place,
    string Path,
    string Subject,
    Release Release,
    bool IsProved = true,
    ISymbol? Member = null,
    ImmutableArray<Location> Others = default)
{
    /// <summary>What keeps it, where the message names it.</summary>
    public string Root { get; init; } = "";

    /// <summary>What a fix is to do: one of the values of <see cref="Remedies"/>, or empty.</summary>
    public string Remedy { get; init; } = "";
}
