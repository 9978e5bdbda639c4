using System;

namespace CycleRef.Analyzers.Cycles;

/// <summary>The edges inside each strongly connected component, structural ones left out. Built in linear time.</summary>
internal sealed class ComponentEdges
{
    private readonly Digraph _graph;
    private readonly int[] _firstSlot;
    private readonly int[] _edges;

    /// <summary>Groups the edges of a graph by its components, in ascending order within each.</summary>
    public ComponentEdges(Digraph graph, ComponentMap components)
    {
        _graph = graph;
        _firstSlot = new int[components.Count + 1];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (IsInside(edge))
                _firstSlot[components[graph[edge].From] + 1]++;
        }

        for (var component = 0; component < components.Count; component++)
            _firstSlot[component + 1] += _firstSlot[component];

        _edges = new int[_firstSlot[components.Count]];
        var free = (int[])_firstSlot.Clone();
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (IsInside(edge))
                _edges[free[components[graph[edge].From]]++] = edge;
        }

        bool IsInside(int edge) => !graph[edge].IsStructural && components.Encloses(graph[edge]);
    }

    /// <summary>The edges of a component.</summary>
    public ArraySegment<int> this[int component] => new(_edges, _firstSlot[component], _firstSlot[component + 1] - _firstSlot[component]);

    /// <summary>
    /// The components that have an edge, those with fewer edges first, so that when the budget ends it is the giant that goes short and
    /// all ordinary ones are complete whatever else the program contains. Of equal size, the one with the lower first edge.
    /// </summary>
    public int[] SmallestFirst()
    {
        var count = 0;
        var components = new int[_firstSlot.Length - 1];
        var keys = new long[components.Length];
        for (var component = 0; component < components.Length; component++)
        {
            var edges = this[component];
            if (edges.Count == 0)
                continue;

            components[count] = component;
            keys[count++] = ((long)edges.Count << 32) | (uint)_edges[edges.Offset];
        }

        Array.Resize(ref components, count);
        Array.Resize(ref keys, count);
        Array.Sort(keys, components);
        return components;
    }

    /// <summary>Whether the edges of a component have more than so many labels; <paramref name="lastSeenIn"/> is scratch, one per label.</summary>
    public bool HasMoreLabelsThan(int limit, int component, int[] lastSeenIn)
    {
        var labels = 0;
        var edges = this[component];
        for (var slot = edges.Offset; slot < edges.Offset + edges.Count; slot++)
        {
            ref var seenIn = ref lastSeenIn[_graph[_edges[slot]].Label];
            if (seenIn == component + 1)
                continue;

            seenIn = component + 1;
            labels++;
        }

        return labels > limit;
    }
}
