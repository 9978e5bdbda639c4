using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention.Evidence;

namespace CycleRef.Analyzers.Retention;

/// <summary>From the graph of a component to the cycles worth a diagnostic, each with the member to weaken; every member at most once.</summary>
internal sealed class ReportableCycles(RetentionGraph graph, CycleRefOptions options)
{
    public ImmutableArray<ReportedCycle> Find(CancellationToken cancellationToken)
    {
        var reported = new List<ReportedCycle>();
        var labels = new HashSet<int>();
        // A private member that no code assigns is most likely null. Members that are assigned come first, so that one of the others
        // does not stand for them in a cycle that is then not believed.
        Cover(edge => !IsPrivateAndUnassigned(edge), reported, labels, cancellationToken);
        Cover(edge => !labels.Contains(graph.Edges[edge].Label), reported, labels, cancellationToken);
        RemoveRedundant(reported, labels, cancellationToken);
        AddPairs(reported, labels, cancellationToken);
        return reported.ToImmutableArray();
    }

    private bool IsPrivateAndUnassigned(int edge) =>
        !graph.Edges[edge].IsStructural && graph.MemberOf(edge) is { Evidence: MemberEvidence.None } member && member.Is(MemberTraits.IsPrivate);

    /// <summary>Finds the cycles of the edges that are kept.</summary>
    private void Cover(Func<int, bool> isKept, List<ReportedCycle> reported, HashSet<int> labels, CancellationToken cancellationToken)
    {
        var kept = Enumerable.Range(0, graph.Edges.EdgeCount).Where(isKept).ToArray();
        var edges = new Digraph(graph.Nodes.Length, kept.Select(edge => graph.Edges[edge]).ToList());
        var withSelfEdges = options.ReportSelfEdges || graph.Nodes.Any(static node => node.Is(NodeTraits.IsAcyclic));
        var request = new CycleCoverRequest(walk => Choose(walk.Select(edge => kept[edge]).ToList()), withSelfEdges, options.MaxComponent);
        foreach (var found in CycleCover.Find(edges, request, cancellationToken))
        {
            var walk = found.Edges.Select(edge => kept[edge]).Where(edge => !graph.Edges[edge].IsStructural).ToImmutableArray();
            labels.Add(graph.Edges[walk[0]].Label);
            reported.Add(new ReportedCycle(graph, walk));
        }
    }

    /// <summary>
    /// The cheapest cycle was broken first, and a member chosen later may break it as well: then the earlier one need not change. Whatever
    /// has the least evidence goes first.
    /// </summary>
    private void RemoveRedundant(List<ReportedCycle> reported, HashSet<int> labels, CancellationToken cancellationToken)
    {
        var candidates = reported.Where(cycle => cycle.Edges.Skip(1).Any(edge => labels.Contains(graph.Edges[edge].Label)))
            .OrderBy(cycle => EdgeToWeaken.Confidence(graph.Members[cycle.Label]))
            .ThenByDescending(static cycle => cycle.Label)
            .ToList();
        if (candidates.Count == 0)
            return;
        var removed = new LabelSet(graph.Edges);
        foreach (var label in labels)
            removed.Add(label);
        var components = StronglyConnectedComponents.Find(graph.Edges, cancellationToken: cancellationToken);
        var search = new CycleSearch(graph.Edges, removed, components, new VisitBudget(CycleCoverRequest.DefaultVisitBudget), cancellationToken);
        var edges = Enumerable.Range(0, graph.Edges.EdgeCount)
            .Where(edge => !graph.Edges[edge].IsStructural && components.Encloses(graph.Edges[edge]))
            .ToLookup(edge => graph.Edges[edge].Label);
        foreach (var cycle in candidates)
        {
            // Whatever was chosen after an earlier one went may have been what made this one redundant.
            if (!cycle.Edges.Skip(1).Any(edge => labels.Contains(graph.Edges[edge].Label)))
                continue;
            removed.Remove(cycle.Label);
            if (edges[cycle.Label].All(edge => search.FindWithAnotherLabel(edge, int.MaxValue, out _, out _) == SearchOutcome.None))
                labels.Remove(cycle.Label);
            else
                removed.Add(cycle.Label);
        }

        reported.RemoveAll(cycle => !labels.Contains(cycle.Label));
    }

