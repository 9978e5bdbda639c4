using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>The cycles in the states at the exits of a body, and which rule each is for.</summary>
internal sealed class ExitCycles
{
    /// <summary>Links looked at as the closing one in one exit state: far more than anybody would read.</summary>
    private const int MaxClosings = 400;

    private readonly HeapServices _services;
    private readonly ObjectTable _objects;
    private readonly IMethodSymbol _method;
    private readonly Dictionary<SyntaxNode, HeapCycle> _found = [];
    private readonly HashSet<SyntaxNode> _outliving = [];

    public ExitCycles(HeapServices services, ObjectTable objects, IMethodSymbol method)
    {
        _services = services;
        _objects = objects;
        _method = method;
    }

    public IEnumerable<HeapCycle> Find(IEnumerable<HeapState> exits, IEnumerable<int> outs, CancellationToken cancellationToken)
    {
        foreach (var exit in exits)
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
        var looked = 0;
        foreach (var closing in graph.Written.OrderBy(static e => e.Order))
        {
            if (looked++ > MaxClosings)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            if (closing.Order < exit.SilentUntil || graph.Path(closing.To, closing.From, closing.Order) is not { } path)
                continue;
            path.Add(closing);
            outliving ??= graph.Reachable(Roots(exit, outs));
            Judge(path, closing, exit, outliving);
        }
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

    private void Judge(List<HeapEdge> cycle, HeapEdge closing, HeapState exit, HashSet<int> outliving)
    {
        var nodes = cycle.Select(static e => e.From).ToList();
        if (nodes.Any(exit.TornDown.Contains) || nodes.Any(IsExcluded) || cycle.Any(IsSafe))
            return;
        // A lambda that refers to itself through its variable: closures and delegates alone, no object holds them.
        if (nodes.All(n => _objects[n].Kind is ObjectKind.Delegate or ObjectKind.Closure))
            return;
        var isNative = nodes.Any(n => IsPeer(n) || exit.Handled.Contains(n));
        var kind = KindOf(cycle, nodes, outliving);
        if (kind == CycleKind.Dropped ? !IsOurs(cycle, closing, nodes) : IsDoneByOneCall(cycle))
            return;
        if (kind != CycleKind.Dropped && IsTornDown(cycle, nodes))
            return;
        if (kind is CycleKind.Event && !isNative && IsOwnEvent(nodes))
            return;
        if (kind is CycleKind.Event or CycleKind.Delegate && IsUnsubscribed(cycle, nodes))
            return;
        if (kind is CycleKind.Event && isNative && IsOwnEvent(nodes) && !IsInheritedNativeEvent(cycle))
            return;
        if (closing.Writer!.Syntax is not { } syntax || !IsHere(syntax))
            return;
        if (kind == CycleKind.Outliving)
            _outliving.Add(syntax);
        var outlives = nodes.Any(outliving.Contains);
        if (!_found.TryGetValue(syntax, out var known) || (known.Kind == CycleKind.Outliving && kind == CycleKind.Dropped))
            _found[syntax] = Describe(kind, cycle, closing, isNative, outlives);
        else if (outlives && !known.Outlives)
            _found[syntax] = known with { Outlives = true };
    }

    private CycleKind KindOf(List<HeapEdge> cycle, List<int> nodes, HashSet<int> outliving)
    {
        if (cycle.Any(static e => e.Member is IEventSymbol))
            return CycleKind.Event;
        if (nodes.Any(n => _objects[n].Kind is ObjectKind.Delegate or ObjectKind.Closure))
            return CycleKind.Delegate;
        return nodes.Any(outliving.Contains) ? CycleKind.Outliving : CycleKind.Dropped;
    }

    /// <summary>The method itself made one of the objects, or wrote one of the links: what a single call set up inside is that call's own matter.</summary>
    private bool IsOurs(List<HeapEdge> cycle, HeapEdge closing, List<int> nodes) =>
        cycle.Any(static e => e.Writer is { IsCall: false })
        || nodes.Any(n => _objects[n] is { Kind: ObjectKind.Fresh, MadeByCallee: false } o && o.Site != closing.Writer!.Syntax);

    private static bool IsDoneByOneCall(List<HeapEdge> cycle)
    {
        var writers = cycle.Select(static e => e.Writer).OfType<Writer>().ToList();
        return writers.All(static w => w.IsCall) && writers.Select(static w => w.Syntax).Distinct().Count() == 1;
    }

    private bool IsTornDown(List<HeapEdge> cycle, List<int> nodes) =>
        cycle.Any(edge => edge.Member is ISymbol member && (nodes.Any(n => _services.Teardowns.Breaks(_objects[n].Type, member.Name)) || _services.Teardowns.Breaks(_method.ContainingType, member.Name)));

    private bool IsUnsubscribed(List<HeapEdge> cycle, List<int> nodes)
    {
        var body = _method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return Subscriptions(cycle).Any(name =>
            nodes.Any(n => _services.Teardowns.Unsubscribes(_objects[n].Type, name, body)) || _services.Teardowns.Unsubscribes(_method.ContainingType, name, body));
    }

    /// <summary>The names of the events, or delegate members, that handlers of the cycle were added to.</summary>
    private static IEnumerable<string> Subscriptions(List<HeapEdge> cycle)
    {
        foreach (var edge in cycle)
        {
            if (edge.Member is IEventSymbol or IFieldSymbol { Type.TypeKind: TypeKind.Delegate } or IPropertySymbol { Type.TypeKind: TypeKind.Delegate })
                yield return ((ISymbol)edge.Member).Name;
            // An event with accessors keeps its handlers in a member of another name.
            if (edge.Writer?.Syntax is AssignmentExpressionSyntax assignment && Teardowns.LastName(assignment.Left) is { } name)
                yield return name;
        }
    }

    /// <summary>Only one object, its delegates and its closures.</summary>
    private bool IsOwnEvent(List<int> nodes) => nodes.Count(n => _objects[n] is { Kind: not (ObjectKind.Delegate or ObjectKind.Closure) } o && !IsHandlerList(o)) <= 1;

    private bool IsInheritedNativeEvent(List<HeapEdge> cycle) =>
        cycle.Any(e => e.Member is IEventSymbol { DeclaringSyntaxReferences.Length: 0, ContainingType: { } type } && _services.Types.IsNativePeer(type));

    private static bool IsHandlerList(HeapObject o) => o is { IsCollection: true, Type.TypeKind: TypeKind.Delegate };

    private bool IsPeer(int node) => _objects[node].Type is INamedTypeSymbol type && _services.Types.IsNativePeer(type);

    private bool IsExcluded(int node) =>
        _services.Options.ExcludedTypes.Length > 0 && _objects[node].Type is { } type && _services.Options.ExcludedTypes.Any(id => id == type.OriginalDefinition.GetDocumentationCommentId() || id == type.ToDisplayString());

    private bool IsSafe(HeapEdge edge) =>
        _objects[edge.From].Type is INamedTypeSymbol holder && _objects[edge.To].Type is INamedTypeSymbol target && _services.Types.IsSafe(holder, target);

    /// <summary>A diagnostic is live only in the file of the body; base constructors' and initializers' stores may be elsewhere.</summary>
    private bool IsHere(SyntaxNode syntax) => _method.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == syntax.SyntaxTree && r.Span.Contains(syntax.Span));

    private HeapCycle Describe(CycleKind kind, List<HeapEdge> cycle, HeapEdge closing, bool isNative, bool outlives)
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
            isNative,
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
