using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Which members a type lets go of by hand: those that a teardown method (Dispose, Close, …) or a helper that it calls sets to null, clears,
/// disposes or unsubscribes. The same reading of the code as for the types (<see cref="CodeFacts"/>), and more: by name alone, any receiver,
/// any verb that sounds like it. In doubt a link counts as managed.
/// </summary>
internal sealed partial class Teardowns
{
    /// <summary>Verbs of methods that may break links, beyond the teardown methods themselves.</summary>
    private static readonly string[] Verbs = ["Remove", "Unlink", "Clear", "Reset", "Release", "Free", "Delete", "Destroy", "Unregister", "Unsubscribe", "Unbind", "Dispose", "Cleanup", "CleanUp"];

    /// <summary>Verbs of methods that give up a handler which they are handed.</summary>
    private static readonly string[] HandlerVerbs = ["Remove", "Unsubscribe", "Unregister", "Unhook", "Unbind", "Detach", "Off"];

    /// <summary>Verbs of methods by which an element takes itself out of a structure, or a structure gives up what it starts with.</summary>
    private static readonly string[] OwnRemovals = ["Remove", "Unlink", "Clear"];

    /// <summary>
    /// Verbs that say, alone or before another word, that an object has come to its end: <c>CloseContainer</c>. Not those that take one element out, begin
    /// anew or, as <c>Release</c> and <c>Free</c>, wait for somebody to ask.
    /// </summary>
    private static readonly string[] Endings = ["Close", "Dispose", "Unload", "Destroy", "Shutdown", "ShutDown", "Cleanup", "CleanUp"];

    private readonly NamePatterns _methods;
    private readonly ConcurrentDictionary<INamedTypeSymbol, BrokenLinks> _types = new(SymbolEqualityComparer.Default);

    public Teardowns(KnowledgeBase knowledge, CycleRefOptions options) =>
        _methods = new NamePatterns(knowledge[TableNames.TeardownMethods].Rows.Select(static r => r.Id).Concat(options.TeardownMethods), ignoreCase: false);

