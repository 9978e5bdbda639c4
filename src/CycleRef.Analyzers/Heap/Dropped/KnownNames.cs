using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Reads the names that a tree declares, from a cache where the host has one.</summary>
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

    /// <summary>The provider that reads trees; a host keeps its results for as long as it keeps the tree.</summary>
    public SyntaxTreeValueProvider<TreeNames> Trees { get; } = new(static tree => TreeNames.Read(tree, CancellationToken.None));

    public NameTable TableOf(Compilation compilation, NamesSource namesOf, CancellationToken cancellationToken)
    {
        var trees = ImmutableArray.CreateBuilder<TreeNames>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trees.Add(namesOf(tree));
        }

        var last = _program;
        if (last is not null && ChangesSince(last.Trees, trees) is { } changes)
            return changes.Count == 0 ? last.Table : last.Table.With(changes);
        var all = trees.ToImmutable();
        var table = NameTable.Of(all);
        _program = new Program(all, table);
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
    private static List<(TreeNames Old, TreeNames New)>? ChangesSince(ImmutableArray<TreeNames> before, ImmutableArray<TreeNames>.Builder now)
    {
        if (before.Length != now.Count)
            return null;
        var changes = new List<(TreeNames Old, TreeNames New)>();
        for (var i = 0; i < before.Length; i++)
        {
            // Unchanged trees keep their very names, so only the edited ones are compared name by name.
            if (ReferenceEquals(before[i], now[i]) || before[i].Equals(now[i]))
                continue;
            if (changes.Count == MaxChanges)
                return null;
            changes.Add((before[i], now[i]));
        }

        return changes;
    }

    private sealed record Program(ImmutableArray<TreeNames> Trees, NameTable Table);
}
