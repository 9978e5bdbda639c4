using System;
using System.Collections.Generic;
using System.Threading;

namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// The work of one <see cref="CycleCover"/>. A queue holds the start edges of a component, each with a cost that its cheapest cycle is known not
/// to undercut. As taking labels out only makes cycles dearer, a bound never becomes wrong, and a cycle that costs no more
/// than its bound when its turn comes is the cheapest left in the component.
/// </summary>
internal sealed class CycleCoverBuilder
{
    /// <summary>
    /// A search that knows "not under n hops" looks up to this many times n hops far: short cycles are found first everywhere before
    /// the budget goes into long ones, and the number of futile searches from an edge grows only with the logarithm of the length.
    /// </summary>
    private const int Widening = 2;

    private readonly Digraph _graph;
    private readonly CycleCoverRequest _request;
    private readonly CycleSearch _search;
    private readonly LabelSet _removed;
    private readonly CostQueue _queue = new();
    private readonly Dictionary<int, int[]> _known = [];
    private readonly List<FoundCycle> _found = [];
    private readonly List<int> _hops = [];

    /// <summary>A cover with nothing found yet.</summary>
    public CycleCoverBuilder(Digraph graph, ComponentMap components, CycleCoverRequest request, CancellationToken cancellationToken)
    {
        _graph = graph;
        _request = request;
        _removed = new LabelSet(graph);
        _search = new CycleSearch(graph, _removed, components, new VisitBudget(request.VisitBudget), cancellationToken);
    }

    /// <summary>Covers the cycles of one component that are no longer than so many hops; false when the budget ran out.</summary>
    public bool TryCover(ArraySegment<int> edges, int maxHops)
    {
        Start(edges);
        while (_queue.TryTake(out var bound, out var start))
        {
            if (_removed.Contains(_graph[start].Label))
                continue;

            if (!TryTakeKnown(start, out var cycle))
            {
                // Within int: a bound is no more hops than the graph has nodes.
                var limit = Math.Min(maxHops, Widening * WalkCost.Hops(bound));
                var outcome = Search(start, limit, out cycle, out var cost);
                if (outcome == SearchOutcome.OutOfBudget)
                    return false;
                if (outcome == SearchOutcome.BeyondLimit && limit < maxHops)
                    _queue.Add(WalkCost.OfHops(limit + 1), start);
                if (cycle is null)
                    continue;

                if (cost > bound)
                {
                    _known[start] = cycle;
                    _queue.Add(cost, start);
                    continue;
                }
            }

            // The start may be on more cycles, which cost no less; it is done when one is rejected, its label is gone or no cycle is left.
            if (TryRecord(cycle!) && !_removed.Contains(_graph[start].Label))
                _queue.Add(bound, start);
        }

        return true;
    }

    /// <summary>What was found, in ascending order of the chosen edges, no two of which are the same.</summary>
    public IReadOnlyList<FoundCycle> ToSortedList()
    {
        _found.Sort((left, right) => left.ChosenEdge.CompareTo(right.ChosenEdge));
        return _found;
    }

    private void Start(ArraySegment<int> edges)
    {
        _queue.Clear();
        _known.Clear();
        var leastCost = WalkCost.OfHops(_request.IncludeSelfEdges ? 1 : 2);
        for (var slot = edges.Offset; slot < edges.Offset + edges.Count; slot++)
        {
            var edge = edges.Array![slot];
            if (_graph[edge].CanClose)
                _queue.Add(leastCost, edge);
        }
    }

    private SearchOutcome Search(int start, int maxHops, out int[]? cycle, out long cost) => _request.IncludeSelfEdges
        ? _search.Find(start, maxHops, out cycle, out cost)
        : _search.FindWithAnotherLabel(start, maxHops, out cycle, out cost);

    /// <summary>A cycle that was the cheapest when it was found still is, as long as none of its own labels is gone.</summary>
    private bool TryTakeKnown(int start, out int[]? cycle)
    {
        if (!_known.TryGetValue(start, out cycle))
            return false;

        _known.Remove(start);
        foreach (var edge in cycle)
        {
            if (_removed.Contains(_graph[edge].Label))
                return false;
        }

        return true;
    }

    /// <summary>Lets the caller choose an edge of the cycle and takes its label out of the graph; false when the caller rejects the cycle.</summary>
    private bool TryRecord(int[] cycle)
    {
        _hops.Clear();
        foreach (var edge in cycle)
        {
            if (!_graph[edge].IsStructural)
                _hops.Add(edge);
        }

        var hops = _hops.ToArray();
        var choice = _request.Choose(hops);
        if (choice < 0)
            return false;

        var chosen = hops[choice];
        var place = Array.IndexOf(cycle, chosen);
        var rotated = new int[cycle.Length];
        Array.Copy(cycle, place, rotated, 0, cycle.Length - place);
        Array.Copy(cycle, 0, rotated, cycle.Length - place, place);

        _found.Add(new FoundCycle(rotated));
        _removed.Add(_graph[chosen].Label);
        return true;
    }
}
