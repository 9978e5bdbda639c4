using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Cycles;

namespace CycleRef.Analyzers.Construction;

/// <summary>
/// Who constructs whom, by simple names. Over-approximates, so that only types which lie on a cycle here are ever bound. (A <c>new()</c> that
/// takes its type from anything but a member of its own type or of a base is not seen: such a recursion stays unreported.)
/// </summary>
internal sealed class CreationNames
{
    /// <summary>Names of one component. More come only from generated code; each of its types would have to read all the others.</summary>
    private const int MaxNames = 1_000;

    private readonly Dictionary<string, int> _componentOf;

    private CreationNames(Dictionary<string, int> componentOf) => _componentOf = componentOf;

    /// <summary>Constructing some type of the name may construct one of that name again.</summary>
    public bool IsSuspicious(string typeName) => _componentOf.ContainsKey(typeName);

    public bool AreTogether(string typeName, string otherName) =>
        _componentOf.TryGetValue(typeName, out var one) && _componentOf.TryGetValue(otherName, out var other) && one == other;

    public static CreationNames Build(ImmutableArray<CreationsOfTree> trees, CancellationToken cancellationToken)
    {
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        var edges = new List<LabelledEdge>();
        foreach (var tree in trees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var type in tree.Types)
                AddEdges(type);
        }

        return new CreationNames(Components(new Digraph(names.Count, edges), names, cancellationToken));

        void AddEdges(CreationOutline type)
        {
            var node = NodeOf(type.Name);
            var members = NodeOf(MembersOf(type.Name));
            foreach (var created in type.Creates)
                edges.Add(new LabelledEdge(node, NodeOf(created), label: 0));
            foreach (var baseName in type.Bases)
            {
                edges.Add(LabelledEdge.IsAlso(node, NodeOf(baseName)));
                edges.Add(LabelledEdge.IsAlso(members, NodeOf(MembersOf(baseName))));
            }

            foreach (var memberType in type.MemberTypes)
                edges.Add(new LabelledEdge(members, NodeOf(memberType), label: 0));
            if (type.HasNamelessNew)
                edges.Add(new LabelledEdge(node, members, label: 0));
        }

        int NodeOf(string name)
        {
            if (nodes.TryGetValue(name, out var node))
                return node;
            nodes.Add(name, node = names.Count);
            names.Add(name);
            return node;
        }
    }

    /// <summary>A node of its own for what a type's members are declared as; no C# name contains the mark.</summary>
    private static string MembersOf(string typeName) => typeName + "`";

    private static Dictionary<string, int> Components(Digraph graph, List<string> names, CancellationToken cancellationToken)
    {
        var components = StronglyConnectedComponents.Find(graph, cancellationToken: cancellationToken);
        var onCycle = new bool[components.Count];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (!graph[edge].IsStructural && components.Encloses(graph[edge]))
                onCycle[components[graph[edge].From]] = true;
        }

        var sizes = new int[components.Count];
        for (var node = 0; node < names.Count; node++)
            sizes[components[node]]++;

        var componentOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var node = 0; node < names.Count; node++)
        {
            if (onCycle[components[node]] && sizes[components[node]] <= MaxNames)
                componentOf.Add(names[node], components[node]);
        }

        return componentOf;
    }
}
