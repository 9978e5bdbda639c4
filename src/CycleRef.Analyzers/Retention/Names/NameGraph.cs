using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using CycleRef.Analyzers.Options;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>How the declared type of a member is widened to its subtypes; part of what the <see cref="NameGraph"/> is made from.</summary>
/// <param name="Follow">None, near or all.</param>
/// <param name="MaxSubtypes">The bound for near.</param>
/// <param name="MayHavePeers">Types with a base from outside may be native peers, towards which near is unbounded.</param>
internal readonly record struct SubtypePolicy(FollowSubtypes Follow, int MaxSubtypes, bool MayHavePeers)
{
    /// <summary>
    /// A member declared as such a type may be taken for each of its subtypes. A type from outside stands for too much:
    /// IDisposable would tie everything to everything. The number of subtypes is counted by name, so that no declaration has
    /// to be bound for it.
    /// </summary>
    public bool IsNear(SubtypeNames subtypes) =>
        Follow == FollowSubtypes.All || (Follow == FollowSubtypes.Near && subtypes.IsDeclared && subtypes.ConcreteCount <= MaxSubtypes);
}

/// <summary>
/// The retention graph of a whole compilation by simple names: types of one name are one node, every name that a member's type
/// mentions is an edge. It over-approximates the graph of symbols, so "no cycle by name" is a proof, and only the components
/// found here are ever bound. Linear in the number of mentioned names, apart from the bounded look at subtypes.
/// </summary>
/// <remarks>
/// A name has two nodes. <i>Held</i>: somebody holds something declared as this type. <i>Object</i>: what an object of this type
/// holds itself. Held leads to the object and, by subtyping, to held subtypes; an object leads to its base's object (inherited
/// members) and to what its members hold. So a type and its base make no cycle of their own.
/// </remarks>
internal sealed class NameGraph
{
    private readonly Dictionary<string, NameComponent> _components;
    private readonly SubtypeTable _subtypes;

    private NameGraph(Dictionary<string, NameComponent> components, SubtypeTable subtypes)
    {
        _components = components;
        _subtypes = subtypes;
    }

    /// <summary>The component in which types of this name may lie on a cycle; null proves that they do not.</summary>
    public NameComponent? ComponentOf(string typeName) => _components.TryGetValue(typeName, out var component) ? component : null;

    /// <summary>The types, by name, that derive from or implement types of this name.</summary>
    public SubtypeNames SubtypesOf(string typeName) => _subtypes.Of(typeName);

    public static NameGraph Build(ImmutableArray<TreeOutline> trees, SubtypePolicy policy, bool withSelfEdges, CancellationToken cancellationToken)
    {
        var builder = new Builder(trees, policy, cancellationToken);
        return builder.Build(withSelfEdges);
    }

    /// <summary>Collects nodes and edges; one use.</summary>
    private sealed class Builder(ImmutableArray<TreeOutline> trees, SubtypePolicy policy, CancellationToken cancellationToken)
    {
        private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Type, string Member), int> _labels = new();
        private readonly List<(string Type, string Member)> _labelNames = [];
        private readonly List<string> _names = [];
        private readonly List<LabelledEdge> _edges = [];

        public NameGraph Build(bool withSelfEdges)
        {
            DeclareNames();
            var subtypes = SubtypeTable.Collect(trees, cancellationToken);
            AddEdges();
            AddSubtypeEdges(subtypes);
            return new NameGraph(FindComponents(withSelfEdges), subtypes);
        }

        private static int Held(int name) => 2 * name;

        private static int Object(int name) => 2 * name + 1;

        private void DeclareNames()
        {
            foreach (var tree in trees)
            {
                foreach (var type in tree.Types)
                {
                    Declare(type.Name);
                    // A base from outside is a node too: a member declared as that base may hold the type.
                    foreach (var @base in type.Bases)
                        Declare(@base);
                }

                // Arguments of library types flow nowhere by themselves: whoever names them is taken to hold them.
                foreach (var flow in tree.Flows)
                    Declare(flow.From);
            }

            for (var i = 0; i < _names.Count; i++)
                _edges.Add(LabelledEdge.IsAlso(Held(i), Object(i)));

            void Declare(string name)
            {
                if (!_nodes.ContainsKey(name))
                {
                    _nodes.Add(name, _names.Count);
                    _names.Add(name);
                }
            }
        }

