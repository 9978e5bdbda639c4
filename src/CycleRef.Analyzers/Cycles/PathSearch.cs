using System.Collections.Generic;
using System.Threading;

namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// Dijkstra's algorithm over <see cref="WalkCost"/>. One object serves many searches in one graph: its arrays are stamped with the number of
/// the search rather than cleared, so that a short search in a large graph stays short. Not thread-safe.
/// </summary>
internal sealed class PathSearch(Digraph graph, LabelSet? removedLabels, ComponentMap? scope, VisitBudget budget, CancellationToken cancellationToken)
{
    /// <summary>Names no label, for a search that leaves none out.</summary>
    public const int NoLabel = -2;

    /// <summary>Cheaper than any walk: a barred node looks as if it had been reached already.</summary>
    private const long Barred = -1;

    private readonly int[] _round = new int[graph.NodeCount];
    private readonly long[] _cost = new long[graph.NodeCount];
    private readonly int[] _lastEdge = new int[graph.NodeCount];
    private readonly CostQueue _queue = new();
    private int _currentRound;

    /// <summary>Starts a new search and forgets the last one.</summary>
    public void Begin()
    {
        _currentRound++;
        _queue.Clear();
    }

    /// <summary>Closes a node to the search that was just begun.</summary>
    public void Bar(int node)
    {
        _round[node] = _currentRound;
        _cost[node] = Barred;
    }

    /// <summary>
    /// Looks for the cheapest path; of equally cheap ones the one whose last edge is lower, then the edge before it, and so on.
    /// O((nodes + edges) log edges) of what lies nearer than the target.
    /// </summary>
    /// <param name="source">Where the path starts; not barred.</param>
    /// <param name="target">Where it ends; may be the source, then the path is empty.</param>
    /// <param name="leftOutLabel">A label whose edges are left out besides the removed ones, or <see cref="NoLabel"/>.</param>
    /// <param name="holdFirst">Whether the first edge must not be structural.</param>
    /// <param name="maxHops">The largest number of hops.</param>
    /// <param name="cost">The cost of the path, if found.</param>
    public SearchOutcome Find(int source, int target, int leftOutLabel, bool holdFirst, int maxHops, out long cost)
    {
        var cut = false;
        _round[source] = _currentRound;
        _cost[source] = 0;
        _queue.Add(0, source);

        while (_queue.TryTake(out cost, out var node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node == target)
                return SearchOutcome.Found;
            if (cost != _cost[node])
                continue; // reached more cheaply since it was queued

            // At the limit only structural edges lead on, and the many others need not be looked at.
            var mayHop = WalkCost.Hops(cost) < maxHops;
            var end = mayHop ? graph.FirstSlot(node + 1) : graph.FirstHoldingSlot(node);
            cut |= end < graph.FirstSlot(node + 1);
            for (var slot = holdFirst && node == source ? graph.FirstHoldingSlot(node) : graph.FirstSlot(node); slot < end; slot++)
            {
                if (!budget.TrySpend())
                    return SearchOutcome.OutOfBudget;

                var index = graph.EdgeInSlot(slot);
                ref readonly var edge = ref graph[index];
                if (!IsLeftOut(edge.Label, leftOutLabel) && (scope is null || scope[edge.To] == scope[target]))
                    Reach(edge.To, cost + WalkCost.Of(edge), index);
            }
        }

        return cut ? SearchOutcome.BeyondLimit : SearchOutcome.None;
    }

    /// <summary>Appends the edges of the path that the last search found, from source to target.</summary>
    public void AppendPath(int source, int target, List<int> edges)
    {
        var start = edges.Count;
        for (var node = target; node != source; node = graph[_lastEdge[node]].From)
            edges.Add(_lastEdge[node]);

        edges.Reverse(start, edges.Count - start);
    }

    private bool IsLeftOut(int label, int leftOutLabel) =>
        label == leftOutLabel || (removedLabels is not null && removedLabels.Contains(label));

    private void Reach(int node, long cost, int edge)
    {
        if (_round[node] != _currentRound || cost < _cost[node])
        {
            _round[node] = _currentRound;
            _cost[node] = cost;
            _lastEdge[node] = edge;
            _queue.Add(cost, node);
        }
        else if (cost == _cost[node] && edge < _lastEdge[node])
        {
            _lastEdge[node] = edge;
        }
    }
}
