using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Small questions about expressions.</summary>
internal static class Expressions
{
    /// <summary>The expression without parentheses, casts and <c>!</c> around it.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            var inner = expression switch
            {
                ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression,
                CastExpressionSyntax cast => cast.Expression,
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => suppressed.Operand,
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } converted => converted.Left,
                _ => null,
            };
            if (inner is null)
                return expression;
            expression = inner;
        }
    }

    public static bool IsNull(ExpressionSyntax expression) =>
        Bare(expression) is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax;

    /// <summary>From a name to the whole access that it ends: <c>_x</c>, <c>this._x</c>, <c>a.B._x</c>, without what only wraps it.</summary>
    public static ExpressionSyntax WholeAccess(ExpressionSyntax name)
    {
        var access = name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member
            : name.Parent is MemberBindingExpressionSyntax binding && binding.Name == name ? binding
            : name;
        while (access.Parent is ParenthesizedExpressionSyntax
            || (access.Parent is PostfixUnaryExpressionSyntax postfix && postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression)))
            access = (ExpressionSyntax)access.Parent;
        return access;
    }

    /// <summary>Its own text gives something a name: <c>nameof(x)</c>, <c>new { x }</c>, <c>(x, 1)</c>.</summary>
    public static bool NamesWhatItStandsIn(ExpressionSyntax expression) =>
        IsInNameof(expression) || expression.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } or ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax };

    public static bool IsInNameof(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null and not StatementSyntax and not MemberDeclarationSyntax; current = current.Parent)
        {
            if (current is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } })
                return true;
        }

        return false;
    }
}
