using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>
/// Calls that are not done when they return: tasks that nobody waits for, and sequences that nobody has walked yet. They would find the
/// link gone.
/// </summary>
internal static class DeferredWork
{
    public static bool UsesAny(CycleVariables variables, SyntaxNode body, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in body.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isDeferred = node switch
            {
                InvocationExpressionSyntax call => variables.AreMentionedIn(call) && !IsWaitedFor(call) && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol called && IsDeferred(called, cancellationToken),
                // Nobody can wait for an `async void`.
                AnonymousFunctionExpressionSyntax { AsyncKeyword.RawKind: not 0 } lambda => variables.AreMentionedIn(lambda) && model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol { ReturnsVoid: true },
                _ => false,
            };
            if (isDeferred)
                return true;
        }

        return false;
    }

    private static bool IsDeferred(IMethodSymbol called, CancellationToken cancellationToken) =>
        called.IsAsync || (IsAwaitable(called.ReturnType) && called.Name != "FromResult") || called.DeclaringSyntaxReferences.Any(reference => IsIterator(reference.GetSyntax(cancellationToken)));

    private static bool IsAwaitable(ITypeSymbol type) => type.GetMembers("GetAwaiter").Any() || type.Name is "IAsyncEnumerable" or "IAsyncEnumerator";

    private static bool IsIterator(SyntaxNode function) => FunctionBody.OwnNodes(function).Any(static node => node is YieldStatementSyntax);

    /// <summary>Within an <c>await</c> or a loop over it, or followed by what blocks until it is done.</summary>
    private static bool IsWaitedFor(InvocationExpressionSyntax call)
    {
        for (SyntaxNode node = call; node.Parent is { } parent && !FunctionBody.IsNested(parent); node = parent)
        {
            switch (parent)
            {
                case AwaitExpressionSyntax:
                case CommonForEachStatementSyntax loop when loop.Expression == node:
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "Wait" or "GetResult" } access when access.Expression == node:
                    return true;
                case StatementSyntax:
                    return false;
            }
        }

        return false;
    }
}
