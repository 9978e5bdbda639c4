using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>Whether some other code of the program takes a link of a cycle away: then the body that makes it leaves nothing behind.</summary>
internal sealed class UndoneCycles
{
    private readonly ObjectTable _objects;
    private readonly Teardowns _teardowns;
    private readonly IMethodSymbol _method;
    private readonly string _body;

    public UndoneCycles(BodyRun run, IMethodSymbol method)
    {
        _objects = run.Objects;
        _teardowns = run.Services.Teardowns;
        _method = method;
        _body = method.AssociatedSymbol?.Name ?? method.Name;
    }

    /// <summary>A teardown method of a type that has to do with the cycle lets go of a link.</summary>
    public bool IsTornDown(List<HeapEdge> cycle, List<int> nodes) =>
        cycle.Any(edge => edge.Member is ISymbol member && Types(nodes, member).Any(type => _teardowns.Breaks(type, _objects[edge.From].Type, member.Name)));

    /// <summary>Code that is able to, whether or not anybody runs it.</summary>
    public bool IsUndoneElsewhere(List<HeapEdge> cycle, List<int> nodes)
    {
        var links = cycle.Where(static edge => edge.Member is ISymbol).ToList();
        return IsTakenOut(cycle, links)
            || links.Any(edge => Types(nodes, (ISymbol)edge.Member!).Any(type => _teardowns.Ends(type, _objects[edge.From].Type, NameOf(edge), HowHeld(cycle, edge), _body)))
            || IsTakenOutByCollection(cycle, links)
            || links.Any(edge => links.Any(next => next.From == edge.To && _teardowns.AsksToClear(_method.ContainingType, NameOf(edge), _objects[next.From].Type, NameOf(next), _body)))
            || IsUndoneByCallback(cycle, nodes);
    }

    /// <summary>
    /// The type whose code makes such links has another method that takes one of them away: <c>Insert</c> and <c>RemoveAt</c>. For a private
    /// member that is the type which declares it, whoever called. An inherited method knows the links of the base class: it must take all.
    /// </summary>
    private bool IsTakenOut(List<HeapEdge> cycle, List<HeapEdge> links)
    {
        var written = links.Where(edge => WriterOf(cycle, edge) is not null).ToList();
        return links.Any(edge => TakesOut(_method.ContainingType, edge, false) || (((ISymbol)edge.Member!).DeclaredAccessibility == Accessibility.Private && TakesOut(((ISymbol)edge.Member).ContainingType, edge, false)))
            || (written.Count > 0 && written.All(edge => TakesOut(_method.ContainingType, edge, true)))
            || written.Any(edge => IsCallOfOwn(WriterOf(cycle, edge)!.Syntax) && TakesOut(_method.ContainingType, edge, true));

        bool TakesOut(ITypeSymbol? type, HeapEdge edge, bool withBases) =>
            (!withBases && _teardowns.Releases(type, NameOf(edge)))
            || _teardowns.TakesOut(type, _objects[edge.From].Type, NameOf(edge), HowHeld(cycle, edge), withBases, _body);
    }

    /// <summary>
    /// The cycle goes through a collection of the program's own, which clears the element's way back to somebody else when it takes it out:
    /// <c>void Remove(Item item) { _all.Remove(item); item.Owner = null; }</c>.
    /// </summary>
    private bool IsTakenOutByCollection(List<HeapEdge> cycle, List<HeapEdge> links) =>
        cycle.Any(inner => (inner.Member is ISymbol ? HowHeld(cycle, inner) == HeldBy.Collection : _objects[inner.From].IsCollection)
            && links.Any(back => back.From != inner.From && back.To != inner.From
                && _teardowns.TakesOut(_objects[inner.From].Type, _objects[back.From].Type, NameOf(back), HeldBy.Itself, true, _body)));

    /// <summary>What the delegate runs sets a member of the cycle to something else: <c>_done = () => { _done = null; … }</c>.</summary>
    private bool IsUndoneByCallback(List<HeapEdge> cycle, List<int> nodes) =>
        nodes.Select(n => _objects[n].Target).OfType<DelegateTarget>().Any(target =>
            (target.Lambda?.Syntax ?? target.Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()) is { } code
            && code.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
                assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && Teardowns.LastName(assignment.Left) is { } name && cycle.Any(edge => edge.Member is IFieldSymbol or IPropertySymbol && NameOf(edge) == name)));

    /// <summary>The types of the objects, the one of the body and the one that declares the member.</summary>
    private IEnumerable<ITypeSymbol?> Types(List<int> nodes, ISymbol member) => nodes.Select(n => _objects[n].Type).Append(_method.ContainingType).Append(member.ContainingType);

    /// <summary>A method of the object itself made the link, which the base class may declare: what it puts in, the base class takes out.</summary>
    private static bool IsCallOfOwn(SyntaxNode writer) =>
        writer is InvocationExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } };

    private static string NameOf(HeapEdge edge) => ((ISymbol)edge.Member!).Name;

    /// <summary>What is added to a collection belongs to the member that holds the collection.</summary>
    private static Writer? WriterOf(List<HeapEdge> cycle, HeapEdge edge) => edge.Writer ?? cycle.FirstOrDefault(e => e.From == edge.To && e is { Member: not ISymbol, Writer: not null })?.Writer;

    /// <summary>A collection of the program itself keeps its elements in a library collection of its own.</summary>
    private HeldBy HowHeld(List<HeapEdge> cycle, HeapEdge edge)
    {
        if (cycle.FirstOrDefault(e => e.From == edge.To) is not { } on)
            return HeldBy.Itself;
        if (on.Member is not ISymbol)
            return HeldBy.Collection;
        return cycle.Any(e => e.From == on.To && e.Member is not ISymbol && _objects[e.From].IsCollection && _objects[e.To].Kind != ObjectKind.Delegate) ? HeldBy.CollectionInside : HeldBy.Itself;
    }
}
