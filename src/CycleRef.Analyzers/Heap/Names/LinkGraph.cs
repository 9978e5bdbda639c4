using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using CycleRef.Analyzers.Retention.Names;

namespace CycleRef.Analyzers.Heap.Names;

/// <summary>A member of the types of one name, as a link by name.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Holder">The node of the objects that hold.</param>
/// <param name="Held">The nodes of what the member's type mentions.</param>
internal sealed record NamedLink(string Name, int Holder, List<int> Held)
{
    /// <summary>Declared as <c>object</c>, or with it inside: what is put into it may be anything.</summary>
    public bool HoldsAnything { get; set; }

    /// <summary>An event, or declared as a type from elsewhere, which may be a delegate: a function in it may capture anything.</summary>
    public bool MayHoldFunction { get; set; }

    /// <summary>The link lies on a cycle of links, by name.</summary>
    public bool IsInCycle { get; set; }
}

/// <summary>
/// Every member that may store a reference, and what it may lead to, by simple names alone: subtypes and implementers included without bound,
/// for the statements know the exact objects. It holds no symbol and no syntax, so it outlives the compilation; it is thread-safe.
/// </summary>
internal sealed class LinkGraph
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NamedLink>> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    /// <summary>What else an object, or something declared as a type, is: its bases, and for declared types the subtypes.</summary>
    private readonly List<List<int>> _also = [];
    private readonly ConcurrentDictionary<int, HashSet<int>> _objects = new();
    private readonly ConcurrentDictionary<string, HashSet<int>> _bases = new(StringComparer.Ordinal);

    private LinkGraph()
    {
    }

    public bool IsDeclared(string type) => _declared.Contains(type);

    public IReadOnlyList<NamedLink> Of(string member) => _links.TryGetValue(member, out var links) ? links : [];

    /// <summary>What the first link holds may itself have the second one.</summary>
    public bool Leads(NamedLink first, NamedLink second)
    {
        foreach (var held in first.Held)
        {
            if (ObjectsOf(held).Contains(second.Holder))
                return true;
        }

        return false;
    }

    /// <summary>The member may be one of this type or of a base.</summary>
    public bool IsOwn(string type, NamedLink link) => BasesOf(type).Contains(link.Holder);

    /// <summary>The second type is the first or a base of it.</summary>
    public bool IsOwn(string type, string declaring) => type == declaring || (_names.TryGetValue(declaring, out var node) && BasesOf(type).Contains(Object(node)));

    public static LinkGraph Build(ImmutableArray<TreeOutline> trees, ImmutableArray<TreeCode> code, CancellationToken cancellationToken)
    {
        var graph = new LinkGraph();
        graph.Declare(trees);
        graph.AddMembers(trees, cancellationToken);
        graph.FindCycles(cancellationToken);
        foreach (var tree in code)
        {
            foreach (var member in tree.OpenMembers)
                graph.Open(member);
        }

        return graph;
    }

    private static int Held(int name) => 2 * name;

    private static int Object(int name) => 2 * name + 1;

    private int Node(string name)
    {
        if (_names.TryGetValue(name, out var node))
            return node;
        node = _names.Count;
        _names.Add(name, node);
        _also.Add([Object(node)]);
        _also.Add([]);
        return node;
    }

    private void Declare(ImmutableArray<TreeOutline> trees)
    {
        foreach (var tree in trees)
        {
            foreach (var type in tree.Types)
            {
                _declared.Add(type.Name);
                var node = Node(type.Name);
                foreach (var @base in type.Bases)
                {
                    var above = Node(@base);
                    _also[Object(node)].Add(Object(above));
                    _also[Held(above)].Add(Held(node));
                }
            }

            foreach (var flow in tree.Flows)
                Node(flow.From);
        }
    }

    private void AddMembers(ImmutableArray<TreeOutline> trees, CancellationToken cancellationToken)
    {
        foreach (var tree in trees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var flow in tree.Flows)
            {
                if (_names.TryGetValue(flow.To, out var to))
                    _also[Held(_names[flow.From])].Add(Held(to));
            }

            foreach (var type in tree.Types)
            {
                foreach (var member in type.Members)
                {
                    NamedLink? link = null;
                    foreach (var mention in member.Mentions)
                    {
                        if (_names.TryGetValue(mention, out var held))
                            (link ??= LinkOf(type.Name, member.Name)).Held.Add(Held(held));
                    }
                }
            }
        }
    }

    private void FindCycles(CancellationToken cancellationToken)
    {
        var edges = new List<LabelledEdge>();
        for (var node = 0; node < _also.Count; node++)
        {
            foreach (var other in _also[node])
                edges.Add(LabelledEdge.IsAlso(node, other));
        }

        foreach (var links in _links.Values)
        {
            foreach (var link in links)
            {
                foreach (var held in link.Held)
                    edges.Add(new LabelledEdge(link.Holder, held, 0));
            }
        }

        var components = StronglyConnectedComponents.Find(new Digraph(_also.Count, edges), cancellationToken: cancellationToken);
        foreach (var links in _links.Values)
        {
            foreach (var link in links)
                link.IsInCycle = link.Held.Exists(held => components[held] == components[link.Holder]);
        }
    }

    private void Open(OpenMember member)
    {
        var isFunction = member.Outer is { } outer && !_declared.Contains(outer);
        if (member.Outer is not null && !isFunction)
            return;
        var link = LinkOf(member.Type, member.Name);
        link.HoldsAnything |= member.Outer is null;
        link.MayHoldFunction |= isFunction;
    }

    private NamedLink LinkOf(string type, string member)
    {
        if (!_links.TryGetValue(member, out var links))
            _links.Add(member, links = []);
        var holder = Object(Node(type));
        var link = links.Find(l => l.Holder == holder);
        if (link is null)
            links.Add(link = new NamedLink(member, holder, []));
        return link;
    }

    private HashSet<int> ObjectsOf(int held) => _objects.TryGetValue(held, out var objects) ? objects : _objects.GetOrAdd(held, Closure(held));

    private HashSet<int> BasesOf(string type) =>
        _bases.TryGetValue(type, out var bases) ? bases : _bases.GetOrAdd(type, _names.TryGetValue(type, out var node) ? Closure(Object(node)) : []);

    /// <summary>The object nodes among what a node also is. Linear in the types that are related to it.</summary>
    private HashSet<int> Closure(int start)
    {
        var objects = new HashSet<int>();
        var seen = new HashSet<int> { start };
        var pending = new Stack<int>();
        pending.Push(start);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if ((node & 1) == 1)
                objects.Add(node);
            foreach (var other in _also[node])
            {
                if (seen.Add(other))
                    pending.Push(other);
            }
        }

        return objects;
    }
}
