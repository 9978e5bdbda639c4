using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>The cycles in the states at the exits of a body, and which rule each is for.</summary>
internal sealed class ExitCycles
{
    /// <summary>Links looked at as the closing one in one exit state: far more than anybody would read.</summary>
    private const int MaxClosings = 400;

    private readonly BodyRun _run;
    private readonly ObjectTable _objects;
    private readonly IMethodSymbol _method;
    private readonly HarmlessCycles _harmless;
    private readonly Dictionary<SyntaxNode, HeapCycle> _found = [];
    private readonly HashSet<SyntaxNode> _outliving = [];
    private readonly Dictionary<Slot, List<(SyntaxNode Syntax, bool IsNull)>> _writers = [];

    public ExitCycles(BodyRun run, IMethodSymbol method)
    {
        _run = run;
        _objects = run.Objects;
        _method = method;
        _harmless = new HarmlessCycles(run, method);
    }

    public IEnumerable<HeapCycle> Find(IEnumerable<HeapState> exits, IEnumerable<int> outs, CancellationToken cancellationToken)
    {
        var states = exits.ToList();
        foreach (var exit in states)
            NoteWriters(exit);
        foreach (var (slot, syntax) in _run.Cleared)
            NoteWriter(slot, syntax, isNull: true);
        foreach (var exit in states)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Visit(exit, outs, cancellationToken);
        }

