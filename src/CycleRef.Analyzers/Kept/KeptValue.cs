using System;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Kept;

/// <summary>A value that a thread, a flow or a key keeps, and that holds the object which has the field.</summary>
/// <param name="Stored">The expression that stores it.</param>
/// <param name="Path"><c>Thread → Cache._local → Session → Cache</c>.</param>
internal sealed record KeptValue(ExpressionSyntax Stored, string Path)
{
    private static readonly string[] Releasing = ["Dispose", "Clear", "Remove", "TryTake"];

    public static KeptValue? Of(ISymbol member, KeeperKind kind, SemanticModels models, KnownCode code, CancellationToken cancellationToken)
    {
        var uses = MemberUses.Of(member, code.Index, cancellationToken);
        // Somebody else's code may store and release.
        if (!uses.AreComplete)
            return null;
        var reaching = new ReachingOwner(models, code, cancellationToken);
        if (uses.All.Any(use => IsReleased(use, reaching)))
            return null;
        foreach (var use in uses.All)
        {
            if (use.IsOwn && StoredBy(use, kind, models, cancellationToken) is { } value && reaching.Through(value) is { } way)
                return new KeptValue(value, RootPath.Format(kind.Root, member.ContainingType.Name + "." + member.Name, way, member.ContainingType.Name));
        }

        return null;
    }

    /// <summary>Disposed, emptied, set to something else, or out of sight. What a finalizer does comes too late.</summary>
    private static bool IsReleased(MemberUse use, ReachingOwner reaching) => !use.IsInFinalizer && use.Kind switch
    {
        UseKind.Cleared => use.Node is IdentifierNameSyntax,
        UseKind.Called => Array.IndexOf(Releasing, use.Name) >= 0,
        UseKind.Set => use.Name == "Value" && reaching.Through(use.Value!) is null,
        UseKind.Escapes => use.Node.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { } loop || !loop.Expression.Contains(use.Node),
        _ => false,
    };

    /// <summary>The expression whose object is stored by this use of the member.</summary>
    private static ExpressionSyntax? StoredBy(MemberUse use, KeeperKind kind, SemanticModels models, CancellationToken cancellationToken)
    {
        // Where the flow, or the thread, is another one, nothing is known of its end.
        if (use.Node.Ancestors().Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            return null;
        switch (use.Kind)
        {
            case UseKind.Assigned when kind.Name == KeeperKind.ThreadLocal:
                return use.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } made } ? MadeBy(Bare.Of(made[0].Expression)) : null;
            case UseKind.Set when use.Name == "Value" && (kind.Name == KeeperKind.ThreadLocal || (kind.Name == KeeperKind.AsyncLocal && !IsInAsync(use.Node))):
                return use.Value;
            case UseKind.Called when kind.Name == KeeperKind.ConcurrentBag && use is { Name: "Add", Call.ArgumentList.Arguments: { Count: 1 } added }:
                return added[0].Expression;
            case UseKind.Called when kind.Name == KeeperKind.ConditionalWeakTable && use.Call!.ArgumentList.Arguments is { Count: 2 } pair && IsForeign(pair[0].Expression, models, cancellationToken):
                return use.Name switch
                {
                    "Add" or "AddOrUpdate" or "TryAdd" => pair[1].Expression,
                    "GetValue" or "GetOrAdd" => MadeBy(Bare.Of(pair[1].Expression)),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>What a factory lambda gives.</summary>
    private static ExpressionSyntax? MadeBy(ExpressionSyntax factory)
    {
        if (factory is not AnonymousFunctionExpressionSyntax lambda)
            return null;
        if (lambda.ExpressionBody is { } expression)
            return expression;
        var returns = lambda.Block?.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        return returns is { Count: 1 } ? returns[0].Expression : null;
    }

    /// <summary>An async method restores the flow's values when it gives way.</summary>
    private static bool IsInAsync(SyntaxNode node) => node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.AsyncKeyword) == true;

    /// <summary>A key that was handed in may outlive the table's owner.</summary>
    private static bool IsForeign(ExpressionSyntax key, SemanticModels models, CancellationToken cancellationToken) =>
        Bare.Of(key) is IdentifierNameSyntax name && models.Of(key.SyntaxTree).GetSymbolInfo(name, cancellationToken).Symbol is IParameterSymbol;
}
