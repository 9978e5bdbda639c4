namespace CycleRef.Analyzers.Cycles;

/// <summary>A set of labels of one graph: the members whose edges count as gone. It never contains the structural label.</summary>
internal sealed class LabelSet
{
    private readonly bool[] _contains;

    /// <summary>An empty set.</summary>
    public LabelSet(Digraph graph) => _contains = new bool[graph.LabelCount];

    /// <summary>Adds a label of the graph; it must not be the structural one.</summary>
    public void Add(int label) => _contains[label] = true;

    /// <summary>Takes a label of the graph out again.</summary>
    public void Remove(int label) => _contains[label] = false;

    /// <summary>Whether the label was added.</summary>
    public bool Contains(int label) => label != LabelledEdge.Structural && _contains[label];
}
