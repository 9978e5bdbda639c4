using System;
using System.Collections.Immutable;
using CycleRef.Analyzers.Cycles;

namespace CycleRef.Analyzers.Retention;

/// <summary>What matters about a type on a cycle.</summary>
[Flags]
internal enum NodeTraits
{
    None = 0,

    /// <summary>Is, derives from or wraps a reference-counted native peer.</summary>
    IsNativePeer = 1,

    /// <summary>Has or inherits a finalizer.</summary>
    HasFinalizer = 2,

    /// <summary>Carries the contract <c>[Acyclic]</c>.</summary>
    IsAcyclic = 4,
}

/// <summary>A type of the graph.</summary>
/// <param name="Id">Orders the nodes, whatever order the files come in.</param>
/// <param name="DisplayName">For messages.</param>
/// <param name="Traits">What matters about it on a cycle.</param>
internal sealed record RetentionNode(string Id, string DisplayName, NodeTraits Traits)
{
    public bool Is(NodeTraits trait) => (Traits & trait) != 0;
}

/// <summary>
/// "An instance of this type holds an instance of that type strongly, through this member": the graph of one component. Nodes, members
/// and edges are numbered by their documentation IDs, so that everything computed from it is the same in every file order. Free of
/// symbols and syntax.
/// </summary>
internal sealed class RetentionGraph(ImmutableArray<RetentionNode> nodes, ImmutableArray<RetentionMember> members, Digraph edges)
{
    public ImmutableArray<RetentionNode> Nodes { get; } = nodes;

    /// <summary>The members; an edge's label is an index into them.</summary>
    public ImmutableArray<RetentionMember> Members { get; } = members;

    public Digraph Edges { get; } = edges;

    public RetentionMember MemberOf(int edge) => Members[Edges[edge].Label];

    public RetentionNode HolderOf(int edge) => Nodes[Edges[edge].From];

    public RetentionNode TargetOf(int edge) => Nodes[Edges[edge].To];
}
