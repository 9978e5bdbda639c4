using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>Whether code that follows only some members walks around a cycle.</summary>
internal static class WalkedCycle
{
    /// <summary>
    /// The cycle through the member to weaken of a reported one, taking only members that are followed: the reported way, or the shortest other
    /// one. Exact edges only, and objects must be able to close it. Null if there is none.
    /// </summary>
    public static ReportedCycle? Through(ReportedCycle reported, BoundComponent component, Func<ISymbol, bool> follows, CancellationToken cancellationToken)
    {
        var graph = reported.Graph;
        if (!follows(component.MemberSymbol(reported.Label)))
            return null;
        if (reported.Edges.All(edge => follows(component.MemberSymbol(graph.Edges[edge].Label))))
            return IsExact(reported) ? reported : null;

        var removed = new LabelSet(graph.Edges);
        for (var label = 0; label < graph.Edges.LabelCount; label++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!follows(component.MemberSymbol(label)))
                removed.Add(label);
        }

        var edges = ShortestCycle.ThroughWithAnotherLabel(graph.Edges, reported.Edges[0], removed, cancellationToken: cancellationToken);
        if (edges is null)
            return null;
        var cycle = new ReportedCycle(graph, edges.Where(edge => !graph.Edges[edge].IsStructural).ToImmutableArray());
        return IsExact(cycle) ? cycle : null;
    }

    private static bool IsExact(ReportedCycle cycle) =>
        cycle.Edges.Any(edge => cycle.Graph.Edges[edge].CanClose) && !cycle.Edges.Any(edge => cycle.Graph.Edges[edge].IsMay);
}
