using System.Collections.Immutable;

namespace CycleRef.Analyzers.Retention;

/// <summary>A cycle to report: its edges as walked, without structural ones, from the edge to weaken on.</summary>
/// <param name="Graph">The graph that the edges index.</param>
/// <param name="Edges">Edge indices; the first is the one to weaken.</param>
internal sealed record ReportedCycle(RetentionGraph Graph, ImmutableArray<int> Edges)
{
    /// <summary>The label of the member to weaken.</summary>
    public int Label => Graph.Edges[Edges[0]].Label;
}
