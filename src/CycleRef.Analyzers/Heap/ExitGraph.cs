using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Cycles;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>A strong reference between two abstract objects. Elements of a collection have no member.</summary>
internal sealed record HeapEdge(int From, int To, object? Member, Writer? Writer)
{
    /// <summary>The place in the order of stores; what was there before comes first.</summary>
    public int Order => Writer?.Order ?? 0;
}

/// <summary>The strong references of one exit state.</summary>
internal sealed class ExitGraph
{
    private readonly Dictionary<int, List<HeapEdge>> _edges = [];
    private readonly ObjectTable _objects;
    private readonly HeapState _state;

    public ExitGraph(ObjectTable objects, HeapState state)
    {
        _objects = objects;
        _state = state;
        foreach (var slot in state.Slots)
            Add(new HeapEdge(slot.Key.Holder, slot.Value.Value, slot.Key.Member is Evaluator.Index ? null : slot.Key.Member, slot.Value.Writer));
        foreach (var content in state.Contents)
        {
            foreach (var item in content.Value.Items)
                Add(new HeapEdge(content.Key, item.Value, null, item.Writer));
        }

        foreach (var edges in _edges.Values)
            edges.Sort(Compare);
    }

    /// <summary>The links that the body wrote, in the order it did.</summary>
    public List<HeapEdge> Written
    {
        get
        {
            var written = _edges.Values.SelectMany(static e => e).Where(static e => e.Writer is not null).ToList();
            written.Sort(Compare);
            return written;
        }
    }

    /// <summary>The writers of the links that lie on some cycle.</summary>
    public HashSet<Writer> OnCycles()
    {
        var edges = _edges.Values.SelectMany(static e => e).ToList();
        var graph = new Digraph(_objects.Count, [.. edges.Select(static e => new LabelledEdge(e.From, e.To, 0))]);
        var components = StronglyConnectedComponents.Find(graph);
        return [.. edges.Where(e => e.Writer is not null && components[e.From] == components[e.To]).Select(static e => e.Writer!)];
    }

    public IReadOnlyList<HeapEdge> From(int holder) => _edges.TryGetValue(holder, out var edges) ? edges : [];

    /// <summary>The shortest way from one object to another over links that were there before the given one.</summary>
    public List<HeapEdge>? Path(int from, int to, int before)
    {
        var cameBy = new Dictionary<int, HeapEdge?> { [from] = null };
        var queue = new Queue<int>();
        queue.Enqueue(from);
        while (queue.Count > 0)
        {
            var current = queue.Dequeue();
            if (current == to)
                break;
            foreach (var edge in From(current))
            {
                if (edge.Order < before && !cameBy.ContainsKey(edge.To))
                {
                    cameBy.Add(edge.To, edge);
                    queue.Enqueue(edge.To);
                }
            }
        }

        if (!cameBy.ContainsKey(to))
            return null;
        var path = new List<HeapEdge>();
        for (var step = cameBy[to]; step is not null; step = cameBy[step.From])
            path.Insert(0, step);
        return path;
    }

    /// <summary>All objects that the given ones lead to.</summary>
    public HashSet<int> Reachable(IEnumerable<int> roots)
    {
        var seen = new HashSet<int>(roots);
        var pending = new Stack<int>(seen);
        while (pending.Count > 0)
        {
            foreach (var edge in From(pending.Pop()))
            {
                if (seen.Add(edge.To))
                    pending.Push(edge.To);
            }
        }

        return seen;
    }

    /// <summary>A total order: the maps that the links come from have none, and a copied structure shares its writers.</summary>
    private static int Compare(HeapEdge x, HeapEdge y)
    {
        if (x.Order != y.Order)
            return x.Order.CompareTo(y.Order);
        if (x.From != y.From)
            return x.From.CompareTo(y.From);
        return x.To != y.To ? x.To.CompareTo(y.To) : string.CompareOrdinal(Members.SortKey(x.Member), Members.SortKey(y.Member));
    }

    private void Add(HeapEdge edge)
    {
        if (ReferenceEquals(edge.Member, Evaluator.HandleTarget) || !_objects[edge.To].HasEdges || !_objects[edge.From].HasEdges || IsBackReference(edge.Member))
            return;
        if ((_state.Facts.TryGetValue(edge.To, out var fact) && fact == Fact.Null) || edge.To == ObjectTable.Statics)
            return;
        if (!_edges.TryGetValue(edge.From, out var edges))
            _edges.Add(edge.From, edges = []);
        edges.Add(edge);
    }

    /// <summary>The author says that the lifetime is managed elsewhere.</summary>
    private static bool IsBackReference(object? member) =>
        member is ISymbol symbol && symbol.DeclaringSyntaxReferences.Length > 0 && symbol.GetAttributes().Any(static a => a.AttributeClass?.Name is "BackReferenceAttribute" or "BackReference");
}
