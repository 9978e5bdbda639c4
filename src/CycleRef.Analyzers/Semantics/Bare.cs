using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Semantics;

/// <summary>Expressions without what only wraps them.</summary>
internal static class Bare
{
    /// <summary>Without parentheses, casts and <c>!</c>.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax expression) => UseReader.Unwrap(expression);

    /// <summary>Of <c>new EventHandler(OnChanged)</c> what is in it, by syntax: one argument that is a lambda or a name.</summary>
    public static ExpressionSyntax OfDelegate(ExpressionSyntax expression)
    {
        expression = Of(expression);
        return expression is BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments }
            && Of(arguments[0].Expression) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax
            ? Of(arguments[0].Expression)
            : expression;
    }

    /// <summary>From an expression to the widest one around it that has the same value.</summary>
    public static ExpressionSyntax Whole(ExpressionSyntax expression)
    {
        while (expression.Parent is ExpressionSyntax outer
            && (outer is ParenthesizedExpressionSyntax or CastExpressionSyntax || outer.IsKind(SyntaxKind.SuppressNullableWarningExpression)))
            expression = outer;
        return expression;
    }

    /// <summary>The name of what an access ends in: <c>_x</c>, <c>this._x</c>, <c>a?._x</c>; null for anything else.</summary>
    public static SimpleNameSyntax? NameOf(ExpressionSyntax expression) => Of(expression) switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}
