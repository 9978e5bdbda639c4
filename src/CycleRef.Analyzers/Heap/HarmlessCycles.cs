using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>The reasons not to report a cycle that is there: somebody breaks it, it was there before, or it is nobody's business but the object's own.</summary>
internal sealed class HarmlessCycles
{
    private readonly BodyRun _run;
    private readonly HeapServices _services;
    private readonly ObjectTable _objects;
    private readonly IMethodSymbol _method;

    public HarmlessCycles(BodyRun run, IMethodSymbol method)
    {
        _run = run;
        _services = run.Services;
        _objects = run.Objects;
        _method = method;
    }

    /// <summary>
    /// Whatever its kind: an excluded or safe type takes part, only closures and delegates do (a lambda that calls itself), or the factory of a lazy value that
    /// somebody may still ask, which drops it.
    /// </summary>
    public bool IsNoCycleOfObjects(List<HeapEdge> cycle, List<int> nodes, HashSet<int> outliving) =>
        (cycle.Any(static e => ReferenceEquals(e.Member, Evaluator.Factory)) && nodes.Any(outliving.Contains)) || nodes.Any(IsExcluded) || cycle.Any(IsSafe) || nodes.All(n => _objects[n] is { Kind: ObjectKind.Delegate or ObjectKind.Closure } or { Iterator.Method.MethodKind: MethodKind.LocalFunction });

    /// <summary>A cycle among objects that live on, or through a delegate.</summary>
    public bool IsHarmless(CycleKind kind, List<HeapEdge> cycle, List<int> nodes, CycleAnchor anchor)
    {
        if (IsTornDown(cycle, nodes) || IsRelinked(cycle, nodes))
            return true;
        // What a native object, a handle or a root keeps must be torn down; to be able to is not enough.
        if (anchor == CycleAnchor.None && (IsUndoneElsewhere(cycle) || IsUndoneByCallback(cycle, nodes)))
            return true;
        if (anchor == CycleAnchor.None && nodes.Any(n => _objects[n].IsDeferred) && nodes.Any(IsOfThisType) && IsOfOneObject(cycle, nodes))
            return true;
        if (kind is not (CycleKind.Event or CycleKind.Delegate))
            return false;
        if (IsUnsubscribed(cycle, nodes) || IsResubscribed(cycle, nodes))
            return true;
        if (!IsOfOneObject(cycle, nodes))
            return false;
        return kind == CycleKind.Event
            ? anchor == CycleAnchor.None || (anchor == CycleAnchor.Peer && !IsInheritedNativeEvent(cycle))
            : anchor == CycleAnchor.None && nodes.Any(IsOfThisType) && cycle.All(IsKeptToItself);
    }

    private bool IsTornDown(List<HeapEdge> cycle, List<int> nodes) =>
        cycle.Any(edge => edge.Member is ISymbol member
            && nodes.Select(n => _objects[n].Type).Append(_method.ContainingType).Append(member.ContainingType).Any(type => _services.Teardowns.Breaks(type, _objects[edge.From].Type, member.Name)));

    /// <summary>
    /// The type whose code makes such links has another method that takes one of them away: <c>Insert</c> and <c>RemoveAt</c>. For a private
    /// member that is the type which declares it, whoever called. An inherited method knows the links of the base class: it must take all.
    /// </summary>
    private bool IsUndoneElsewhere(List<HeapEdge> cycle)
    {
        var body = _method.AssociatedSymbol?.Name ?? _method.Name;
        var links = cycle.Where(static edge => edge.Member is ISymbol).ToList();
        var written = links.Where(edge => WriterOf(edge) is not null).ToList();
        return links.Any(edge => TakesOut(_method.ContainingType, edge, false) || (((ISymbol)edge.Member!).DeclaredAccessibility == Accessibility.Private && TakesOut(((ISymbol)edge.Member).ContainingType, edge, false)))
            || (written.Count > 0 && written.All(edge => TakesOut(_method.ContainingType, edge, true)))
            || written.Any(edge => IsCallOfOwn(WriterOf(edge)!.Syntax) && TakesOut(_method.ContainingType, edge, true))
            || links.Any(edge => links.Any(next => next.From == edge.To && _services.Teardowns.AsksToClear(_method.ContainingType, ((ISymbol)edge.Member!).Name, _objects[next.From].Type, ((ISymbol)next.Member!).Name, body)));

        bool TakesOut(ITypeSymbol? type, HeapEdge edge, bool withBases) =>
            (!withBases && _services.Teardowns.Releases(type, ((ISymbol)edge.Member!).Name))
            || _services.Teardowns.TakesOut(type, _objects[edge.From].Type, ((ISymbol)edge.Member!).Name, HowHeld(edge), withBases, body);

        // What is added to a collection belongs to the member that holds the collection.
        Writer? WriterOf(HeapEdge edge) => edge.Writer ?? cycle.FirstOrDefault(e => e.From == edge.To && e is { Member: not ISymbol, Writer: not null })?.Writer;

        // A collection of the program itself keeps its elements in a library collection of its own.
        HeldBy HowHeld(HeapEdge edge)
        {
            if (cycle.FirstOrDefault(e => e.From == edge.To) is not { } on)
                return HeldBy.Itself;
            if (on.Member is not ISymbol)
                return HeldBy.Collection;
            return cycle.Any(e => e.From == on.To && e.Member is not ISymbol && _objects[e.From].IsCollection && _objects[e.To].Kind != ObjectKind.Delegate) ? HeldBy.CollectionInside : HeldBy.Itself;
        }
    }

