using System.Collections.Generic;
using System.Threading;

namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// Finds a small set of members whose weakening breaks every reportable cycle, each with the shortest cycle that shows why. Always
/// takes the cheapest cycle that is left, lets the caller choose an edge of it, takes that edge's label out of the graph, and goes on.
/// </summary>
/// <remarks>
/// <para>
/// A cycle visits no node twice. It is <em>reportable</em> when it contains an edge that can close, whose label occurs on no other edge
/// of the cycle, and a second label. As a member mostly belongs to one type, so that its label leaves from one node and cannot
/// occur twice, this is every cycle of two or more members that can exist as objects; <c>Next</c> alone is a list and is
/// left out. With <see cref="CycleCoverRequest.IncludeSelfEdges"/> every cycle with an edge that can close is reportable.
/// </para>
/// <para>
/// When the caller rejects no cycle, and neither bound of the request is met, no reportable cycle is left once the chosen labels are
/// gone. (Small print: structural edges join any two nodes by one path at most, as single inheritance has it.) Each label is chosen at
/// most once. The result is a function of graph and request alone. Two loops on one node (<c>Parent</c> and <c>Children</c> of
/// one type) share no such cycle: pairing them is up to the caller.
/// </para>
/// </remarks>
internal static class CycleCover
{
    /// <summary>
    /// Components above <see cref="CycleCoverRequest.MaxLabels"/> are searched for cycles of a pair of members only: these are found by looking
    /// at neighbours, and they are the ones that a person would break first.
    /// </summary>
    public const int MaxHopsInLargeComponent = 2;

    /// <summary>The cycles found, in ascending order of their chosen edges.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="request">What to look for.</param>
    /// <param name="cancellationToken">Checked at every node.</param>
    public static IReadOnlyList<FoundCycle> Find(Digraph graph, CycleCoverRequest request, CancellationToken cancellationToken = default)
    {
        var components = StronglyConnectedComponents.Find(graph, cancellationToken: cancellationToken);
        var edges = new ComponentEdges(graph, components);
        var builder = new CycleCoverBuilder(graph, components, request, cancellationToken);
        var lastSeenIn = new int[graph.LabelCount];

        foreach (var component in edges.SmallestFirst())
        {
            var isLarge = edges.HasMoreLabelsThan(request.MaxLabels, component, lastSeenIn);
            if (!builder.TryCover(edges[component], isLarge ? MaxHopsInLargeComponent : int.MaxValue))
                break;
        }

        return builder.ToSortedList();
    }
}
