using System;
using System.Linq;
using CsCheck;
using CycleRef.Analyzers.Cycles;
using Xunit;

namespace CycleRef.Analyzers.Tests.Cycles;

public class ShortestCycleTests
{
    [Fact]
    public void A_pair_is_found_from_the_given_edge() =>
        Assert.Equal("B.y>A A.x>B", new TestGraph("A.x>B B.y>A").Shortest("B.y>A"));

    [Fact]
    public void A_loop_is_a_cycle_of_one_edge() => Assert.Equal("A.x>A", new TestGraph("A.y>B B.z>A A.x>A").Shortest("A.x>A"));

    [Fact]
    public void An_edge_on_no_cycle_has_none() => Assert.Null(new TestGraph("A.x>B B.y>C C.z>B").Shortest("A.x>B"));

    [Fact]
    public void Fewer_members_win_over_fewer_edges() =>
        Assert.Equal("A.x>B B:C C:D D.w>A", new TestGraph("A.x>B B.y>E E.z>A B:C C:D D.w>A").Shortest("A.x>B"));

    [Fact]
    public void Of_equally_short_cycles_the_one_with_fewer_may_edges_wins() =>
        Assert.Equal("A.x>B B:C C.z>A", new TestGraph("A.x>B B.y>A? B:C C.z>A").Shortest("A.x>B"));

    [Fact]
    public void Of_parallel_edges_the_lower_one_is_taken() =>
        Assert.Equal("A.x>B B.z>A", new TestGraph("A.x>B B.z>A B.y>A").Shortest("A.x>B"));

    [Fact]
    public void Removed_labels_are_walked_around()
    {
        var graph = new TestGraph("A.x>B B.y>A B.z>C C.w>A");

        Assert.Equal("A.x>B B.z>C C.w>A", graph.Shortest("A.x>B", graph.Labels("B.y>A")));
        Assert.Null(graph.Shortest("A.x>B", graph.Labels("B.y>A", "C.w>A")));
        Assert.Null(graph.Shortest("A.x>B", graph.Labels("A.x>B")));
    }

    [Fact]
    public void A_structural_edge_starts_no_cycle() => Assert.Throws<ArgumentException>(() => new TestGraph("A:B B.x>A").Shortest("A:B"));

    [Fact]
    public void A_base_class_with_a_member_of_a_derived_type_is_a_cycle_of_one_label()
    {
        var graph = new TestGraph("Element.parent>Panel Panel:Element");

        Assert.Equal("Element.parent>Panel Panel:Element", graph.Shortest("Element.parent>Panel"));
        Assert.Null(graph.ShortestWithAnotherLabel("Element.parent>Panel"));
    }

    [Fact]
    public void A_second_label_is_found_where_the_derived_type_holds_the_base() =>
        Assert.Equal(
            "Element.parent>Panel Panel.children>Element!",
            new TestGraph("Element.parent>Panel Panel:Element Panel.children>Element!").ShortestWithAnotherLabel("Element.parent>Panel"));

    [Fact]
    public void A_second_label_is_not_a_detour_that_comes_back_to_the_same_node() =>
        Assert.Null(new TestGraph("Element.parent>Panel Panel:Element Panel.skin>Skin Skin.panel>Panel").ShortestWithAnotherLabel("Element.parent>Panel"));

    [Fact]
    public void A_second_label_is_found_on_a_base_class_in_between() =>
        Assert.Equal("A.p>C C:B B.x>D D.y>A", new TestGraph("A.p>C C:B B:A B.x>D D.y>A").ShortestWithAnotherLabel("A.p>C"));

    [Fact]
    public void A_second_label_is_not_a_way_back_through_a_base_class_that_was_climbed() =>
        Assert.Null(new TestGraph("A.p>D D:C C:A D:B B:A C.x>D").ShortestWithAnotherLabel("A.p>D"));

    [Fact]
    public void The_shortest_cycle_is_the_one_that_enumeration_finds() =>
        Gen.Select(RandomGraphs.Wild, Gen.Int[-1, 5]).Sample((graph, label) =>
        {
            var removed = new LabelSet(graph);
            if (label >= 0 && label < graph.LabelCount)
                removed.Add(label);

            var scope = StronglyConnectedComponents.Find(graph);
            for (var edge = 0; edge < graph.EdgeCount; edge++)
            {
                if (graph[edge].IsStructural)
                    continue;

                var expected = BruteForce.Cheapest(graph, BruteForce.CyclesThrough(graph, edge, removed));
                Assert.Equal(expected, ShortestCycle.Through(graph, edge, removed, scope));
                Assert.Equal(expected, ShortestCycle.Through(graph, edge, removed));
            }
        }, iter: 3000, print: pair => TestGraph.Describe(pair.Item1));

    [Fact]
    public void The_shortest_cycle_with_another_label_costs_what_enumeration_finds() => RandomGraphs.SingleInheritance.Sample(graph =>
    {
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (graph[edge].IsStructural)
                continue;

            var expected = BruteForce.CyclesThrough(graph, edge)
                .Where(cycle => HasOwnLabelOnceAndAnother(graph, cycle))
                .Select(cycle => BruteForce.Cost(graph, cycle))
                .Order()
                .Cast<(int, int, int)?>()
                .FirstOrDefault();
            var cycle = ShortestCycle.ThroughWithAnotherLabel(graph, edge);

            Assert.Equal(expected, cycle is null ? null : BruteForce.Cost(graph, cycle));
            Assert.True(cycle is null || (BruteForce.IsClosedAndSimple(graph, cycle) && HasOwnLabelOnceAndAnother(graph, cycle)));
        }
    }, iter: 3000, print: TestGraph.Describe);

    private static bool HasOwnLabelOnceAndAnother(Digraph graph, int[] cycle)
    {
        var labels = BruteForce.Labels(graph, cycle);
        return labels.Length > 1 && labels.Count(label => label == labels[0]) == 1;
    }
}
