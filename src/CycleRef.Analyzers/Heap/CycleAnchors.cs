using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Finds out what keeps the objects of a cycle alive: a native peer among them, a strong handle, a root that the body itself gave them to.</summary>
internal sealed class CycleAnchors
{
    private readonly HeapServices _services;
    private readonly ObjectTable _objects;
    private readonly HeapState _exit;

    public CycleAnchors(BodyRun run, HeapState exit)
    {
        _services = run.Services;
        _objects = run.Objects;
        _exit = exit;
    }

    public CycleAnchor Of(CycleKind kind, List<int> nodes)
    {
        if (nodes.Any(IsPeer))
            return CycleAnchor.Peer;
        if (nodes.Any(_exit.Handled.Contains) && !nodes.Any(FreesItsHandles))
            return CycleAnchor.Handle;
        // Handlers of static events and callbacks of timers have rules of their own.
        if (kind != CycleKind.Outliving)
            return CycleAnchor.None;
        var graph = new ExitGraph(_objects, _exit);
        if (IsGivenToStatic(graph, nodes))
            return CycleAnchor.Static;
        return _exit.Timed.Any(timer => nodes.Contains(timer) || Leads(graph, timer, nodes, false)) ? CycleAnchor.Timer : CycleAnchor.None;
    }

    private bool IsPeer(int node) => _objects[node].Type is INamedTypeSymbol type && _services.Types.IsNativePeer(type);

    /// <summary>A teardown method of the type frees the handle that the type keeps.</summary>
    private bool FreesItsHandles(int node)
    {
        if (_objects[node].Type is not INamedTypeSymbol type)
            return false;
        var handles = type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.Type is { Name: "GCHandle" or "PinnedGCHandle", ContainingNamespace.Name: "InteropServices" }).ToList();
        return handles.Count > 0 && handles.All(h => _services.Teardowns.Breaks(type, h.AssociatedSymbol?.Name ?? h.Name));
    }

    /// <summary>
    /// The body itself puts one of them into a static field, collection or event. A type that keeps an instance of itself lives as long as
    /// the process on purpose.
    /// </summary>
    private bool IsGivenToStatic(ExitGraph graph, List<int> nodes)
    {
        foreach (var edge in graph.From(ObjectTable.Statics))
        {
            if (edge.Member is not ISymbol member || IsReleased(member, nodes))
                continue;
            var isOwnInstance = nodes.Contains(edge.To) && nodes.Any(n => SymbolEqualityComparer.Default.Equals(_objects[n].Type?.OriginalDefinition, member.ContainingType?.OriginalDefinition));
            if (!isOwnInstance && (nodes.Contains(edge.To) ? edge.Writer is not null : Leads(graph, edge.To, nodes, edge.Writer is null)))
                return true;
        }

        return false;
    }

    private bool IsReleased(ISymbol member, List<int> nodes) =>
        nodes.Any(n => _services.Teardowns.Breaks(_objects[n].Type, member.Name) || _services.Teardowns.Unsubscribes(_objects[n].Type, member.Name));

    /// <summary>Whether collections, handler lists, delegates and closures alone lead to one of the nodes; with <paramref name="mustBeWritten"/> over a link of this body.</summary>
    private bool Leads(ExitGraph graph, int from, List<int> nodes, bool mustBeWritten)
    {
        var seen = new HashSet<(int Node, bool Written)>();
        var pending = new Stack<(int Node, bool Written)>();
        pending.Push((from, !mustBeWritten));
        while (pending.Count > 0)
        {
            var (node, written) = pending.Pop();
            if (!seen.Add((node, written)))
                continue;
            foreach (var edge in graph.From(node))
            {
                var isWritten = written || edge.Writer is not null;
                if (isWritten && nodes.Contains(edge.To))
                    return true;
                if (_objects[edge.To] is { IsCollection: true } or { Kind: ObjectKind.Delegate or ObjectKind.Closure })
                    pending.Push((edge.To, isWritten));
            }
        }

        return false;
    }
}
