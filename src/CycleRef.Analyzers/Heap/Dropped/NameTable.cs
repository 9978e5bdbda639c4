using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// How many declarations of a program go by a name. Made of the names of all trees; a program that differs in a few trees shares the table and keeps the
/// difference, so that a new name costs the trees that changed, not all of them. Never changes once made.
/// </summary>
internal sealed class NameTable
{
    private readonly Counts _types;
    private readonly Counts _members;

    private NameTable(Counts types, Counts members)
    {
        _types = types;
        _members = members;
    }

    public static NameTable Of(ImmutableArray<TreeNames> trees)
    {
        var (types, members) = (new Counts(null), new Counts(null));
        foreach (var tree in trees)
        {
            types.Add(tree.Types, 1);
            members.Add(tree.Members, 1);
        }

        return new NameTable(types, members);
    }

    /// <summary>The same with other trees in the place of some.</summary>
    public NameTable With(List<(TreeNames Old, TreeNames New)> changes)
    {
        var (types, members) = (new Counts(_types), new Counts(_members));
        foreach (var (old, @new) in changes)
        {
            types.Add(old.Types, -1);
            types.Add(@new.Types, 1);
            members.Add(old.Members, -1);
            members.Add(@new.Members, 1);
        }

        return new NameTable(types, members);
    }

    public int TypesOf(string name) => _types[name];

    public int MembersOf(string name) => _members[name];

    private sealed class Counts(Counts? common)
    {
        private readonly Dictionary<string, int> _own = new(StringComparer.Ordinal);

        public int this[string name] => (_own.TryGetValue(name, out var count) ? count : 0) + (common?[name] ?? 0);

        public void Add(ImmutableArray<string> names, int count)
        {
            foreach (var name in names)
                _own[name] = (_own.TryGetValue(name, out var before) ? before : 0) + count;
        }
    }
}
