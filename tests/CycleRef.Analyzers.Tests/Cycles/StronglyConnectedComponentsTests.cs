using System.Linq;
using System.Threading;
using CsCheck;
using CycleRef.Analyzers.Cycles;
using Xunit;

namespace CycleRef.Analyzers.Tests.Cycles;

public class StronglyConnectedComponentsTests
{
    [Fact]
    public void An_empty_graph_has_no_component() => Assert.Equal(0, StronglyConnectedComponents.Find(new Digraph(0, [])).Count);

    [Fact]
    public void Isolated_nodes_are_components_of_their_own()
    {
        var components = StronglyConnectedComponents.Find(new Digraph(3, []));

        Assert.Equal(3, components.Count);
        Assert.Equal(3, new[] { components[0], components[1], components[2] }.Distinct().Count());
    }

    [Fact]
    public void Structural_edges_connect_like_any_other()
    {
        var graph = new TestGraph("A.x>C C:B B.y>A").Graph;

        Assert.Equal(1, StronglyConnectedComponents.Find(graph).Count);
    }

    [Fact]
    public void Two_nodes_share_a_component_if_and_only_if_they_reach_each_other() =>
        Gen.Select(RandomGraphs.Wild, Gen.Int[-1, 5]).Sample((graph, label) =>
        {
            LabelSet? removed = null;
            if (label >= 0 && label < graph.LabelCount)
                (removed = new LabelSet(graph)).Add(label);

            var components = StronglyConnectedComponents.Find(graph, removed);

            for (var left = 0; left < graph.NodeCount; left++)
            {
                Assert.InRange(components[left], 0, components.Count - 1);
                for (var right = 0; right < graph.NodeCount; right++)
                {
                    var together = BruteForce.Reaches(graph, left, right, removed) && BruteForce.Reaches(graph, right, left, removed);
                    Assert.Equal(together, components[left] == components[right]);
                }
            }

            Assert.Equal(components.Count, Enumerable.Range(0, graph.NodeCount).Select(node => components[node]).Distinct().Count());
        }, iter: 3000, print: pair => TestGraph.Describe(pair.Item1));

    [Fact]
    public void A_ring_of_a_hundred_thousand_nodes_is_one_component_and_a_chain_is_none()
    {
        const int Nodes = 100_000;
        var ring = new Digraph(Nodes, [.. Enumerable.Range(0, Nodes).Select(node => new LabelledEdge(node, (node + 1) % Nodes, node))]);
        var cut = new LabelSet(ring);
        cut.Add(Nodes / 2);

        Assert.Equal(1, StronglyConnectedComponents.Find(ring).Count);
        Assert.Equal(Nodes, StronglyConnectedComponents.Find(ring, cut).Count);
    }

    [Fact]
    public void Cancellation_is_heard() => Assert.ThrowsAny<System.OperationCanceledException>(() =>
        StronglyConnectedComponents.Find(new Digraph(1, []), cancellationToken: new CancellationToken(canceled: true)));
}
