namespace CycleRef.Analyzers.Cycles;

/// <summary>Which strongly connected component each node lies in.</summary>
internal sealed class ComponentMap(int[] componentOfNode, int count)
{
    /// <summary>The number of components; a node on no cycle is one of its own.</summary>
    public int Count { get; } = count;

    /// <summary>The component of a node, from 0 to <see cref="Count"/> - 1.</summary>
    public int this[int node] => componentOfNode[node];

    /// <summary>Whether both ends of an edge lie in one component, that is, whether the edge is on a cycle.</summary>
    public bool Encloses(in LabelledEdge edge) => componentOfNode[edge.From] == componentOfNode[edge.To];
}
