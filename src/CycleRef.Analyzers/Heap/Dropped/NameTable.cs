using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// In which trees of a program a name is declared; trees go by their number. Made of the names of all trees; a program that differs in a few trees shares the
/// table and keeps the difference, so that a new name costs the trees that changed, not all of them. Never changes once made.
/// </summary>
internal sealed class NameTable
{
    private readonly Places _types;
    private readonly Places _members;
    private readonly List<Changed> _changed;

    private NameTable(Places types, Places members, List<Changed> changed)
    {
        _types = types;
        _members = members;
        _changed = changed;
    }

    public static NameTable Of(ImmutableArray<TreeNames> trees)
    {
        var (types, members) = (new Places(), new Places());
        for (var tree = 0; tree < trees.Length; tree++)
        {
            types.Add(trees[tree].Types, tree);
            members.Add(trees[tree].Members, tree);
        }

        return new NameTable(types, members, []);
    }

    /// <summary>The same with other names in the trees that changed, of which there are few.</summary>
    public NameTable With(ImmutableArray<(int Tree, TreeNames Names)> changed)
    {
        var changes = new List<Changed>(changed.Length);
        foreach (var (tree, names) in changed)
            changes.Add(new Changed(tree, names));
        return new NameTable(_types, _members, changes);
    }

    public bool IsType(string name) => Any(_types.Of(name)) || AnyChanged(name, ofTypes: true);

    public bool IsMember(string name) => Any(_members.Of(name)) || AnyChanged(name, ofTypes: false);

    /// <summary>In the order of their numbers.</summary>
    public List<int> TreesWithType(string name) => All(_types.Of(name), name, ofTypes: true);

    /// <inheritdoc cref="TreesWithType"/>
    public List<int> TreesWithMember(string name) => All(_members.Of(name), name, ofTypes: false);

    /// <summary>More trees than so many have a member of this name.</summary>
    public bool HasMoreTreesWithMember(string name, int count)
    {
        foreach (var tree in _members.Of(name))
            count -= IsChanged(tree) ? 0 : 1;
        foreach (var changed in _changed)
            count -= changed.Members.Contains(name) ? 1 : 0;
        return count < 0;
    }

    private bool Any(NumberSets.Members trees)
    {
        foreach (var tree in trees)
        {
            if (!IsChanged(tree))
                return true;
        }

        return false;
    }

    private bool AnyChanged(string name, bool ofTypes)
    {
        foreach (var changed in _changed)
        {
            if (changed.Has(name, ofTypes))
                return true;
        }

        return false;
    }

    private List<int> All(NumberSets.Members trees, string name, bool ofTypes)
    {
        var all = new List<int>();
        foreach (var tree in trees)
        {
            if (!IsChanged(tree))
                all.Add(tree);
        }

        foreach (var changed in _changed)
        {
            if (changed.Has(name, ofTypes))
                all.Add(changed.Tree);
        }

        all.Sort();
        return all;
    }

    private bool IsChanged(int tree)
    {
        foreach (var changed in _changed)
        {
            if (changed.Tree == tree)
                return true;
        }

        return false;
    }

    private sealed class Changed(int tree, TreeNames names)
    {
        private readonly HashSet<string> _types = new(names.Types, StringComparer.Ordinal);

        public int Tree => tree;

        public HashSet<string> Members { get; } = new(names.Members, StringComparer.Ordinal);

        public bool Has(string name, bool ofTypes) => (ofTypes ? _types : Members).Contains(name);
    }

    private sealed class Places
    {
        private readonly Dictionary<string, int> _sets = new(StringComparer.Ordinal);
        private readonly NumberSets _trees = new();

        public NumberSets.Members Of(string name) => _sets.TryGetValue(name, out var set) ? _trees[set] : NumberSets.Members.Nothing;

        public void Add(ImmutableArray<string> names, int tree)
        {
            foreach (var name in names)
            {
                if (!_sets.TryGetValue(name, out var set))
                    _sets.Add(name, set = _trees.Add());
                _trees.Add(set, tree);
            }
        }
    }
}
