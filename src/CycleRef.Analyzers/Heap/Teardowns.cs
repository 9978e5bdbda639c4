using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Which members a type lets go of by hand: those that a teardown method (Dispose, Close, …) or a helper that it calls sets to null, clears,
/// disposes or unsubscribes. Read off the syntax, by name: in doubt a link counts as managed.
/// </summary>
internal sealed class Teardowns
{
    /// <summary>Verbs of methods that may break links, beyond the teardown methods themselves.</summary>
    private static readonly string[] Verbs = ["Remove", "Unlink", "Clear", "Reset", "Release", "Free", "Delete", "Destroy", "Unregister", "Unsubscribe", "Unbind", "Dispose", "Cleanup", "CleanUp"];

    private readonly NamePatterns _methods;
    private readonly ConcurrentDictionary<INamedTypeSymbol, Broken> _types = new(SymbolEqualityComparer.Default);

    public Teardowns(KnowledgeBase knowledge, CycleRefOptions options) =>
        _methods = new NamePatterns(knowledge[TableNames.TeardownMethods].Rows.Select(static r => r.Id).Concat(options.TeardownMethods), ignoreCase: false);

    public bool SoundsLikeTeardown(string method) => _methods.Matches(method) || Verbs.Any(verb => method.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>A teardown method of the type, or of a base type or the type around it, lets go of the member.</summary>
    public bool Breaks(ITypeSymbol? type, string member) => Any(type, broken => broken.InTeardown.Contains(member));

    /// <summary>Some method of the type unsubscribes from an event of this name.</summary>
    /// <remarks>Not counting what stands in <paramref name="body"/> itself, outside of lambdas: that was followed statement by statement.</remarks>
    public bool Unsubscribes(ITypeSymbol? type, string @event, SyntaxNode? body) =>
        Any(type, broken => broken.Unsubscribed.Any(u => u.Key == @event && (body is null || !body.Span.Contains(u.Value.Span) || body.SyntaxTree != u.Value.SyntaxTree || IsInFunction(u.Value, body))));

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
        var bodies = new List<MemberDeclarationSyntax>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration)
                bodies.AddRange(declaration.Members.Where(static m => m is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax));
        }

        var broken = new Broken();
        foreach (var member in bodies.Where(static b => b is not (DestructorDeclarationSyntax or EventDeclarationSyntax)))
        {
            foreach (var assignment in member.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if ((assignment.IsKind(SyntaxKind.SubtractAssignmentExpression) || IsDelegateRemove(assignment.Right)) && LastName(assignment.Left) is { } name)
                    broken.Unsubscribed.Add(new KeyValuePair<string, SyntaxNode>(name, assignment));
            }
        }

        var teardowns = bodies.OfType<MethodDeclarationSyntax>().Where(m => _methods.Matches(m.Identifier.ValueText)).ToList();
        var helpers = teardowns.SelectMany(static t => t.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Select(static i => i.Expression switch
            {
                IdentifierNameSyntax name => name.Identifier.ValueText,
                MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
                _ => null,
            })
            .ToImmutableHashSet();
        foreach (var method in teardowns.Concat(bodies.OfType<MethodDeclarationSyntax>().Where(m => helpers.Contains(m.Identifier.ValueText))))
            ReadBroken(method, broken.InTeardown);
        return broken;
    }

    private void ReadBroken(SyntaxNode method, HashSet<string> broken)
    {
        foreach (var node in method.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.SubtractAssignmentExpression) || IsNothing(assignment.Right):
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

    private static bool IsNothing(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NullLiteralExpression) || literal.IsKind(SyntaxKind.DefaultLiteralExpression),
        DefaultExpressionSyntax => true,
        PostfixUnaryExpressionSyntax { Operand: var operand } => IsNothing(operand),
        AssignmentExpressionSyntax chained => IsNothing(chained.Right),
        _ => false,
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

        public List<KeyValuePair<string, SyntaxNode>> Unsubscribed { get; } = [];
    }
}
