namespace CycleRef.Analyzers.Cycles;

/// <summary>A cycle and the edge of it to weaken.</summary>
internal sealed class FoundCycle(int[] edges)
{
    /// <summary>All edges as walked, structural ones included, from the chosen one on; at least one. No node is visited twice.</summary>
    public int[] Edges { get; } = edges;

    /// <summary>The edge to weaken; never structural.</summary>
    public int ChosenEdge => Edges[0];
}
