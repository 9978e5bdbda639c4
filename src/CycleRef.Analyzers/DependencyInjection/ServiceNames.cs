using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>Calls and classes whose names lie on one cycle of names. Only these are bound.</summary>
/// <param name="Registrations">The calls, in tree order.</param>
/// <param name="Classes">The declarations, in tree order, with every class that could answer for a service of the cycle.</param>
internal sealed record ServiceComponent(List<(SyntaxTree Tree, TextSpan Span)> Registrations, List<(SyntaxTree Tree, TextSpan Span)> Classes);

/// <summary>
/// Which service needs which, by simple names: a service leads to its implementation, an implementation to what its constructors take, a
/// factory to what it mentions. A class may also stand for itself and for each of its bases, where they are not registered. Over-approximates.
/// </summary>
internal sealed class ServiceNames
{
    /// <summary>Bases of one class, by name: more come from many types of one name, not from one class.</summary>
    private const int MaxBases = 64;

    private readonly Dictionary<(SyntaxTree, TextSpan), ServiceComponent> _componentOf = [];

    private readonly HashSet<string> _changedElsewhere = new(StringComparer.Ordinal);

    private readonly List<(SyntaxTree Tree, TextSpan Span)> _unnamed = [];

    /// <summary>Registrations of nobody knows what, by their names: an instance, what a factory returns.</summary>
    public IReadOnlyList<(SyntaxTree Tree, TextSpan Span)> Unnamed => _unnamed;

    /// <summary>Something other than the registrations may change what answers for a service of this name.</summary>
    public bool MayChangeElsewhere(string service) => _changedElsewhere.Contains(service);

    /// <summary>The component of a registration; null proves that it is on no cycle.</summary>
    public ServiceComponent? ComponentOf(SyntaxTree tree, TextSpan call) => _componentOf.TryGetValue((tree, call), out var component) ? component : null;

    public static ServiceNames Build(IEnumerable<(SyntaxTree Tree, ServiceOutline Outline)> trees, CancellationToken cancellationToken)
    {
        var nodes = new Dictionary<(string Name, bool IsService), int>();
        var edges = new List<LabelledEdge>();
        var bases = new Dictionary<string, HashSet<string>>();
        var all = trees.ToList();
        // Where a registration answers, no class is guessed: far fewer names then lie on cycles.
        var registered = new HashSet<string>(all.SelectMany(static tree => tree.Outline.Registrations).Where(static registration => registration.IsNamed).SelectMany(static registration => registration.Services), StringComparer.Ordinal);
        foreach (var (_, outline) in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var registration in outline.Registrations)
                AddRegistration(registration);
            foreach (var type in outline.Classes)
                AddClass(type);
        }

        var graph = new Digraph(nodes.Count, edges);
        var map = StronglyConnectedComponents.Find(graph, cancellationToken: cancellationToken);
        var onCycle = new ServiceComponent?[map.Count];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (map.Encloses(graph[edge]))
                onCycle[map[graph[edge].From]] ??= new ServiceComponent([], []);
        }

        var names = new ServiceNames();
        foreach (var (tree, outline) in all)
        {
            names._changedElsewhere.UnionWith(outline.ChangedElsewhere);
            names._unnamed.AddRange(outline.Registrations.Where(static registration => !registration.IsNamed).Select(registration => (tree, registration.Span)));
            foreach (var registration in outline.Registrations)
            {
                if (registration.Services.Select(name => onCycle[map[nodes[(name, true)]]]).FirstOrDefault(static c => c is not null) is { } component)
                {
                    component.Registrations.Add((tree, registration.Span));
                    names._componentOf[(tree, registration.Span)] = component;
                }
            }

            foreach (var type in outline.Classes)
            {
                var components = AllBases(type.Name).Where(name => nodes.ContainsKey((name, true))).Select(name => onCycle[map[nodes[(name, true)]]]);
                foreach (var component in components.OfType<ServiceComponent>().Distinct())
                    component.Classes.Add((tree, type.Span));
            }
        }

        return names;

        void AddRegistration(RegistrationOutline registration)
        {
            foreach (var service in registration.Services)
            {
                var node = NodeOf(service, isService: true);
                foreach (var implementation in registration.Implementations)
                    edges.Add(new LabelledEdge(node, NodeOf(implementation, isService: false), label: 0));
                foreach (var resolved in registration.Resolves)
                {
                    edges.Add(new LabelledEdge(node, NodeOf(resolved, isService: true), label: 0));
                    edges.Add(new LabelledEdge(node, NodeOf(resolved, isService: false), label: 0));
                }
            }
        }

        // The name itself, what it derives from and implements, as far as names tell.
        IEnumerable<string> AllBases(string name)
        {
            var found = new List<string> { name };
            for (var i = 0; i < found.Count && found.Count < MaxBases; i++)
            {
                if (bases.TryGetValue(found[i], out var direct))
                    found.AddRange(direct.Where(other => !found.Contains(other)));
            }

            return found;
        }

        void AddClass(ServiceClassOutline type)
        {
            var node = NodeOf(type.Name, isService: false);
            if (!bases.TryGetValue(type.Name, out var known))
                bases.Add(type.Name, known = []);
            known.UnionWith(type.Bases);
            foreach (var need in type.Needs)
                edges.Add(new LabelledEdge(node, NodeOf(need, isService: true), label: 0));
            foreach (var service in type.Bases.Add(type.Name))
            {
                if (!registered.Contains(service))
                    edges.Add(new LabelledEdge(NodeOf(service, isService: true), node, label: 0));
            }
        }

        int NodeOf(string name, bool isService)
        {
            if (!nodes.TryGetValue((name, isService), out var node))
                nodes.Add((name, isService), node = nodes.Count);
            return node;
        }
    }
}
