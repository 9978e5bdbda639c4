using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>Reads the outline of a tree, from a cache where the host has one.</summary>
internal delegate TreeOutline OutlineSource(SyntaxTree tree);

/// <summary>
/// Makes the <see cref="NameGraph"/> of a compilation and keeps the last few, so that an edit inside a body costs one outline and
/// one comparison. One per analyzer instance; holds names only, no symbol and no syntax. Thread-safe.
/// </summary>
internal sealed class NameStage
{
    /// <summary>An editor alternates between a few projects at most while somebody types.</summary>
    private const int MaxKept = 4;

    private readonly object _gate = new();
    private ImmutableArray<Kept> _kept = ImmutableArray<Kept>.Empty;

    /// <summary>The provider that computes outlines; a host keeps its results for as long as it keeps the tree.</summary>
    public SyntaxTreeValueProvider<TreeOutline> Outlines { get; } = new(static tree => TreeOutlineReader.Read(tree, CancellationToken.None));

    public NameGraph GraphOf(Compilation compilation, OutlineSource outlineOf, SubtypePolicy policy, bool withSelfEdges, CancellationToken cancellationToken)
    {
        var outlines = ImmutableArray.CreateBuilder<TreeOutline>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outlines.Add(outlineOf(tree));
        }

        var trees = outlines.ToImmutable();
        foreach (var kept in _kept)
        {
            if (kept.Fits(trees, policy, withSelfEdges))
                return kept.Graph;
        }

        var graph = NameGraph.Build(trees, policy, withSelfEdges, cancellationToken);
        lock (_gate)
        {
            var others = _kept.Length < MaxKept ? _kept : _kept.RemoveAt(_kept.Length - 1);
            _kept = others.Insert(0, new Kept(trees, policy, withSelfEdges, graph));
        }

        return graph;
    }

    private sealed record Kept(ImmutableArray<TreeOutline> Trees, SubtypePolicy Policy, bool WithSelfEdges, NameGraph Graph)
    {
        public bool Fits(ImmutableArray<TreeOutline> trees, SubtypePolicy policy, bool withSelfEdges)
        {
            if (Policy != policy || WithSelfEdges != withSelfEdges || Trees.Length != trees.Length)
                return false;
            for (var i = 0; i < trees.Length; i++)
            {
                // Unchanged trees keep their very outline, so only the edited one is compared member by member.
                if (!ReferenceEquals(Trees[i], trees[i]) && !Trees[i].Equals(trees[i]))
                    return false;
            }

            return true;
        }
    }
}
