using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>The reasons not to report a cycle that is there: somebody breaks it, it was there before, or it is nobody's business but the object's own.</summary>
internal sealed class HarmlessCycles
{
    private readonly BodyRun _run;
    private readonly HeapServices _services;
    private readonly ObjectTable _objects;
    private readonly IMethodSymbol _method;
    private readonly UndoneCycles _undone;

    public HarmlessCycles(BodyRun run, IMethodSymbol method)
    {
        _run = run;
        _services = run.Services;
        _objects = run.Objects;
        _method = method;
        _undone = new UndoneCycles(run, method);
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
        if (_undone.IsTornDown(cycle, nodes) || IsRelinked(cycle, nodes))
            return true;
        // What a native object, a handle or a root keeps must be torn down; to be able to is not enough.
        if (anchor == CycleAnchor.None && _undone.IsUndoneElsewhere(cycle, nodes))
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
