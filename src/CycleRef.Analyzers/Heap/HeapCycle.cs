using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

internal enum CycleKind
{
    /// <summary>Made here, dropped here: CYC2001.</summary>
    Dropped,

    /// <summary>Some of its objects outlive the method: CYC2002.</summary>
    Outliving,

    /// <summary>Through a delegate: CYC3001.</summary>
    Delegate,

    /// <summary>Through an event: CYC3002.</summary>
    Event,
}

/// <summary>What keeps the objects of a cycle alive whatever else becomes unreachable. The first that applies.</summary>
internal enum CycleAnchor
{
    None,

    /// <summary>One of them stands for a native object with a reference count.</summary>
    Peer,

    /// <summary>A strong GCHandle.</summary>
    Handle,

    /// <summary>A static event, field or collection.</summary>
    Static,

    /// <summary>A running timer.</summary>
    Timer,
}

/// <summary>A cycle that a body leaves behind.</summary>
/// <param name="Kind">Which rule it is for.</param>
/// <param name="Closing">The statement that closed it.</param>
/// <param name="Others">The other statements that wrote its links, in the order they ran.</param>
/// <param name="Path">The links through the variables, starting with the first one.</param>
/// <param name="Member">The member that the closing statement wrote, if it has a symbol.</param>
/// <param name="Members">Documentation IDs of the members of the path.</param>
/// <param name="Holder">The variable or object whose member the closing statement wrote.</param>
/// <param name="Anchor">What keeps its objects alive beyond the reach of the garbage collector's tracing, if anything.</param>
/// <param name="IsMany">The closing link is one of many of its member.</param>
/// <param name="Links">All links, in the form of <see cref="Reporting.DiagnosticProperties.Links"/>.</param>
/// <param name="Outlives">An object of the cycle is used beyond the method.</param>
internal sealed record HeapCycle(
    CycleKind Kind,
    SyntaxNode Closing,
    ImmutableArray<SyntaxNode> Others,
    string Path,
    ISymbol? Member,
    string Members,
    string Holder,
    CycleAnchor Anchor,
    bool IsMany,
    string Links,
    bool Outlives);