        return _found.Values.Select(Settle).OfType<HeapCycle>().OrderBy(static c => c.Closing.SpanStart).ThenBy(static c => c.Path, System.StringComparer.Ordinal);
    }

    /// <summary>Objects that are dropped on one path and handed out on another were made for the caller: then it is no oversight.</summary>
    private HeapCycle? Settle(HeapCycle cycle) =>
        cycle.Kind == CycleKind.Dropped && _outliving.Contains(cycle.Closing) ? cycle with { Kind = CycleKind.Outliving, Outlives = true } : cycle;

    private void Visit(HeapState exit, IEnumerable<int> outs, CancellationToken cancellationToken)
    {
        var graph = new ExitGraph(_objects, exit);
        HashSet<int>? outliving = null;
        var told = new HashSet<string>();
        var looked = 0;
        foreach (var closing in graph.Written)
        {
            if (looked++ > MaxClosings)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            if (closing.Order < exit.SilentUntil || graph.Path(closing.To, closing.From, closing.Order) is not { } path)
                continue;
            path.Add(closing);
            outliving ??= graph.Reachable(Roots(exit, outs));
            Judge(path, closing, exit, outliving, told);
        }
    }

    private void NoteWriters(HeapState exit)
    {
        foreach (var slot in exit.Slots)
        {
            if (slot.Value.Writer is { } writer)
                NoteWriter(slot.Key, writer.Syntax, _objects[slot.Value.Value].Kind == ObjectKind.Null);
        }
    }

    private void NoteWriter(Slot slot, SyntaxNode syntax, bool isNull)
    {
        if (!_writers.TryGetValue(slot, out var writers))
            _writers.Add(slot, writers = []);
        writers.Add((syntax, isNull));
    }

    private IEnumerable<int> Roots(HeapState exit, IEnumerable<int> outs)
    {
        for (var id = 0; id < _objects.Count; id++)
        {
            if (_objects[id] is { IsMade: false, HasEdges: true })
                yield return id;
        }

        foreach (var escaped in exit.Escaped)
            yield return escaped;
        foreach (var value in outs)
            yield return value;
        yield return exit.Result;
    }

    private void Judge(List<HeapEdge> cycle, HeapEdge closing, HeapState exit, HashSet<int> outliving, HashSet<string> told)
    {
        var nodes = cycle.Select(static e => e.From).ToList();
        if (nodes.Any(exit.TornDown.Contains) || _harmless.IsNoCycleOfObjects(cycle, nodes, outliving))
            return;
        var kind = KindOf(cycle, nodes, outliving);
        var anchor = new CycleAnchors(_run, exit).Of(kind, nodes);
        if (kind == CycleKind.Dropped ? !IsOurs(cycle, closing, nodes) : IsMatterOfCallee(cycle, closing, nodes, anchor))
            return;
        if (kind != CycleKind.Dropped && (_harmless.IsHarmless(kind, cycle, nodes, anchor) || IsReplaced(cycle, closing)))
            return;
        if (closing.Writer!.Syntax is not { } syntax || !IsHere(syntax))
            return;
        if (kind != CycleKind.Dropped && !told.Add(ObjectsOf(nodes)))
            return;
        if (kind == CycleKind.Outliving)
            _outliving.Add(syntax);
        var outlives = nodes.Any(outliving.Contains);
        if (!_found.TryGetValue(syntax, out var known) || (known.Kind == CycleKind.Outliving && kind == CycleKind.Dropped))
            _found[syntax] = Describe(kind, cycle, closing, anchor, outlives);
        else if (outlives && !known.Outlives)
            _found[syntax] = known with { Outlives = true };
    }

    /// <summary>
    /// The cycle needs a link that was there before, and a later statement of this body replaces it on another path, as in a rotation of a tree: what
    /// the author moves on is not what is left behind. Or the body clears a link before it makes it, and leaves it so on another path: then it is run again
    /// to take it away.
    /// </summary>
    private bool IsReplaced(List<HeapEdge> cycle, HeapEdge closing) =>
        cycle.Any(edge => edge.Member is ISymbol member
            && _writers.TryGetValue(new Slot(edge.From, member), out var writers)
            && writers.Any(w => w.Syntax.SyntaxTree == closing.Writer!.Syntax.SyntaxTree
                && (edge.Writer is null ? w.Syntax.SpanStart > closing.Writer.Syntax.Span.End : w.IsNull && w.Syntax.Span.End < edge.Writer.Syntax.SpanStart)));

    /// <summary>Two links that lead to the same objects by different members, or into another collection, close one cycle.</summary>
    private string ObjectsOf(List<int> nodes) => string.Join(" ", nodes.Where(n => !_objects[n].IsCollection).Distinct().OrderBy(static n => n));

    private CycleKind KindOf(List<HeapEdge> cycle, List<int> nodes, HashSet<int> outliving)
    {
        // An event with accessors keeps its handlers wherever it likes.
        if (cycle.Any(e => e.Member is IEventSymbol || (e.Writer is not null && _objects[e.From].Kind != ObjectKind.Delegate && _run.Subscriptions.Contains(e.Writer.Syntax))))
            return CycleKind.Event;
        // A closure without a delegate is that of an iterator.
        if (nodes.Any(n => _objects[n].Kind == ObjectKind.Delegate))
            return CycleKind.Delegate;
        return nodes.Any(outliving.Contains) ? CycleKind.Outliving : CycleKind.Dropped;
    }

    /// <summary>The method itself made one of the objects, or wrote one of the links: what a single call set up inside is that call's own matter.</summary>
    private bool IsOurs(List<HeapEdge> cycle, HeapEdge closing, List<int> nodes) =>
        cycle.Any(static e => e.Writer is { IsCall: false })
        || nodes.Any(n => _objects[n] is { Kind: ObjectKind.Fresh, MadeByCallee: false } o && o.Site != closing.Writer!.Syntax);

    /// <summary>
    /// One call made all links of this body. Then the callee tells of it, or it is a registration in some structure of the callee's
    /// (a queue, a clock), which is its matter too. A member of the one object that the call sets to the other remains ours,
    /// <c>_canvas.SetPresenter(this)</c>, unless the type also clears it somewhere.
    /// </summary>
    private bool IsMatterOfCallee(List<HeapEdge> cycle, HeapEdge closing, List<int> nodes, CycleAnchor anchor)
    {
        if (closing.Writer!.OnCycleOfCallee == true)
            return true;
        var writers = cycle.Select(static e => e.Writer).OfType<Writer>().ToList();
        if (!writers.All(static w => w.IsCall) || writers.Select(static w => w.Syntax).Distinct().Count() != 1)
            return false;
        if (closing.Writer.OnCycleOfCallee is null)
            return true;
        if (anchor != CycleAnchor.None)
            return false;
        var objects = nodes.Count(n => _objects[n] is { IsCollection: false, Kind: not (ObjectKind.Delegate or ObjectKind.Closure or ObjectKind.Struct) });
        return objects > 2 || (KindOf(cycle, nodes, []) == CycleKind.Dropped && (closing.Member is not ISymbol member || _run.Services.Teardowns.ClearsAnywhere(_method.ContainingType, _objects[closing.From].Type, member.Name)));
    }

    /// <summary>A diagnostic is live only in the file of the body; base constructors' and initializers' stores may be elsewhere.</summary>
    private bool IsHere(SyntaxNode syntax) => _method.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == syntax.SyntaxTree && r.Span.Contains(syntax.Span));

    private HeapCycle Describe(CycleKind kind, List<HeapEdge> cycle, HeapEdge closing, CycleAnchor anchor, bool outlives)
    {
        var others = cycle.Where(e => e.Writer is not null && e.Writer.Syntax != closing.Writer!.Syntax).OrderBy(static e => e.Order).Select(static e => e.Writer!.Syntax).Distinct().ToImmutableArray();
        var text = new PathText(_objects);
        // An element of a collection belongs to the member that holds the collection.
        var named = closing.Member is ISymbol ? closing : cycle.LastOrDefault(e => e.To == closing.From && e.Member is ISymbol) ?? closing;
        return new HeapCycle(
            kind,
            closing.Writer!.Syntax,
            others,
            text.Of(cycle),
            named.Member as ISymbol,
            string.Join(";", cycle.Select(static e => (e.Member as ISymbol)?.GetDocumentationCommentId()).Where(static id => id is not null)),
            text.Name(named.From),
            anchor,
            closing.Member is not ISymbol,
            string.Join(";", cycle.Select(Link)),
            outlives);

        string Link(HeapEdge edge)
        {
            var at = edge.Writer is not { } writer ? -1 : writer.Syntax == closing.Writer!.Syntax ? 0 : others.IndexOf(writer.Syntax) + 1;
            return text.Name(edge.From) + "|" + (edge.Member as ISymbol)?.GetDocumentationCommentId() + "|" + at + "|" + (edge.Member is ISymbol ? "one" : "many");
        }
    }
}
