using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>An object that an expression makes and that nothing but the expression's value holds.</summary>
/// <param name="Description">How messages call it.</param>
/// <param name="IsDelegate">It is a delegate.</param>
internal sealed record FreshTarget(string Description, bool IsDelegate)
{
    /// <summary>By syntax alone: could the expression make an object?</summary>
    public static bool IsPossible(ExpressionSyntax expression) =>
        Bare.Of(expression) is AnonymousFunctionExpressionSyntax or BaseObjectCreationExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax;

    public static FreshTarget? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        expression = Bare.Of(expression);
        switch (expression)
        {
            case AnonymousFunctionExpressionSyntax lambda:
                return OfLambda(lambda, model, cancellationToken);
            case BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation, cancellationToken).Type is INamedTypeSymbol type:
                return type.TypeKind == TypeKind.Delegate ? OfDelegate(creation, model, cancellationToken)
                    : KeepsToItself.IsSo(creation, type, model, cancellationToken) ? new FreshTarget($"the new '{type.Name}'", false)
                    : null;
            case SimpleNameSyntax or MemberAccessExpressionSyntax when model.GetSymbolInfo(expression, cancellationToken).Symbol is IMethodSymbol method:
                return OfMethod(expression, method, isExplicit: false, model, cancellationToken);
            default:
                return null;
        }
    }

    private static FreshTarget? OfDelegate(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        var inner = Bare.OfDelegate(creation);
        return inner is AnonymousFunctionExpressionSyntax lambda ? OfLambda(lambda, model, cancellationToken)
            : model.GetSymbolInfo(inner, cancellationToken).Symbol is IMethodSymbol method ? OfMethod(inner, method, isExplicit: true, model, cancellationToken)
            : null;
    }

    /// <summary>The compiler keeps the delegate of a lambda that captures nothing in a static field, except in code that runs only once.</summary>
    private static FreshTarget? OfLambda(AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken) =>
        RunsOnce(lambda) || Captures(lambda, model, cancellationToken) ? new FreshTarget("the delegate of the lambda", true) : null;

    /// <summary>The same for static methods, since C# 11, but not for <c>new D(M)</c>.</summary>
    private static FreshTarget? OfMethod(ExpressionSyntax expression, IMethodSymbol method, bool isExplicit, SemanticModel model, CancellationToken cancellationToken)
    {
        var isShared = method.MethodKind == MethodKind.LocalFunction
            ? !Captures(expression, model, cancellationToken)
            : method.IsStatic && method.ReducedFrom is null;
        if (isShared && !isExplicit && !RunsOnce(expression) && expression.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp11 })
            return null;
        return new FreshTarget($"the delegate of '{method.Name}'", true);
    }

    /// <summary>Weak references to lambdas are few in a method, so nothing is kept for the next one.</summary>
    private static bool Captures(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        CallbackReader.OfDelegate(expression, model, new Closures(), cancellationToken) is { IsUnknown: false } target && (target.RetainsThis || target.Retained.Length > 0);

    private static bool RunsOnce(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        BaseFieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.StaticKeyword) && !IsInAnotherLambda(node),
        ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword) && !IsInAnotherLambda(node),
        PropertyDeclarationSyntax { Initializer: { } initializer } property => initializer.Span.Contains(node.Span) && property.Modifiers.Any(SyntaxKind.StaticKeyword) && !IsInAnotherLambda(node),
        _ => false,
    };

    private static bool IsInAnotherLambda(SyntaxNode node) => node.Ancestors().Any(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