        private void AddEdges()
        {
            foreach (var tree in trees)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var flow in tree.Flows)
                {
                    if (_nodes.TryGetValue(flow.To, out var target))
                        _edges.Add(LabelledEdge.IsAlso(Held(_nodes[flow.From]), Held(target)));
                }

                foreach (var type in tree.Types)
                {
                    var node = _nodes[type.Name];
                    foreach (var @base in type.Bases)
                        _edges.Add(LabelledEdge.IsAlso(Object(node), Object(_nodes[@base])));
                    foreach (var member in type.Members)
                        AddMember(type.Name, node, member);
                }
            }
        }

        private void AddMember(string typeName, int node, MemberOutline member)
        {
            var label = -1;
            foreach (var mention in member.Mentions)
            {
                if (!_nodes.TryGetValue(mention, out var target))
                    continue;
                if (label < 0 && !_labels.TryGetValue((typeName, member.Name), out label))
                {
                    label = _labels.Count;
                    _labels.Add((typeName, member.Name), label);
                    _labelNames.Add((typeName, member.Name));
                }

                _edges.Add(new LabelledEdge(Object(node), Held(target), label));
            }
        }

        private void AddSubtypeEdges(SubtypeTable subtypes)
        {
            if (policy.Follow == FollowSubtypes.None)
                return;
            foreach (var pair in subtypes.All)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var node = _nodes[pair.Key];
                var near = policy.IsNear(pair.Value);
                if (!near && !policy.MayHavePeers)
                    continue;
                foreach (var subtype in pair.Value.Direct)
                {
                    if (near || subtypes.IsRootedOutside(subtype))
                        _edges.Add(LabelledEdge.IsAlso(Held(node), Held(_nodes[subtype])));
                }
            }
        }

        private Dictionary<string, NameComponent> FindComponents(bool withSelfEdges)
        {
            var graph = new Digraph(2 * _names.Count, _edges);
            var components = StronglyConnectedComponents.Find(graph, cancellationToken: cancellationToken);
            var firstLabel = new int[components.Count];
            var suspicious = new bool[components.Count];
            foreach (var edge in _edges)
            {
                var component = components[edge.From];
                if (edge.Label < 0 || component != components[edge.To])
                    continue;
                // One label alone is a list or tree shape.
                if (withSelfEdges || (firstLabel[component] != 0 && firstLabel[component] != edge.Label + 1))
                    suspicious[component] = true;
                firstLabel[component] = edge.Label + 1;
            }

            var acyclic = AcyclicNames();
            var byIndex = new Dictionary<int, NameComponent>();
            var result = new Dictionary<string, NameComponent>(StringComparer.Ordinal);
            for (var name = 0; name < _names.Count; name++)
            {
                var index = components[Object(name)];
                var wanted = suspicious[index] || (firstLabel[index] != 0 && acyclic.Contains(_names[name]));
                if (wanted && !byIndex.ContainsKey(index))
                    byIndex.Add(index, new NameComponent());
            }

            for (var name = 0; name < _names.Count; name++)
            {
                if (byIndex.TryGetValue(components[Object(name)], out var component))
                    result.Add(_names[name], component);
            }

            foreach (var tree in trees)
            {
                foreach (var type in tree.Types)
                {
                    if (result.TryGetValue(type.Name, out var component))
                        component.Add(type);
                }
            }

            foreach (var edge in _edges)
            {
                if (edge.Label >= 0 && components[edge.From] == components[edge.To] && byIndex.TryGetValue(components[edge.From], out var component))
                    component.AddLink(_labelNames[edge.Label].Type, _labelNames[edge.Label].Member);
            }

            return result;
        }

        private HashSet<string> AcyclicNames()
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var tree in trees)
            {
                foreach (var type in tree.Types)
                {
                    if ((type.Kinds & OutlineKinds.Acyclic) != 0)
                        names.Add(type.Name);
                }
            }

            return names;
        }
    }
}
