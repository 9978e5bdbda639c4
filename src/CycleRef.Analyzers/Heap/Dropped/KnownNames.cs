using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The names that a tree declares, from a cache where the host has one.</summary>
internal delegate TreeNames NamesSource(SyntaxTree tree);

/// <summary>
/// The names of the last compilation, which are nearly all those of the next one. One per analyzer instance; holds neither symbol nor syntax. Thread-safe.
/// </summary>
internal sealed class KnownNames
{
    /// <summary>Files that changed since all were read; an editor changes one at a time.</summary>
    private const int MaxChanges = 16;

    private volatile Program? _program;
    private volatile LibraryNames? _library;

    /// <summary>The provider that reads names; a host keeps its results for as long as it keeps the tree.</summary>
    public SyntaxTreeValueProvider<TreeNames> Names { get; } = new(static tree => TreeNames.Read(tree, CancellationToken.None));

    /// <summary>The same for declarations.</summary>
    public SyntaxTreeValueProvider<TreeDeclarations> Declarations { get; } = new(static tree => TreeDeclarations.Read(tree, CancellationToken.None));

    public NameTable TableOf(ImmutableArray<SyntaxTree> all, NamesSource namesOf, CancellationToken cancellationToken)
    {
        var trees = ImmutableArray.CreateBuilder<TreeNames>(all.Length);
        foreach (var tree in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trees.Add(namesOf(tree));
        }

        var last = _program;
        if (last is not null && ChangesSince(last.Trees, trees) is { } changes)
            return changes.Length == 0 ? last.Table : last.Table.With(changes);
        var names = trees.MoveToImmutable();
        var table = NameTable.Of(names);
        _program = new Program(names, table);
        return table;
    }

    public LibraryNames LibraryOf(Compilation compilation, KnowledgeBase knowledge)
    {
        var library = _library;
        if (library is null || !library.IsOf(compilation, knowledge))
            _library = library = new LibraryNames(compilation, knowledge);
        return library;
    }

    /// <summary>Null for too many.</summary>
    private static ImmutableArray<(int Tree, TreeNames Names)>? ChangesSince(ImmutableArray<TreeNames> before, ImmutableArray<TreeNames>.Builder now)
    {
        if (before.Length != now.Count)
            return null;
        var changes = ImmutableArray.CreateBuilder<(int Tree, TreeNames Names)>();
        for (var i = 0; i < before.Length; i++)
        {
            // Unchanged trees keep their very names, so only the edited ones are compared name by name.
            if (ReferenceEquals(before[i], now[i]) || before[i].Equals(now[i]))
                continue;
            if (changes.Count == MaxChanges)
                return null;
            changes.Add((i, now[i]));
        }

        return changes.ToImmutable();
    }

    private sealed record Program(ImmutableArray<TreeNames> Trees, NameTable Table);
}
