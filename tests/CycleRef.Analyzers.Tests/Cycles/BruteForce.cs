using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Cycles;

namespace CycleRef.Analyzers.Tests.Cycles;

/// <summary>The oracle: everything by plain enumeration, as the definitions say it, for graphs of a handful of nodes.</summary>
internal static class BruteForce
{
    /// <summary>Every cycle that starts with an edge, avoids the removed labels and visits no node twice.</summary>
    public static List<int[]> CyclesThrough(Digraph graph, int edge, LabelSet? removed = null)
    {
        var result = new List<int[]>();
        if (removed is null || !removed.Contains(graph[edge].Label))
            Extend([edge], [graph[edge].From]);
        return result;

        void Extend(List<int> walk, HashSet<int> visited)
        {
            var end = graph[walk[^1]].To;
            if (end == graph[edge].From)
            {
                result.Add([.. walk]);
                return;
            }

            if (!visited.Add(end))
                return;

            for (var next = 0; next < graph.EdgeCount; next++)
            {
                if (graph[next].From == end && (removed is null || !removed.Contains(graph[next].Label)))
                    Extend([.. walk, next], [.. visited]);
            }
        }
    }

    /// <summary>The least by cost; of equals, by the edges from the last one back.</summary>
    public static int[]? Cheapest(Digraph graph, IEnumerable<int[]> cycles) => cycles
        .OrderBy(cycle => Cost(graph, cycle))
        .ThenBy(cycle => string.Concat(cycle.Reverse().Select(edge => (char)edge)), StringComparer.Ordinal)
        .FirstOrDefault();

    public static (int Hops, int May, int Structural) Cost(Digraph graph, IEnumerable<int> cycle)
    {
        var edges = cycle.Select(edge => graph[edge]).ToList();
        return (edges.Count(edge => !edge.IsStructural), edges.Count(edge => edge.IsMay), edges.Count(edge => edge.IsStructural));
    }

    public static int[] Labels(Digraph graph, IEnumerable<int> cycle) =>
        [.. cycle.Select(edge => graph[edge].Label).Where(label => label != LabelledEdge.Structural)];

    /// <summary>The cycles that <see cref="CycleCover"/> promises to leave none of, each from its starting edge.</summary>
    public static IEnumerable<int[]> Reportable(Digraph graph, LabelSet removed, bool includeSelfEdges) =>
        from edge in Enumerable.Range(0, graph.EdgeCount)
        where graph[edge].CanClose
        from cycle in CyclesThrough(graph, edge, removed)
        let labels = Labels(graph, cycle)
        where includeSelfEdges || (labels.Count(label => label == graph[edge].Label) == 1 && labels.Length > 1)
        select cycle;

    public static bool IsClosedAndSimple(Digraph graph, int[] cycle)
    {
        for (var i = 0; i < cycle.Length; i++)
        {
            if (graph[cycle[i]].To != graph[cycle[(i + 1) % cycle.Length]].From)
                return false;
        }

        return cycle.Select(edge => graph[edge].From).Distinct().Count() == cycle.Length;
    }

    public static bool Reaches(Digraph graph, int from, int to, LabelSet? removed = null)
    {
        var seen = new HashSet<int> { from };
        for (var round = 0; round < graph.NodeCount; round++)
        {
            for (var edge = 0; edge < graph.EdgeCount; edge++)
            {
                if (seen.Contains(graph[edge].From) && (removed is null || !removed.Contains(graph[edge].Label)))
                    seen.Add(graph[edge].To);
            }
        }

        return seen.Contains(to);
    }
}