    /// <summary>A method of the object itself made the link, which the base class may declare: what it puts in, the base class takes out.</summary>
    private static bool IsCallOfOwn(SyntaxNode writer) =>
        writer is InvocationExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } };

    /// <summary>What the delegate runs sets a member of the cycle to something else: <c>_done = () => { _done = null; … }</c>.</summary>
    private bool IsUndoneByCallback(List<HeapEdge> cycle, List<int> nodes) =>
        nodes.Select(n => _objects[n].Target).OfType<DelegateTarget>().Any(target =>
            (target.Lambda?.Syntax ?? target.Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()) is { } code
            && code.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
                assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && Teardowns.LastName(assignment.Left) is { } name && cycle.Any(edge => edge.Member is IFieldSymbol or IPropertySymbol && ((ISymbol)edge.Member).Name == name)));

    /// <summary>
    /// <c>node.Previous.Next = node.Next; node.Next.Previous = node.Previous</c> takes an object out of a chain: the neighbours held each other
    /// before, through it.
    /// </summary>
    private bool IsRelinked(List<HeapEdge> cycle, List<int> nodes) =>
        cycle.All(e => e.Member is ISymbol && _objects[e.To] is { Kind: ObjectKind.Unknown, Owner: > ObjectTable.Statics } o && o.Owner != e.From && Equals(o.Member, e.Member) && !nodes.Contains(o.Owner));

    private bool IsUnsubscribed(List<HeapEdge> cycle, List<int> nodes)
    {
        var body = _method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var handlers = nodes.Select(n => _objects[n].Target).OfType<DelegateTarget>().Where(static t => t.Lambda is null).Select(static t => t.Method.Name).ToList();
        return nodes.Select(n => _objects[n].Type).Append(_method.ContainingType).Any(type =>
            Subscriptions(cycle).Any(name => _services.Teardowns.Unsubscribes(type, name, body)) || handlers.Any(name => _services.Teardowns.TakesBack(type, name)));
    }

    /// <summary>The same handler is removed from another publisher in this body: the one before it.</summary>
    private bool IsResubscribed(List<HeapEdge> cycle, List<int> nodes) =>
        _run.Unsubscriptions.Count > 0 && Subscriptions(cycle).Any(name =>
            _run.Unsubscriptions.Any(u => u.Event == name && nodes.Contains(u.Handler) && !nodes.Contains(u.Publisher) && _objects[u.Handler].Target?.Lambda is null));

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

    /// <summary>Only one object, with its delegates, closures, structures, queries and containers. A container that raises the event is an object of its own.</summary>
    private bool IsOfOneObject(List<HeapEdge> cycle, List<int> nodes) =>
        cycle.Count(e => _objects[e.From] is { Kind: not (ObjectKind.Delegate or ObjectKind.Closure or ObjectKind.Struct) } o && !o.IsDeferred && !(o.IsCollection && e.Member is null or Evaluator.Index)) <= 1;

    /// <summary>The body is code of the object's own type. Elsewhere, as in <c>x = new Fetcher(() => x.Go())</c>, the delegate comes from outside.</summary>
    private bool IsOfThisType(int node) => SymbolEqualityComparer.Default.Equals(_objects[node].Type?.OriginalDefinition, _method.ContainingType?.OriginalDefinition);

    /// <summary>Not a slot for the world to fill, such as <c>private readonly Action _run</c>: the object keeps a delegate of its own.</summary>
    private bool IsKeptToItself(HeapEdge edge) => _objects[edge.From].Kind == ObjectKind.Struct || edge.Member switch
    {
        IFieldSymbol field => field.DeclaredAccessibility != Accessibility.Public || field.IsReadOnly,
        IPropertySymbol property => property.DeclaredAccessibility != Accessibility.Public || property.SetMethod is not { DeclaredAccessibility: Accessibility.Public },
        _ => true,
    };

    private bool IsInheritedNativeEvent(List<HeapEdge> cycle) =>
        cycle.Any(e => e.Member is IEventSymbol { ContainingType: { } type } && _services.Types.IsNativePeer(type) && IsBinding(type));

    /// <summary>Not written in this program, or written as the managed face of a native class.</summary>
    private static bool IsBinding(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Length == 0
        || type.GetAttributes().Any(static a => a.AttributeClass?.Name == "RegisterAttribute"
            && (a.NamedArguments.Any(static n => n.Key == "IsWrapper" && n.Value.Value is true) || a.ConstructorArguments.Any(static c => c.Value is true)));

    private bool IsExcluded(int node) =>
        _services.Options.ExcludedTypes.Length > 0 && _objects[node].Type is { } type && _services.Options.ExcludedTypes.Any(id => id == type.OriginalDefinition.GetDocumentationCommentId() || id == type.ToDisplayString());

    private bool IsSafe(HeapEdge edge) =>
        _objects[edge.From].Type is INamedTypeSymbol holder && _objects[edge.To].Type is INamedTypeSymbol target && _services.Types.IsSafe(holder, target);
}
