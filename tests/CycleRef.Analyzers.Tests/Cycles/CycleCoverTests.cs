using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using Xunit;

namespace CycleRef.Analyzers.Tests.Cycles;

public class CycleCoverTests
{
    [Fact]
    public void An_empty_graph_has_nothing_to_cover() =>
        Assert.Empty(CycleCover.Find(new Digraph(0, []), new CycleCoverRequest(TestGraph.Highest)));

    [Fact]
    public void A_graph_without_a_cycle_has_nothing_to_cover() => Assert.Empty(new TestGraph("A.x>B B.y>C A.z>C").Cover());

    [Fact]
    public void A_cycle_begins_at_the_chosen_edge() => Assert.Equal(["C.z>A A.x>B B.y>C"], new TestGraph("A.x>B B.y>C C.z>A").Cover());

    [Fact]
    public void A_cycle_of_structural_edges_is_none() => Assert.Empty(new TestGraph("A:B B:A A.x>A").Cover());

    [Fact]
    public void A_cycle_of_older_only_edges_cannot_exist() => Assert.Empty(new TestGraph("A.x>B! B.y>A!").Cover());

    [Fact]
    public void One_edge_that_can_close_is_enough() => Assert.Equal(["B.y>A A.x>B!"], new TestGraph("A.x>B! B.y>A").Cover());

    [Fact]
    public void An_older_only_edge_may_be_the_one_to_weaken() => Assert.Equal(["B.y>A! A.x>B"], new TestGraph("A.x>B B.y>A!").Cover());

    [Fact]
    public void A_list_is_a_cycle_only_when_self_edges_are_asked_for()
    {
        Assert.Empty(new TestGraph("A.next>A").Cover());
        Assert.Equal(["A.next>A"], new TestGraph("A.next>A").Cover(includeSelfEdges: true));
    }

    [Fact]
    public void A_base_class_that_holds_a_derived_type_is_a_self_edge_too()
    {
        Assert.Empty(new TestGraph("A.next>B B:A").Cover());
        Assert.Equal(["A.next>B B:A"], new TestGraph("A.next>B B:A").Cover(includeSelfEdges: true));
    }

    [Fact]
    public void One_member_on_several_nodes_is_a_list_as_well()
    {
        Assert.Empty(new TestGraph("A.next>B B.next>A").Cover());
        Assert.Equal(["B.next>A A.next>B"], new TestGraph("A.next>B B.next>A").Cover(includeSelfEdges: true));
    }

    [Fact]
    public void Children_fixed_at_construction_and_a_parent_set_later_are_a_cycle() =>
        Assert.Equal(
            ["Element.parent>Panel Panel.children>Element!"],
            new TestGraph("Panel:Element Panel.children>Element! Element.parent>Panel").Cover());

    [Fact]
    public void Cycles_that_share_the_weakened_member_are_one_finding() =>
        Assert.Equal(["B.z>A A.x>B"], new TestGraph("A.x>B A.y>B B.z>A").Cover());

    [Fact]
    public void A_start_edge_that_stays_on_another_cycle_is_looked_at_again() =>
        Assert.Equal(["B.y>A! A.x>B", "B.z>A! A.x>B"], new TestGraph("A.x>B B.y>A! B.z>A!").Cover());

    [Fact]
    public void Short_cycles_are_taken_first_and_spare_the_long_one() =>
        Assert.Equal(["A.x>B B.w>A"], new TestGraph("A.x>B B.y>C C.z>A B.w>A").Cover(choose: hops => hops.ToList().IndexOf(hops.Min())));

    [Fact]
    public void Weakening_a_member_breaks_its_cycles_in_every_component() =>
        Assert.Equal(["B.y>A A.x>B"], new TestGraph("A.x>B B.y>A C.z>D D.y>C").Cover());

    [Fact]
    public void A_rejected_cycle_is_not_reported_and_the_others_are() =>
        Assert.Equal(
            ["D.w>C C.z>D"],
            new TestGraph("A.x>B B.y>A C.z>D D.w>C").Cover(choose: hops => hops.Contains(0) ? -1 : TestGraph.Highest(hops)));

    [Fact]
    public void The_choice_is_offered_members_only()
    {
        var offered = new List<int>();
        new TestGraph("A.x>C C:B B.y>A").Cover(choose: hops =>
        {
            offered.AddRange(hops);
            return 0;
        });

        Assert.Equal([0, 2], offered);
    }

    [Fact]
    public void Cancellation_is_heard() => Assert.ThrowsAny<OperationCanceledException>(() => CycleCover.Find(
        new TestGraph("A.x>B B.y>A").Graph, new CycleCoverRequest(TestGraph.Highest), new CancellationToken(canceled: true)));
}
