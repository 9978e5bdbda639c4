using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using CycleRef.Analyzers.Cycles;
using Xunit;

namespace CycleRef.Analyzers.Tests.Cycles;

/// <summary>What <see cref="CycleCover"/> promises, on random graphs, against enumeration.</summary>
public class CycleCoverProperties
{
    private const int Graphs = 3000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_reportable_cycle_is_left(bool includeSelfEdges) =>
        Gen.Select(RandomGraphs.SingleInheritance, Gen.Int[0, 1000]).Sample((graph, salt) =>
        {
            var removed = Labels(graph, CycleCover.Find(graph, new CycleCoverRequest(Salted(salt), includeSelfEdges)));

            Assert.Empty(BruteForce.Reportable(graph, removed, includeSelfEdges));
        }, iter: Graphs, print: pair => TestGraph.Describe(pair.Item1));

    [Fact]
    public void With_one_type_to_each_member_no_cycle_of_two_members_is_left_that_can_close() =>
        Gen.Select(RandomGraphs.TypeLike, Gen.Int[0, 1000]).Sample((graph, salt) =>
        {
            var removed = Labels(graph, CycleCover.Find(graph, new CycleCoverRequest(Salted(salt))));

            var left = from edge in Enumerable.Range(0, graph.EdgeCount)
                       from cycle in BruteForce.CyclesThrough(graph, edge, removed)
                       where cycle.Any(member => graph[member].CanClose) && BruteForce.Labels(graph, cycle).Distinct().Count() > 1
                       select cycle;
            Assert.Empty(left);
        }, iter: Graphs, print: pair => TestGraph.Describe(pair.Item1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_finding_is_a_real_cycle_from_its_chosen_edge_and_no_label_is_chosen_twice(bool includeSelfEdges) =>
        Gen.Select(RandomGraphs.Wild, Gen.Int[0, 1000]).Sample((graph, salt) =>
        {
            var accept = Salted(salt);
            var found = CycleCover.Find(graph, new CycleCoverRequest(
                hops => (hops.Sum() + salt) % 4 == 0 ? -1 : accept(hops), includeSelfEdges));

            foreach (var cycle in found)
            {
                Assert.True(BruteForce.IsClosedAndSimple(graph, cycle.Edges));
                Assert.Equal(cycle.ChosenEdge, cycle.Edges[0]);
                Assert.False(graph[cycle.ChosenEdge].IsStructural);
                Assert.Contains(cycle.Edges, edge => graph[edge].CanClose);
                Assert.True(includeSelfEdges || BruteForce.Labels(graph, cycle.Edges).Distinct().Count() > 1);
            }

            var labels = found.Select(cycle => graph[cycle.ChosenEdge].Label).ToList();
            Assert.Equal(labels.Distinct(), labels);
            Assert.Equal(found.Select(cycle => cycle.ChosenEdge).Order(), found.Select(cycle => cycle.ChosenEdge));
        }, iter: Graphs, print: pair => TestGraph.Describe(pair.Item1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_cycle_offered_is_the_cheapest_left_in_its_component(bool includeSelfEdges) =>
        Gen.Select(RandomGraphs.SingleInheritance, Gen.Int[0, 1000]).Sample((graph, salt) =>
        {
            var components = StronglyConnectedComponents.Find(graph);
            var removed = new LabelSet(graph);
            var accept = Salted(salt);

            CycleCover.Find(graph, new CycleCoverRequest(hops =>
            {
                var component = components[graph[hops[0]].From];
                var cheapest = BruteForce.Reportable(graph, removed, includeSelfEdges)
                    .Where(cycle => components[graph[cycle[0]].From] == component)
                    .Min(cycle => BruteForce.Cost(graph, cycle));
                Assert.Equal((cheapest.Hops, cheapest.May), (hops.Count, hops.Count(edge => graph[edge].IsMay)));

                var choice = accept(hops);
                removed.Add(graph[hops[choice]].Label);
                return choice;
            }, includeSelfEdges));
        }, iter: Graphs, print: pair => TestGraph.Describe(pair.Item1));

    [Fact]
    public void The_same_question_has_the_same_answer() => RandomGraphs.Wild.Sample(graph =>
    {
        var request = new CycleCoverRequest(TestGraph.Highest);

        Assert.Equal(Edges(CycleCover.Find(graph, request)), Edges(CycleCover.Find(graph, request)));
    }, iter: Graphs, print: TestGraph.Describe);

    [Fact]
    public void Unrelated_components_do_not_see_each_other_in_whatever_order_they_come() =>
        Gen.Select(RandomGraphs.Wild, RandomGraphs.Wild, Gen.Bool).Sample((first, second, includeSelfEdges) =>
        {
            var request = new CycleCoverRequest(TestGraph.Highest, includeSelfEdges);
            var ofFirst = Edges(CycleCover.Find(first, request));
            var ofSecond = Edges(CycleCover.Find(second, request));

            Assert.Equal([.. ofFirst, .. Shift(ofSecond, first.EdgeCount)], Edges(CycleCover.Find(Join(first, second), request)));
            Assert.Equal([.. ofSecond, .. Shift(ofFirst, second.EdgeCount)], Edges(CycleCover.Find(Join(second, first), request)));
        }, iter: Graphs, print: pair => TestGraph.Describe(pair.Item1) + " and " + TestGraph.Describe(pair.Item2));

    [Fact]
    public void A_smaller_budget_finds_only_cycles_that_the_full_one_finds() =>
        Gen.Select(RandomGraphs.Wild, Gen.Int[0, 60]).Sample((graph, budget) =>
        {
            var full = Edges(CycleCover.Find(graph, new CycleCoverRequest(TestGraph.Highest)));
            var cut = Edges(CycleCover.Find(graph, new CycleCoverRequest(TestGraph.Highest, visitBudget: budget)));

            Assert.All(cut, cycle => Assert.Contains(cycle, full));
        }, iter: Graphs, print: pair => TestGraph.Describe(pair.Item1));

    /// <summary>A choice that depends on the set of edges only, different for each salt.</summary>
    private static Func<IReadOnlyList<int>, int> Salted(int salt) => hops => hops.ToList().IndexOf(hops.MinBy(edge => ((edge + 1) * (salt + 7) % 31, edge)));

    private static LabelSet Labels(Digraph graph, IReadOnlyList<FoundCycle> found)
    {
        var labels = new LabelSet(graph);
        foreach (var cycle in found)
            labels.Add(graph[cycle.ChosenEdge].Label);
        return labels;
    }

    private static List<int[]> Edges(IReadOnlyList<FoundCycle> found) => [.. found.Select(cycle => cycle.Edges)];

    private static IEnumerable<int[]> Shift(List<int[]> cycles, int by) => cycles.Select(cycle => cycle.Select(edge => edge + by).ToArray());

    private static Digraph Join(Digraph first, Digraph second) => new(first.NodeCount + second.NodeCount, [
        .. Enumerable.Range(0, first.EdgeCount).Select(edge => first[edge]),
        .. Enumerable.Range(0, second.EdgeCount).Select(edge => second[edge]).Select(edge => new LabelledEdge(
            edge.From + first.NodeCount,
            edge.To + first.NodeCount,
            edge.IsStructural ? LabelledEdge.Structural : edge.Label + first.LabelCount,
            edge.CanClose,
            edge.IsMay))]);
}
