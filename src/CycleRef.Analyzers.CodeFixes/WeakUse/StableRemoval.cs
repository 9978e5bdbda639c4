using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Handlers;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>CYC4003: what is added and what is removed become the same delegate.</summary>
internal static class StableRemoval
{
    public static Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken) => Task.FromResult(Find(place, cancellationToken));

    private static OfferedFix? Find(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Diagnostic.AdditionalLocations.Count == 0
            || place.Node is not ExpressionSyntax removed
            || removed.FirstAncestorOrSelf<AssignmentExpressionSyntax>(static node => node.IsKind(SyntaxKind.SubtractAssignmentExpression)) is not { } removal
            || place.NodeAt(place.Diagnostic.AdditionalLocations[0])?.FirstAncestorOrSelf<AssignmentExpressionSyntax>(static node => node.IsKind(SyntaxKind.AddAssignmentExpression)) is not { } addition
            || Bare.OfDelegate(addition.Right) is not AnonymousFunctionExpressionSyntax lambda)
            return null;
        return removed is AnonymousFunctionExpressionSyntax ? Shared(place, removal, addition, removed, lambda, cancellationToken) : Direct(place, removal, addition, lambda);
    }

    /// <summary>The same lambda twice: it becomes a method, or is kept in a field.</summary>
    private static OfferedFix? Shared(
        FixPlace place,
        AssignmentExpressionSyntax removal,
        AssignmentExpressionSyntax addition,
        ExpressionSyntax removed,
        AnonymousFunctionExpressionSyntax lambda,
        CancellationToken cancellationToken)
    {
        // With several additions it is not known which one is meant.
        if (!SyntaxFactory.AreEquivalent(removed, lambda, topLevel: false)
            || Additions(addition).Count != 1
            || place.Model.GetTypeInfo(addition.Right, cancellationToken).ConvertedType is not INamedTypeSymbol type
            || Bare.NameOf(addition.Left)?.Identifier.ValueText is not { } subject
            || StableHandler.For(addition.Right, type, subject, place.Model, cancellationToken) is not { } handler
            || (!handler.IsStatic && IsInStatic(removal)))
            return null;
        var changes = handler.Changes.Add(new TextChange(removal.Right.Span, handler.Name));
        return new OfferedFix($"Add and remove '{handler.Name}'", EquivalenceKeys.StableRemoval, place.Edits([.. changes]));
    }

    /// <summary><c>(s, e) => OnChanged(s, e)</c> is added, <c>OnChanged</c> is removed: it is added itself.</summary>
    private static OfferedFix? Direct(FixPlace place, AssignmentExpressionSyntax removal, AssignmentExpressionSyntax addition, AnonymousFunctionExpressionSyntax lambda)
    {
        var parameters = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => [simple.Parameter.Identifier.ValueText],
            ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.ParameterList.Parameters.Select(static parameter => parameter.Identifier.ValueText).ToList(),
            _ => new List<string>(),
        };
        var call = lambda.ExpressionBody ?? (lambda.Block is { Statements: { Count: 1 } statements } && statements[0] is ExpressionStatementSyntax only ? only.Expression : null);
        if (call is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } invocation
            || Bare.NameOf(invocation.Expression)?.Identifier.ValueText != Bare.NameOf(Bare.OfDelegate(removal.Right))?.Identifier.ValueText
            || !arguments.Select(static argument => argument.ToString()).SequenceEqual(parameters)
            || lambda.Modifiers.Any(SyntaxKind.AsyncKeyword)
            || IsInStatic(addition) != IsInStatic(removal))
            return null;
        return new OfferedFix("Add the method that is removed", EquivalenceKeys.StableRemoval, place.Edits(new TextChange(addition.Right.Span, removal.Right.ToString())));
    }

    private static List<AssignmentExpressionSyntax> Additions(AssignmentExpressionSyntax addition) =>
        addition.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(other => other.IsKind(SyntaxKind.AddAssignmentExpression) && SyntaxFactory.AreEquivalent(other.Left, addition.Left))
            .ToList();

    private static bool IsInStatic(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.StaticKeyword) == true;
}
