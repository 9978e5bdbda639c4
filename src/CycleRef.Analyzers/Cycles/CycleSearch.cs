using System.Collections.Generic;
using System.Threading;

namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// Looks for the cheapest cycle through an edge, many times in one graph. All cycles are simple in nodes: none visits a node twice.
/// Not thread-safe. <see cref="ShortestCycle"/> is the front door for a single question.
/// </summary>
internal sealed class CycleSearch(Digraph graph, LabelSet? removedLabels, ComponentMap? scope, VisitBudget budget, CancellationToken cancellationToken)
{
    private readonly PathSearch _paths = new(graph, removedLabels, scope, budget, cancellationToken);
    private readonly List<int> _cycle = [];
    private readonly List<int> _climbNodes = [];
    private readonly List<int> _climbParents = []; // positions in _climbNodes
    private readonly List<int> _climbEdges = []; // the edge from the parent
    private readonly HashSet<int> _climbed = [];

    /// <summary>The cheapest cycle through an edge.</summary>
    /// <param name="edge">An edge that is not structural.</param>
    /// <param name="maxHops">The largest number of hops on the cycle, at least 1.</param>
    /// <param name="cycle">The walked edges, the given one first, if found.</param>
    /// <param name="cost">The cost of the cycle, if found.</param>
    public SearchOutcome Find(int edge, int maxHops, out int[]? cycle, out long cost)
    {
        cycle = null;
        ref readonly var start = ref graph[edge];
        _paths.Begin();
        var outcome = _paths.Find(start.To, start.From, PathSearch.NoLabel, holdFirst: false, maxHops - 1, out cost);
        cost += WalkCost.Of(start);
        if (outcome != SearchOutcome.Found)
            return outcome;

        _cycle.Clear();
        _cycle.Add(edge);
        _paths.AppendPath(start.To, start.From, _cycle);
        cycle = _cycle.ToArray();
        return outcome;
    }

    /// <summary>
    /// The cheapest cycle through an edge on which the edge's label occurs once and another label occurs as well; a list or tree that
    /// hangs together by one member is none. Parameters as for <see cref="Find"/>.
    /// </summary>
    /// <remarks>
    /// Mostly this is <see cref="Find"/> without the edge's own label. Only where structural edges alone lead back to the edge's start
    /// (<c>class Container : Element</c> and <c>Element.Parent</c> is a <c>Container</c>) must the way back leave the chain of base
    /// classes by a member somewhere: each place to leave is tried, at most as many as there are base classes. That is exact when
    /// at most one structural path joins two nodes, as single inheritance ensures; otherwise one path is tried to each.
    /// </remarks>
    public SearchOutcome FindWithAnotherLabel(int edge, int maxHops, out int[]? cycle, out long cost)
    {
        cycle = null;
        cost = long.MaxValue;
        ref readonly var start = ref graph[edge];
        if (start.From == start.To)
            return SearchOutcome.None; // the cycle is complete and visits no other node

        if (!TryClimb(start.To, start.From, out var returns))
            return SearchOutcome.OutOfBudget;

        // When structural edges do not lead back, leaving them at any place is one search from the first.
        var exits = returns ? _climbNodes.Count : 1;
        var result = SearchOutcome.None;
        for (var exit = 0; exit < exits; exit++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _paths.Begin();
            var climbCost = 0L;
            for (var place = exit; place > 0; place = _climbParents[place])
            {
                if (!budget.TrySpend())
                    return GiveUp(out cycle); // a long chain of base classes is climbed again from each of them

                _paths.Bar(_climbNodes[_climbParents[place]]);
                climbCost += WalkCost.Of(graph[_climbEdges[place]]);
            }

            var outcome = _paths.Find(_climbNodes[exit], start.From, start.Label, holdFirst: returns, maxHops - 1, out var pathCost);
            if (outcome == SearchOutcome.OutOfBudget)
                return GiveUp(out cycle);
            if (outcome == SearchOutcome.BeyondLimit && result == SearchOutcome.None)
                result = outcome;

            var total = WalkCost.Of(start) + climbCost + pathCost;
            if (outcome != SearchOutcome.Found || total >= cost)
                continue;

            result = outcome;
            cost = total;
            cycle = Assemble(edge, exit);
        }

        return result;
    }

    /// <summary>What was found so far may not be the cheapest, so it is dropped.</summary>
    private static SearchOutcome GiveUp(out int[]? cycle)
    {
        cycle = null;
        return SearchOutcome.OutOfBudget;
    }

    /// <summary>
    /// Collects, breadth first, the nodes that structural edges alone reach from a node without passing the given end; false when the
    /// budget ran out. <paramref name="returns"/> tells whether they reach the end.
    /// </summary>
    private bool TryClimb(int node, int end, out bool returns)
    {
        returns = false;
        _climbNodes.Clear();
        _climbParents.Clear();
        _climbEdges.Clear();
        _climbed.Clear();
        Climb(node, 0, -1);

        for (var place = 0; place < _climbNodes.Count; place++)
        {
            var from = _climbNodes[place];
            for (var slot = graph.FirstSlot(from); slot < graph.FirstHoldingSlot(from); slot++)
            {
                if (!budget.TrySpend())
                    return false;

                var index = graph.EdgeInSlot(slot);
                var to = graph[index].To;
                if (to == end)
                    returns = true;
                else if (!_climbed.Contains(to))
                    Climb(to, place, index);
            }
        }

        return true;
    }

    private void Climb(int node, int parent, int edge)
    {
        _climbed.Add(node);
        _climbNodes.Add(node);
        _climbParents.Add(parent);
        _climbEdges.Add(edge);
    }

    private int[] Assemble(int edge, int exit)
    {
        _cycle.Clear();
        for (var place = exit; place > 0; place = _climbParents[place])
            _cycle.Add(_climbEdges[place]);

        _cycle.Add(edge);
        _cycle.Reverse();
        _paths.AppendPath(_climbNodes[exit], graph[edge].From, _cycle);
        return _cycle.ToArray();
    }
}
