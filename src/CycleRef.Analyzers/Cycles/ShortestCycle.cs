using System;
using System.Threading;

namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// The cheapest cycle through a given edge. Cheapest means fewest hops (edges that are not structural), then fewest may edges, then fewest
/// structural edges; of equals, the one whose last edge has the lower index, then the one before it, and so on.
/// </summary>
/// <remarks>
/// <para>
/// A cycle is the list of all edges as walked, structural ones included (a message leaves these out). It starts with the given edge
/// and visits no node twice.
/// </para>
/// <para>
/// A cycle of older-only edges cannot exist as objects. Nothing here looks for an edge that can close: callers start only from
/// edges with <see cref="LabelledEdge.CanClose"/>, and then every cycle has one.
/// </para>
/// <para>Each call allocates for the whole graph; <see cref="CycleSearch"/> answers many questions with the same memory.</para>
/// </remarks>
internal static class ShortestCycle
{
    /// <summary>The cheapest cycle through an edge, or null if it is on none. A loop from a node to itself is a cycle of one edge.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="edge">The edge to start with; not structural.</param>
    /// <param name="removedLabels">Labels whose edges are taken as gone, if any; when the edge's own is among them there is no cycle.</param>
    /// <param name="scope">The components of the graph or of a graph with more edges, to search no further than the edge's own, if known.</param>
    /// <param name="cancellationToken">Checked at every node.</param>
    /// <exception cref="ArgumentException">The edge is structural.</exception>
    public static int[]? Through(
        Digraph graph, int edge, LabelSet? removedLabels = null, ComponentMap? scope = null, CancellationToken cancellationToken = default)
    {
        if (!IsSearched(graph, edge, removedLabels, scope))
            return null;

        SearchAll(graph, removedLabels, scope, cancellationToken).Find(edge, int.MaxValue, out var cycle, out _);
        return cycle;
    }

    /// <summary>
    /// The cheapest cycle through an edge on which its label occurs once and another label occurs too, or null if there is none.
    /// Parameters as for <see cref="Through"/>; see <see cref="CycleSearch.FindWithAnotherLabel"/> for the small print.
    /// </summary>
    public static int[]? ThroughWithAnotherLabel(
        Digraph graph, int edge, LabelSet? removedLabels = null, ComponentMap? scope = null, CancellationToken cancellationToken = default)
    {
        if (!IsSearched(graph, edge, removedLabels, scope))
            return null;

        SearchAll(graph, removedLabels, scope, cancellationToken).FindWithAnotherLabel(edge, int.MaxValue, out var cycle, out _);
        return cycle;
    }

    private static bool IsSearched(Digraph graph, int edge, LabelSet? removedLabels, ComponentMap? scope)
    {
        if (graph[edge].IsStructural)
            throw new ArgumentException("A cycle starts with an edge that a member makes.", nameof(edge));

        return (removedLabels is null || !removedLabels.Contains(graph[edge].Label)) && (scope is null || scope.Encloses(graph[edge]));
    }

    private static CycleSearch SearchAll(Digraph graph, LabelSet? removedLabels, ComponentMap? scope, CancellationToken cancellationToken) =>
        new(graph, removedLabels, scope, new VisitBudget(long.MaxValue), cancellationToken);
}