    private int Choose(IReadOnlyList<int> edges)
    {
        var members = edges.Select(graph.MemberOf).ToList();
        var isContract = edges.Any(edge => graph.HolderOf(edge).Is(NodeTraits.IsAcyclic) || graph.TargetOf(edge).Is(NodeTraits.IsAcyclic));
        // One member alone is a list or a tree.
        var isSelf = members.Distinct().Count() == 1;
        if (isSelf && !isContract && !options.ReportSelfEdges)
            return -1;
        var chosen = EdgeToWeaken.Choose(members);
        if (chosen < 0 || isSelf || isContract)
            return chosen;
        // A native peer on the cycle would leak: then what is possible is told.
        if (Enumerable.Range(0, edges.Count).Any(i => IsFoundByBase(edges, i)) && !edges.Any(edge => graph.HolderOf(edge).Is(NodeTraits.IsNativePeer)))
            return -1;
        return CyclePlausibility.IsPlausible(members, chosen, edges.Any(edge => graph.Edges[edge].IsMay)) ? chosen : -1;
    }

    /// <summary>
    /// A private member of a base class, on a cycle that needs one of the classes derived from it. The base class looks for the object itself, as in
    /// <c>_oldParent = Parent</c>: for all derived classes, so nothing says that this one finds an object of the cycle.
    /// </summary>
    private bool IsFoundByBase(IReadOnlyList<int> edges, int index)
    {
        var member = graph.MemberOf(edges[index]);
        var before = graph.Edges[edges[index == 0 ? edges.Count - 1 : index - 1]];
        return before.To != graph.Edges[edges[index]].From
            && member.Is(MemberTraits.IsPrivate)
            && member.Has(MemberEvidence.WrittenLater)
            && !member.Has(MemberEvidence.Made | MemberEvidence.HandedIn | MemberEvidence.GivenThis);
    }

    /// <summary>Parent and Children of one type: each alone is a tree, both together point at each other. Only their names tell.</summary>
    private void AddPairs(List<ReportedCycle> reported, HashSet<int> labels, CancellationToken cancellationToken)
    {
        var edgesTo = Enumerable.Range(0, graph.Edges.EdgeCount)
            .Where(edge => !graph.Edges[edge].IsStructural && !graph.Edges[edge].IsMay && !labels.Contains(graph.Edges[edge].Label))
            .ToLookup(edge => graph.Edges[edge].To);
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!edgesTo[node].Skip(1).Any())
                continue;
            var selfAndBases = SelfAndBases(node);
            var own = edgesTo[node].Where(edge => selfAndBases.Contains(graph.Edges[edge].From)).ToList();
            // Next before any other collection of nodes: the clearer story.
            var forward = own.Where(edge => CyclePlausibility.PointsOn(graph.MemberOf(edge)))
                .OrderByDescending(edge => graph.MemberOf(edge).Is(MemberTraits.HasForwardName))
                .ToList();
            if (forward.Count == 0)
                continue;
            var closing = forward.FindIndex(edge => graph.Edges[edge].CanClose);
            foreach (var back in own)
            {
                var member = graph.MemberOf(back);
                var partner = graph.Edges[back].CanClose ? 0 : closing;
                if (partner >= 0 && member.Is(MemberTraits.IsReportable) && CyclePlausibility.PointsBack(member) && labels.Add(graph.Edges[back].Label))
                    reported.Add(new ReportedCycle(graph, ImmutableArray.Create(back, forward[partner])));
            }
        }
    }

    /// <summary>The node and those of its base classes: an object of the type has the members of all of them.</summary>
    private HashSet<int> SelfAndBases(int node)
    {
        var found = new HashSet<int> { node };
        var open = new Stack<int>();
        open.Push(node);
        while (open.Count > 0)
        {
            var current = open.Pop();
            for (var slot = graph.Edges.FirstSlot(current); slot < graph.Edges.FirstHoldingSlot(current); slot++)
            {
                var above = graph.Edges[graph.Edges.EdgeInSlot(slot)].To;
                if (found.Add(above))
                    open.Push(above);
            }
        }

        return found;
    }
}
