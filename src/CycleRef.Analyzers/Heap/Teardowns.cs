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
internal sealed class Teardowns
{
    /// <summary>Verbs of methods that may break links, beyond the teardown methods themselves.</summary>
    private static readonly string[] Verbs = ["Remove", "Unlink", "Clear", "Reset", "Release", "Free", "Delete", "Destroy", "Unregister", "Unsubscribe", "Unbind", "Dispose", "Cleanup", "CleanUp"];

    /// <summary>Verbs of methods that give up a handler which they are handed.</summary>
    private static readonly string[] HandlerVerbs = ["Remove", "Unsubscribe", "Unregister", "Unhook", "Unbind", "Detach", "Off"];

    private readonly NamePatterns _methods;
    private readonly ConcurrentDictionary<INamedTypeSymbol, Broken> _types = new(SymbolEqualityComparer.Default);

    public Teardowns(KnowledgeBase knowledge, CycleRefOptions options) =>
        _methods = new NamePatterns(knowledge[TableNames.TeardownMethods].Rows.Select(static r => r.Id).Concat(options.TeardownMethods), ignoreCase: false);

    public bool SoundsLikeTeardown(string method) => _methods.Matches(method) || Verbs.Any(verb => method.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>A teardown method of the type, or of a base type or the type around it, lets go of the member.</summary>
    public bool Breaks(ITypeSymbol? type, string member) => Any(type, broken => broken.InTeardown.Contains(member));

    /// <summary>The same for a member of <paramref name="holder"/>, which the type may also clear by <c>child.SetParent(null)</c>.</summary>
    public bool Breaks(ITypeSymbol? type, ITypeSymbol? holder, string member) =>
        Breaks(type, member) || Any(holder, theirs => theirs.Setters.Any(setter => setter.Value == member && Breaks(type, setter.Key)));

    /// <summary>Any method of the type clears the member of <paramref name="holder"/>, whatever it is called.</summary>
    public bool ClearsAnywhere(ITypeSymbol? type, ITypeSymbol? holder, string member) =>
        Any(type, broken => broken.Cleared.Contains(member)) || Any(holder, theirs => theirs.Setters.Any(setter => setter.Value == member && Any(type, broken => broken.Cleared.Contains(setter.Key))));

    /// <summary>Some method of the type unsubscribes from an event of this name.</summary>
    /// <remarks>Not counting what stands in <paramref name="body"/> itself, outside of lambdas: that was followed statement by statement.</remarks>
    public bool Unsubscribes(ITypeSymbol? type, string @event, SyntaxNode? body = null) =>
        Any(type, broken => broken.Unsubscribed.Any(u => u.Key == @event && (body is null || !body.Span.Contains(u.Value.Span) || body.SyntaxTree != u.Value.SyntaxTree || IsInFunction(u.Value, body))));

    /// <summary>Some method of the type hands the method to <c>Unsubscribe(…)</c>, <c>RemoveHandler(…)</c> or the like.</summary>
    public bool TakesBack(ITypeSymbol? type, string handler) => Any(type, broken => broken.TakenBack.Contains(handler));

    private static bool IsInFunction(SyntaxNode node, SyntaxNode body) =>
        node.Ancestors().TakeWhile(a => a != body).Any(static a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    private bool Any(ITypeSymbol? type, Func<Broken, bool> test)
    {
        var steps = 0;
        for (var current = type as INamedTypeSymbol; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
        {
            for (var container = current; container is not null; container = container.ContainingType)
            {
                if (container.DeclaringSyntaxReferences.Length > 0 && test(_types.GetOrAdd(container.OriginalDefinition, Read)))
                    return true;
            }
        }

        return false;
    }

    private Broken Read(INamedTypeSymbol type)
    {
        var broken = new Broken();
        var facts = new CodeFacts();
        var members = new HashSet<string>(type.GetMembers().Where(static m => m is IFieldSymbol or IPropertySymbol).Select(static m => m.Name), StringComparer.Ordinal);
        var parts = type.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()).OfType<TypeDeclarationSyntax>().ToList();
        foreach (var part in parts)
        {
            var reader = new CodeFactsReader(part, members, facts);
            foreach (var member in part.Members.Where(static m => m is not (BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)))
                reader.Read(member, marks: null);
            foreach (var member in part.Members.Where(static m => m is BaseMethodDeclarationSyntax and not DestructorDeclarationSyntax or BasePropertyDeclarationSyntax))
                ReadRemovals(member, broken);
        }

        var helpers = new HashSet<string>(facts.OwnCalls.Where(c => _methods.Matches(c.Caller)).Select(static c => c.Callee), StringComparer.Ordinal);
        broken.InTeardown.UnionWith(facts.Clears.Where(c => IsTeardown(c.Method)).Select(static c => c.Member));
        broken.Cleared.UnionWith(facts.Clears.Where(static c => c.Method != "~").Select(static c => c.Member));
        broken.Setters.AddRange(facts.Writes.Where(static w => w.OnThis && w.Method != ".ctor" && (w.Source & ValueSource.HandedIn) != 0).Select(static w => new KeyValuePair<string, string>(w.Method, w.Member)));
        foreach (var method in parts.SelectMany(static p => p.Members).OfType<MethodDeclarationSyntax>().Where(m => IsTeardown(m.Identifier.ValueText)))
            ReadReleases(method, broken.InTeardown);
        return broken;

        bool IsTeardown(string method) => _methods.Matches(method) || helpers.Contains(method);
    }

    /// <summary><c>-=</c>, and handlers that are handed back. A lambda written down anew removes nothing; <c>remove { _inner.E -= value; }</c> only passes on.</summary>
    private void ReadRemovals(MemberDeclarationSyntax member, Broken broken)
    {
        foreach (var node in member.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when (assignment.IsKind(SyntaxKind.SubtractAssignmentExpression) && IsHandler(assignment.Right)) || IsDelegateRemove(assignment.Right):
                    if (LastName(assignment.Left) is { } name)
                        broken.Unsubscribed.Add(new KeyValuePair<string, SyntaxNode>(name, assignment));
                    break;
                case InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call when LastName(call.Expression) is { } called && TakesHandlers(called):
                    broken.TakenBack.UnionWith(arguments.Select(static a => LastName(HandlerOf(a.Expression))).OfType<string>());
                    break;
            }
        }

        bool IsHandler(ExpressionSyntax value) =>
            value is not AnonymousFunctionExpressionSyntax && !(member is EventDeclarationSyntax && value is IdentifierNameSyntax { Identifier.ValueText: "value" });
    }

    private static bool TakesHandlers(string method) => HandlerVerbs.Any(verb => method.StartsWith(verb, StringComparison.Ordinal));

    /// <summary><c>new EventHandler(OnChanged)</c> is as good as <c>OnChanged</c>.</summary>
    private static ExpressionSyntax HandlerOf(ExpressionSyntax value) => value is ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } only } ? only[0].Expression : value;

    /// <summary>What a teardown method lets go of beyond what <see cref="CodeFacts"/> calls cleared: in doubt a link counts as managed.</summary>
    private void ReadReleases(SyntaxNode method, HashSet<string> broken)
    {
        foreach (var node in method.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.SubtractAssignmentExpression):
                    Add(assignment.Left);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when SoundsLikeTeardown(access.Name.Identifier.ValueText):
                    Add(access.Expression);
                    break;
                case ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } access
                    when SoundsLikeTeardown(binding.Name.Identifier.ValueText):
                    Add(access.Expression);
                    break;
                case ForEachStatementSyntax loop when loop.Statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(i => LastName(i.Expression) is { } name && SoundsLikeTeardown(name)):
                    Add(loop.Expression);
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument:
                    // Interlocked.Exchange(ref _field, null)
                    Add(argument.Expression);
                    break;
            }
        }

        void Add(ExpressionSyntax expression)
        {
            if (LastName(expression) is { } name)
                broken.Add(name);
        }
    }

    private static bool IsDelegateRemove(ExpressionSyntax value) =>
        (value is CastExpressionSyntax cast ? cast.Expression : value) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Remove", Expression: IdentifierNameSyntax { Identifier.ValueText: "Delegate" } } };

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

    private sealed class Broken
    {
        public HashSet<string> InTeardown { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Cleared { get; } = new(StringComparer.Ordinal);

        /// <summary>Methods and properties that store what they are given, and the member.</summary>
        public List<KeyValuePair<string, string>> Setters { get; } = [];

        public HashSet<string> TakenBack { get; } = new(StringComparer.Ordinal);

        public List<KeyValuePair<string, SyntaxNode>> Unsubscribed { get; } = [];
    }
}
