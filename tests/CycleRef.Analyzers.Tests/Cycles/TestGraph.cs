using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Cycles;

namespace CycleRef.Analyzers.Tests.Cycles;

/// <summary>
/// A graph written as text: <c>A.x>B</c> is an edge by member x, <c>A.x>B!</c> an older-only one, <c>A.x>B?</c> a may edge, <c>A:B</c> a
/// structural one. Nodes are numbered by name, labels by name, edges as written. Labels are global, so <c>A.x</c> and <c>B.x</c> share one.
/// </summary>
internal sealed class TestGraph
{
    private readonly string[] _edges;

    public TestGraph(string text)
    {
        _edges = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parts = _edges.Select(edge => edge.TrimEnd('!', '?').Split('.', '>', ':')).ToList();
        var nodes = Number(parts.SelectMany(part => new[] { part[0], part[^1] }));
        var labels = Number(parts.Where(part => part.Length == 3).Select(part => part[1]));
        Graph = new Digraph(nodes.Count, [.. parts.Select((part, i) => part.Length == 2
            ? LabelledEdge.IsAlso(nodes[part[0]], nodes[part[1]])
            : new LabelledEdge(nodes[part[0]], nodes[part[2]], labels[part[1]], !_edges[i].EndsWith('!'), _edges[i].EndsWith('?')))]);
    }

    public Digraph Graph { get; }

    public int Edge(string text) => Array.IndexOf(_edges, text) is var edge and >= 0 ? edge : throw new ArgumentException(text);

    public LabelSet Labels(params string[] edges)
    {
        var set = new LabelSet(Graph);
        foreach (var edge in edges)
            set.Add(Graph[Edge(edge)].Label);
        return set;
    }

    public string? Text(int[]? edges) => edges is null ? null : string.Join(" ", edges.Select(edge => _edges[edge]));

    public string? Shortest(string edge, LabelSet? removed = null) => Text(ShortestCycle.Through(Graph, Edge(edge), removed));

    public string? ShortestWithAnotherLabel(string edge) => Text(ShortestCycle.ThroughWithAnotherLabel(Graph, Edge(edge)));

    /// <summary>The cycles found, each as text; the edge to weaken is the last written one that is on the cycle.</summary>
    public string[] Cover(
        bool includeSelfEdges = false,
        int maxLabels = CycleCoverRequest.DefaultMaxLabels,
        long visitBudget = CycleCoverRequest.DefaultVisitBudget,
        Func<IReadOnlyList<int>, int>? choose = null)
    {
        var request = new CycleCoverRequest(choose ?? Highest, includeSelfEdges, maxLabels, visitBudget);
        return [.. CycleCover.Find(Graph, request).Select(cycle => Text(cycle.Edges)!)];
    }

    public static int Highest(IReadOnlyList<int> hops) => hops.ToList().IndexOf(hops.Max());

    /// <summary>A failing random graph in the notation above, ready to be pasted into a test.</summary>
    public static string Describe(Digraph graph) => string.Join(" ", Enumerable.Range(0, graph.EdgeCount).Select(i => graph[i]).Select(edge =>
        edge.IsStructural
            ? $"{(char)('A' + edge.From)}:{(char)('A' + edge.To)}"
            : $"{(char)('A' + edge.From)}.{(char)('a' + edge.Label)}>{(char)('A' + edge.To)}{(edge.IsMay ? "?" : edge.CanClose ? "" : "!")}"));

    private static Dictionary<string, int> Number(IEnumerable<string> names) =>
        names.Distinct().Order(StringComparer.Ordinal).Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
}
