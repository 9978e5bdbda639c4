using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// An immutable directed multigraph with labelled edges. The caller numbers nodes and edges in an order that depends only on the source
/// code; every algorithm here is a function of these numbers and breaks ties by the lower edge, so its result is too.
/// </summary>
/// <remarks>
/// Stored as compressed sparse rows, flat arrays that are cheap to keep and walk: the edges that leave a node fill the slots from
/// <see cref="FirstSlot"/> of the node to <see cref="FirstSlot"/> of the next, first the structural ones, then, from
/// <see cref="FirstHoldingSlot"/>, the others; both in ascending order.
/// </remarks>
internal sealed class Digraph
{
    /// <summary>The largest number of nodes, so that <see cref="WalkCost"/> fits into 63 bits. No solution has two million types.</summary>
    public const int MaxNodes = 1 << WalkCost.BitsPerPart;

    private readonly LabelledEdge[] _edges;
    private readonly int[] _firstSlot;
    private readonly int[] _firstHoldingSlot;
    private readonly int[] _edgeInSlot;

    /// <summary>Builds the graph in time linear in nodes and edges.</summary>
    /// <param name="nodeCount">The number of nodes, at most <see cref="MaxNodes"/>; nodes are numbered from 0.</param>
    /// <param name="edges">The edges; an edge is known by its index in this list.</param>
    /// <exception cref="ArgumentOutOfRangeException">A node or label lies outside its range.</exception>
    public Digraph(int nodeCount, IReadOnlyList<LabelledEdge> edges)
    {
        if (nodeCount is < 0 or > MaxNodes)
            throw new ArgumentOutOfRangeException(nameof(nodeCount));

        NodeCount = nodeCount;
        _edges = new LabelledEdge[edges.Count];
        _firstSlot = new int[nodeCount + 1];
        _edgeInSlot = new int[edges.Count];

        for (var i = 0; i < _edges.Length; i++)
        {
            var edge = edges[i];
            if ((uint)edge.From >= (uint)nodeCount || (uint)edge.To >= (uint)nodeCount || edge.Label < LabelledEdge.Structural)
                throw new ArgumentOutOfRangeException(nameof(edges));

            _edges[i] = edge;
            _firstSlot[edge.From + 1]++;
            LabelCount = Math.Max(LabelCount, edge.Label + 1);
        }

        for (var node = 0; node < nodeCount; node++)
            _firstSlot[node + 1] += _firstSlot[node];

        var free = (int[])_firstSlot.Clone();
        Fill(structural: true);
        _firstHoldingSlot = (int[])free.Clone();
        Fill(structural: false);

        void Fill(bool structural)
        {
            for (var i = 0; i < _edges.Length; i++)
            {
                if (_edges[i].IsStructural == structural)
                    _edgeInSlot[free[_edges[i].From]++] = i;
            }
        }
    }

    /// <summary>The number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>The number of edges, structural ones included.</summary>
    public int EdgeCount => _edges.Length;

    /// <summary>One more than the highest label, 0 when every edge is structural.</summary>
    public int LabelCount { get; }

    /// <summary>The edge of an index.</summary>
    public ref readonly LabelledEdge this[int edge] => ref _edges[edge];

    /// <summary>The first slot of a node; <paramref name="node"/> may be <see cref="NodeCount"/>, which ends the last node's slots.</summary>
    public int FirstSlot(int node) => _firstSlot[node];

    /// <summary>The first slot of a node whose edge is not structural; <see cref="FirstSlot"/> of the next node if there is none.</summary>
    public int FirstHoldingSlot(int node) => _firstHoldingSlot[node];

    /// <summary>The index of the edge in a slot.</summary>
    public int EdgeInSlot(int slot) => _edgeInSlot[slot];
}
