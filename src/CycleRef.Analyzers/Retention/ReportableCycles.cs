using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using CycleRef.Analyzers.Options;

namespace CycleRef.Analyzers.Retention;

/// <summary>From the graph of a component to the cycles worth a diagnostic, each with the member to weaken; every member at most once.</summary>
internal sealed class ReportableCycles(RetentionGraph graph, CycleRefOptions options)
{
    public ImmutableArray<ReportedCycle> Find(CancellationToken cancellationToken)
    {
        var withSelfEdges = options.ReportSelfEdges || graph.Nodes.Any(static node => node.Is(NodeTraits.IsAcyclic));
        var request = new CycleCoverRequest(Choose, withSelfEdges, options.MaxComponent);
        var reported = new List<ReportedCycle>();
        var labels = new HashSet<int>();
        foreach (var found in CycleCover.Find(graph.Edges, request, cancellationToken))
        {
            var edges = found.Edges.Where(edge => !graph.Edges[edge].IsStructural).ToImmutableArray();
            labels.Add(graph.Edges[edges[0]].Label);
            reported.Add(new ReportedCycle(graph, edges));
        }

        RemoveRedundant(reported, labels, cancellationToken);
        AddPairs(reported, labels, cancellationToken);
        return reported.ToImmutableArray();
    }

    /// <summary>
    /// The cheapest cycle was broken first, and a member chosen later may break it as well: then the earlier one need not change. Whatever
    /// has the least evidence goes first.
    /// </summary>
    private void RemoveRedundant(List<ReportedCycle> reported, HashSet<int> labels, CancellationToken cancellationToken)
    {
        var components = StronglyConnectedComponents.Find(graph.Edges, cancellationToken: cancellationToken);
        foreach (var cycle in reported.OrderBy(c => EdgeToWeaken.Confidence(graph.Members[c.Label])).ThenByDescending(static c => c.Label).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!cycle.Edges.Skip(1).Any(edge => labels.Contains(graph.Edges[edge].Label)))
                continue;
            var others = new LabelSet(graph.Edges);
            foreach (var label in labels)
            {
                if (label != cycle.Label)
                    others.Add(label);
            }

            if (EdgesOf(cycle.Label).All(edge => ShortestCycle.ThroughWithAnotherLabel(graph.Edges, edge, others, components, cancellationToken) is null))
            {
                reported.Remove(cycle);
                labels.Remove(cycle.Label);
            }
        }
    }

    private IEnumerable<int> EdgesOf(int label)
    {
        for (var edge = 0; edge < graph.Edges.EdgeCount; edge++)
        {
            if (graph.Edges[edge].Label == label)
                yield return edge;
        }
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
        return CyclePlausibility.IsPlausible(members, chosen, edges.Any(edge => graph.Edges[edge].IsMay)) ? chosen : -1;
    }

    /// <summary>Parent and Children of one type: each alone is a tree, both together point at each other. Only their names tell.</summary>
    private void AddPairs(List<ReportedCycle> reported, HashSet<int> labels, CancellationToken cancellationToken)
    {
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = SelfEdges(node).Where(edge => !labels.Contains(graph.Edges[edge].Label)).ToList();
            foreach (var back in own)
            {
                var member = graph.MemberOf(back);
                if (!member.Is(MemberTraits.IsReportable))
                    continue;
                // Next before any other collection of nodes: the clearer story.
                foreach (var forward in own.OrderByDescending(edge => graph.MemberOf(edge).Is(MemberTraits.HasForwardName)))
                {
                    var canClose = graph.Edges[back].CanClose || graph.Edges[forward].CanClose;
                    if (canClose && CyclePlausibility.IsPair(member, graph.MemberOf(forward)) && labels.Add(graph.Edges[back].Label))
                        reported.Add(new ReportedCycle(graph, ImmutableArray.Create(back, forward)));
                }
            }
        }
    }

    /// <summary>The edges of a node to itself.</summary>
    private IEnumerable<int> SelfEdges(int node)
    {
        for (var slot = graph.Edges.FirstSlot(node); slot < graph.Edges.FirstSlot(node + 1); slot++)
        {
            var edge = graph.Edges.EdgeInSlot(slot);
            if (graph.Edges[edge].To == node && !graph.Edges[edge].IsStructural)
                yield return edge;
        }
    }
}
