using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>Reads the outline of a tree, from a cache where the host has one.</summary>
internal delegate TreeOutline OutlineSource(SyntaxTree tree);

/// <summary>Makes the <see cref="NameGraph"/> of a compilation. One per analyzer instance; keeps the last few graphs, which hold names only. Thread-safe.</summary>
internal sealed class NameStage
{
    private readonly LastResults<TreeOutline, (SubtypePolicy Policy, bool WithSelfEdges), NameGraph> _graphs = new();

    /// <summary>The provider that computes outlines; a host keeps its results for as long as it keeps the tree.</summary>
    public SyntaxTreeValueProvider<TreeOutline> Outlines { get; } = new(static tree => TreeOutlineReader.Read(tree, CancellationToken.None));

    public NameGraph GraphOf(Compilation compilation, OutlineSource outlineOf, SubtypePolicy policy, bool withSelfEdges, CancellationToken cancellationToken) =>
        _graphs.Of(
            compilation.SyntaxTrees,
            tree => outlineOf(tree),
            (policy, withSelfEdges),
            outlines => NameGraph.Build(outlines, policy, withSelfEdges, cancellationToken),
            cancellationToken);
}