    public bool SoundsLikeTeardown(string method) => _methods.Matches(method) || Verbs.Any(verb => method.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>A teardown method of the type, or of a base type or the type around it, lets go of the member, or a helper of theirs that it calls.</summary>
    public bool Breaks(ITypeSymbol? type, string member)
    {
        var helpers = CalledBy(type, static broken => broken.CalledInTeardown);
        return Any(type, broken => broken.InTeardown.Contains(member) || broken.Cleared.Any(clear => clear.Member == member && helpers.Contains(clear.Method)));
    }

    /// <summary>The same for a member of <paramref name="holder"/>, which the type may also clear by <c>child.SetParent(null)</c>.</summary>
    public bool Breaks(ITypeSymbol? type, ITypeSymbol? holder, string member) =>
        Breaks(type, member) || Any(holder, theirs => theirs.Setters.Any(setter => setter.Value == member && Breaks(type, setter.Key)));

    /// <summary>Any method of the type clears the member of <paramref name="holder"/>, whatever it is called.</summary>
    public bool ClearsAnywhere(ITypeSymbol? type, ITypeSymbol? holder, string member) =>
        Clears(type, holder, member, withBases: true, static _ => true);

    /// <summary>
    /// Some other method of the type takes an element out of a structure: it clears the member of another object, <c>item.Parent = null</c>, or removes
    /// from the collection in it. That an object clears a reference of its own may mean anything, unless it is torn down, or takes itself out: <c>Remove()</c>.
    /// </summary>
    /// <param name="type">The type whose methods are looked at.</param>
    /// <param name="holder">The type of the object whose member it is.</param>
    /// <param name="member">The member.</param>
    /// <param name="held">How the cycle goes on from what the member holds.</param>
    /// <param name="withBases">The methods that the type inherits are looked at, too.</param>
    /// <param name="except">The name of the method that does not count; of a property only that its setter lets go of the old value.</param>
    public bool TakesOut(ITypeSymbol? type, ITypeSymbol? holder, string member, HeldBy held, bool withBases, string except) =>
        Clears(type, holder, member, withBases, clear => (clear.Method != except || (clear.InProperty && IsOfOther(clear)))
            && (Empties(clear, held) || IsOfOther(clear) || (!withBases && clear.Kind == ClearKind.Whole && OwnRemovals.Any(verb => clear.Method.StartsWith(verb, StringComparison.Ordinal)))));

    /// <summary>Some other method lets go of the member when its object comes to its end, under a name that the table does not have: <c>CloseContainer</c>.</summary>
    /// <inheritdoc cref="TakesOut" path="/param"/>
    public bool Ends(ITypeSymbol? type, ITypeSymbol? holder, string member, HeldBy held, string except)
    {
        var helpers = CalledBy(type, static broken => broken.CalledAtEnd);
        return Clears(type, holder, member, withBases: true, clear => clear.Method != except && (IsEnding(clear.Method) || helpers.Contains(clear.Method)) && (clear.Kind == ClearKind.Whole || Empties(clear, held)));
    }

    /// <summary>What the member held is out of the way of the cycle, because it is empty, or replaced by something empty.</summary>
    private static bool Empties(MemberClear clear, HeldBy held) => clear.Kind == ClearKind.Elements ? held != HeldBy.Itself : held == HeldBy.Collection;

    private static bool IsEnding(string method) =>
        Endings.Any(verb => method.StartsWith(verb, StringComparison.Ordinal) && (method.Length == verb.Length || !char.IsLower(method[verb.Length])));

    private static bool IsOfOther(MemberClear clear) => !clear.OnThis && clear.Kind == ClearKind.Whole;

    /// <summary>The type passes its end on to what the member holds, <c>void Free() => _map.Free();</c>, or sets the member back: <c>_output = _outer.Pop()</c>.</summary>
    public bool Releases(ITypeSymbol? type, string member) => Any(type, broken => broken.Released.Contains(member), withBases: false);

    /// <summary>Some other method of the type calls a method on what its member holds, and that method clears the next member: <c>_group.Release()</c>.</summary>
    public bool AsksToClear(ITypeSymbol? type, string member, ITypeSymbol? next, string nextMember, string except) =>
        Any(type, broken => broken.Calls.Any(call => call.Member == member && call.Method != except
            && Clears(next, next, nextMember, withBases: true, clear => clear.OnThis && clear.Kind == ClearKind.Whole && clear.Method == call.Called)));

    private bool Clears(ITypeSymbol? type, ITypeSymbol? holder, string member, bool withBases, Func<MemberClear, bool> counts)
    {
        return Has(member) || Any(holder, theirs => theirs.Setters.Any(setter => setter.Value == member && Has(setter.Key)));

        bool Has(string name) => Any(type, broken => broken.Cleared.Any(clear => clear.Member == name && counts(clear)), withBases);
    }

    /// <summary>Some method of the type unsubscribes from an event of this name.</summary>
    /// <remarks>Not counting what stands in <paramref name="body"/> itself, outside of lambdas: that was followed statement by statement.</remarks>
    public bool Unsubscribes(ITypeSymbol? type, string @event, SyntaxNode? body = null) =>
        Any(type, broken => broken.Unsubscribed.Any(u => u.Key == @event && (body is null || !body.Span.Contains(u.Value.Span) || body.SyntaxTree != u.Value.SyntaxTree || IsInFunction(u.Value, body))));

    /// <summary>Some method of the type hands the method to <c>Unsubscribe(…)</c>, <c>RemoveHandler(…)</c> or the like.</summary>
    public bool TakesBack(ITypeSymbol? type, string handler) => Any(type, broken => broken.TakenBack.Contains(handler));

    private static bool IsInFunction(SyntaxNode node, SyntaxNode body) =>
        node.Ancestors().TakeWhile(a => a != body).Any(static a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    /// <summary>Of the type and its bases: a base method may call what the type overrides, and the type what a base has.</summary>
    private HashSet<string> CalledBy(ITypeSymbol? type, Func<BrokenLinks, HashSet<string>> callees)
    {
        var called = new HashSet<string>(StringComparer.Ordinal);
        Any(type, broken =>
        {
            called.UnionWith(callees(broken));
            return false;
        });
        return called;
    }

    private bool Any(ITypeSymbol? type, Func<BrokenLinks, bool> test, bool withBases = true)
    {
        var steps = 0;
        for (var current = type as INamedTypeSymbol; current is not null && steps++ < (withBases ? Bounds.MaxBaseTypes : 1); current = current.BaseType)
        {
            for (var container = current; container is not null; container = container.ContainingType)
            {
                if (container.DeclaringSyntaxReferences.Length > 0 && test(_types.GetOrAdd(container.OriginalDefinition, Read)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The name of the method that is called, if it has one.</summary>
    public static string? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    public static string? LastName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => LastName(access.WhenNotNull),
        PostfixUnaryExpressionSyntax suppressed => LastName(suppressed.Operand),
        ParenthesizedExpressionSyntax parenthesized => LastName(parenthesized.Expression),
        CastExpressionSyntax cast => LastName(cast.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => LastName(cast.Left),
        ElementAccessExpressionSyntax element => LastName(element.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => LastName(access.Expression),
        _ => null,
    };
}
