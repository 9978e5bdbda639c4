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
    private readonly ImmutableArray<(int Tree, TreeNames Names)> _changed;

    private NameTable(Places types, Places members, ImmutableArray<(int Tree, TreeNames Names)> changed)
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

        return new NameTable(types, members, ImmutableArray<(int, TreeNames)>.Empty);
    }

    /// <summary>The same with other names in the trees that changed, of which there are few.</summary>
    public NameTable With(ImmutableArray<(int Tree, TreeNames Names)> changed) => new(_types, _members, changed);

    public bool IsType(string name) => Any(_types.Of(name)) || AnyChanged(name, ofTypes: true);

    public bool IsMember(string name) => Any(_members.Of(name)) || AnyChanged(name, ofTypes: false);

    /// <summary>In the order of their numbers.</summary>
    public List<int> TreesWithType(string name) => All(_types.Of(name), name, ofTypes: true);

    /// <inheritdoc cref="TreesWithType"/>
    public List<int> TreesWithMember(string name) => All(_members.Of(name), name, ofTypes: false);

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
        foreach (var (_, names) in _changed)
        {
            if ((ofTypes ? names.Types : names.Members).Contains(name))
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

        foreach (var (tree, names) in _changed)
        {
            if ((ofTypes ? names.Types : names.Members).Contains(name))
                all.Add(tree);
        }

        all.Sort();
        return all;
    }

    private bool IsChanged(int tree)
    {
        foreach (var (changed, _) in _changed)
        {
            if (changed == tree)
                return true;
        }

        return false;
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
