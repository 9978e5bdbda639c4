using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Semantics;

/// <summary>Expressions without what only wraps them.</summary>
internal static class Bare
{
    /// <summary>Without parentheses, casts, <c>as</c>, <c>checked</c> and <c>!</c>: what is left stands for the same object, or null.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax expression)
    {
        // Ends: every turn goes one level down the tree.
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    expression = postfix.Operand;
                    break;
                case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AsExpression):
                    expression = binary.Left;
                    break;
                case CheckedExpressionSyntax @checked:
                    expression = @checked.Expression;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>Of <c>new EventHandler(OnChanged)</c> what is in it, by syntax: one argument that is a lambda or a name.</summary>
    public static ExpressionSyntax OfDelegate(ExpressionSyntax expression)
    {
        expression = Of(expression);
        return expression is BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments }
            && Of(arguments[0].Expression) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax
            ? Of(arguments[0].Expression)
            : expression;
    }

    /// <summary>From an expression to the widest one around it that <see cref="Of"/> takes off again.</summary>
    public static ExpressionSyntax Whole(ExpressionSyntax expression)
    {
        // Ends: every turn goes one level up the tree.
        while (expression.Parent is ExpressionSyntax outer
            && (outer is ParenthesizedExpressionSyntax or CastExpressionSyntax or CheckedExpressionSyntax
                || outer.IsKind(SyntaxKind.SuppressNullableWarningExpression)
                || outer is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } tried && tried.Left == expression))
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
