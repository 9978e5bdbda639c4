using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Cycles;
using Xunit;

namespace CycleRef.Analyzers.Tests.Cycles;

public class CycleCoverBoundsTests
{
    private const int Huge = 100_000;

    [Fact]
    public void Above_the_largest_component_only_pairs_are_looked_for()
    {
        var graph = new TestGraph("A.x>B B.y>C C.z>A C.w>B");

        Assert.Equal(["C.z>A A.x>B B.y>C", "C.w>B B.y>C"], graph.Cover(maxLabels: 4));
        Assert.Equal(["C.w>B B.y>C"], graph.Cover(maxLabels: 3));
    }

    [Fact]
    public void The_size_of_one_component_does_not_limit_another() =>
        Assert.Equal(
            ["C.z>A A.x>B B.y>C", "G.t>F F.s>G"],
            new TestGraph("A.x>B B.y>C C.z>A D.p>E E.q>F F.s>G G.t>F F.u>D").Cover(maxLabels: 3));

    [Fact]
    public void Without_a_budget_nothing_is_found() => Assert.Empty(new TestGraph("A.x>B B.y>A").Cover(visitBudget: 0));

    [Fact]
    public void A_giant_that_eats_the_budget_leaves_small_components_complete()
    {
        var edges = Clique(nodes: 60);
        edges.Add(new LabelledEdge(60, 61, edges.Count));
        edges.Add(new LabelledEdge(61, 60, edges.Count));

        var found = CycleCover.Find(new Digraph(62, edges), new CycleCoverRequest(TestGraph.Highest, maxLabels: int.MaxValue, visitBudget: 500));

        Assert.Contains(found, cycle => cycle.ChosenEdge == edges.Count - 1);
        Assert.True(found.Count < 60);
    }

    [Fact]
    public void A_ring_as_long_as_allowed_is_found_whole()
    {
        const int Nodes = CycleCoverRequest.DefaultMaxLabels;

        var cycle = Assert.Single(CycleCover.Find(Ring(Nodes), new CycleCoverRequest(TestGraph.Highest)));

        Assert.Equal(Nodes, cycle.Edges.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_huge_ring_is_given_up_quickly(bool includeSelfEdges)
    {
        Assert.Empty(CycleCover.Find(Ring(Huge), new CycleCoverRequest(TestGraph.Highest, includeSelfEdges)));
        Assert.Empty(CycleCover.Find(Ring(Huge), new CycleCoverRequest(TestGraph.Highest, includeSelfEdges, maxLabels: int.MaxValue)));
    }

    [Fact]
    public void A_huge_chain_of_base_classes_costs_no_more_than_the_budget()
    {
        List<LabelledEdge> edges = [.. Enumerable.Range(0, Huge - 1).Select(node => LabelledEdge.IsAlso(node + 1, node))];
        for (var label = 0; label < 50; label++)
            edges.Add(new LabelledEdge(0, Huge - 1, label));

        Assert.Empty(CycleCover.Find(new Digraph(Huge, edges), new CycleCoverRequest(TestGraph.Highest)));
    }

    [Theory]
    [InlineData(24, int.MaxValue)]
    [InlineData(60, CycleCoverRequest.DefaultMaxLabels)]
    public void A_dense_component_is_covered_within_the_budget(int nodes, int maxLabels)
    {
        var found = CycleCover.Find(new Digraph(nodes, Clique(nodes)), new CycleCoverRequest(TestGraph.Highest, maxLabels: maxLabels));

        // One edge of every pair: the one from the higher node, and so the rest has no cycle at all.
        Assert.Equal(nodes * (nodes - 1) / 2, found.Count);
    }

    private static Digraph Ring(int nodes) => new(nodes, [.. Enumerable.Range(0, nodes).Select(node => new LabelledEdge(node, (node + 1) % nodes, node))]);

    private static List<LabelledEdge> Clique(int nodes)
    {
        var edges = new List<LabelledEdge>();
        for (var from = 0; from < nodes; from++)
        {
            for (var to = 0; to < nodes; to++)
            {
                if (from != to)
                    edges.Add(new LabelledEdge(from, to, edges.Count));
            }
        }

        return edges;
    }
}
