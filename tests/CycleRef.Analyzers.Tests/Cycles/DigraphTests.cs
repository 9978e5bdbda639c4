using System;
using System.Linq;
using CsCheck;
using CycleRef.Analyzers.Cycles;
using Xunit;

namespace CycleRef.Analyzers.Tests.Cycles;

public class DigraphTests
{
    [Fact]
    public void The_edges_of_a_node_are_those_that_leave_it_structural_ones_first_each_in_ascending_order() => RandomGraphs.Wild.Sample(graph =>
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var leaving = Enumerable.Range(0, graph.EdgeCount).Where(edge => graph[edge].From == node).ToList();
            var slots = Enumerable.Range(graph.FirstSlot(node), graph.FirstSlot(node + 1) - graph.FirstSlot(node));
            Assert.Equal(leaving.OrderBy(edge => !graph[edge].IsStructural).ThenBy(edge => edge), slots.Select(graph.EdgeInSlot));
            Assert.Equal(leaving.Count(edge => graph[edge].IsStructural), graph.FirstHoldingSlot(node) - graph.FirstSlot(node));
        }
    }, iter: 1000, print: TestGraph.Describe);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 2)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void An_edge_to_or_from_nowhere_is_refused(int from, int to) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Digraph(2, [new LabelledEdge(from, to, 0)]));

    [Fact]
    public void A_label_below_the_structural_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Digraph(1, [new LabelledEdge(0, 0, -2)]));

    [Fact]
    public void A_structural_edge_holds_nothing_so_it_neither_closes_nor_may()
    {
        var edge = new LabelledEdge(0, 1, LabelledEdge.Structural, canClose: true, isMay: true);

        Assert.True(edge.IsStructural);
        Assert.False(edge.CanClose);
        Assert.False(edge.IsMay);
        Assert.False(new LabelSet(new Digraph(2, [edge])).Contains(edge.Label));
    }

    [Fact]
    public void The_queue_gives_the_least_cost_first_and_of_equals_the_lower_item() =>
        Gen.Select(Gen.Long[0, 5], Gen.Int[0, 20]).Array[0, 60].Sample(entries =>
        {
            var queue = new CostQueue();
            foreach (var (cost, item) in entries)
                queue.Add(cost, item);

            foreach (var expected in entries.OrderBy(entry => entry.Item1).ThenBy(entry => entry.Item2))
            {
                Assert.True(queue.TryTake(out var cost, out var item));
                Assert.Equal(expected, (cost, item));
            }

            Assert.False(queue.TryTake(out _, out _));
        }, iter: 2000);
}
