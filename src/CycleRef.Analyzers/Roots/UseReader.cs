using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Says what an expression that names a member or local is used for. Looks at the syntax around it only.</summary>
internal static class UseReader
{
    /// <param name="name">The identifier.</param>
    /// <param name="method">The method in whose declaration it stands.</param>
    /// <param name="isOwn">See <see cref="MemberUse.IsOwn"/>.</param>
    public static MemberUse Read(IdentifierNameSyntax name, string method, bool isOwn)
    {
        var whole = Outermost(name);
        if (IsNameOf(whole))
            return Use(UseKind.Tested);
        switch (whole.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Expression == whole:
                return ReadMember(access, access.Name.Identifier.ValueText);
            case ConditionalAccessExpressionSyntax conditional when conditional.Expression == whole:
                return FirstBinding(conditional.WhenNotNull) is { } binding ? ReadMember(binding, binding.Name.Identifier.ValueText) : Use(UseKind.Escapes);
            case AssignmentExpressionSyntax assignment when assignment.Left == whole && assignment.Parent is not InitializerExpressionSyntax:
                return assignment.Kind() is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression
                    ? Use(IsNothing(assignment.Right) ? UseKind.Cleared : UseKind.Assigned, value: assignment.Right)
                    : Use(UseKind.Escapes);
            // _ = _x keeps nothing.
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard when discard.Right == whole:
                return Use(UseKind.Tested);
            case BinaryExpressionSyntax test when test.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression:
                return Use(UseKind.Tested);
            case IsPatternExpressionSyntax { Pattern: var pattern } when !Declares(pattern):
                return Use(UseKind.Tested);
            default:
                return Use(UseKind.Escapes);
        }

        MemberUse ReadMember(ExpressionSyntax access, string member)
        {
            var target = Outermost(access);
            return target.Parent switch
            {
                InvocationExpressionSyntax call when call.Expression == target => Use(UseKind.Called, member, call: call),
                AssignmentExpressionSyntax assignment when assignment.Left == target => Use(
                    assignment.Kind() switch
                    {
                        SyntaxKind.AddAssignmentExpression => UseKind.Added,
                        SyntaxKind.SubtractAssignmentExpression => UseKind.Removed,
                        _ => UseKind.Set,
                    },
                    member,
                    assignment.Right),
                _ => Use(UseKind.Read, member),
            };
        }

        MemberUse Use(UseKind kind, string member = "", ExpressionSyntax? value = null, InvocationExpressionSyntax? call = null) =>
            new(kind, name, member, value, call, method, isOwn);
    }

    /// <summary>Null, default, with or without a bang.</summary>
    public static bool IsNothing(ExpressionSyntax? value) => value switch
    {
        LiteralExpressionSyntax literal => literal.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression,
        DefaultExpressionSyntax => true,
        PostfixUnaryExpressionSyntax { Operand: var operand } => IsNothing(operand),
        CastExpressionSyntax { Expression: var inner } => IsNothing(inner),
        ParenthesizedExpressionSyntax { Expression: var inner } => IsNothing(inner),
        AssignmentExpressionSyntax chained => IsNothing(chained.Right),
        _ => false,
    };

    /// <summary>From <c>_x</c> up to <c>(this._x!)</c>: what stands for the same value.</summary>
    private static ExpressionSyntax Outermost(ExpressionSyntax expression)
    {
        // Ends: every turn goes one level up the tree.
        while (true)
        {
            switch (expression.Parent)
            {
                case MemberAccessExpressionSyntax access when access.Name == expression:
                    expression = access;
                    break;
                case MemberBindingExpressionSyntax binding when binding.Name == expression:
                    expression = binding;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized;
                    break;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    expression = postfix;
                    break;
                // ((IDisposable)_x).Dispose() acts on the same object; a cast that is handed on escapes.
                case CastExpressionSyntax cast when cast.Parent is ParenthesizedExpressionSyntax:
                    expression = cast;
                    break;
                case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AsExpression) && binary.Left == expression && binary.Parent is ParenthesizedExpressionSyntax:
                    expression = binary;
                    break;
                default:
                    return expression;
            }
        }
    }

    private static MemberBindingExpressionSyntax? FirstBinding(ExpressionSyntax expression)
    {
        // Ends: every turn goes one level down the tree.
        while (true)
        {
            switch (expression)
            {
                case MemberBindingExpressionSyntax binding:
                    return binding;
                case InvocationExpressionSyntax call:
                    expression = call.Expression;
                    break;
                case MemberAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case ConditionalAccessExpressionSyntax conditional:
                    expression = conditional.Expression;
                    break;
                case ElementAccessExpressionSyntax element:
                    expression = element.Expression;
                    break;
                case AssignmentExpressionSyntax assignment:
                    expression = assignment.Left;
                    break;
                default:
                    return null;
            }
        }
    }

    private static bool IsNameOf(ExpressionSyntax expression) =>
        expression.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

    /// <summary><c>_x is { } y</c> copies the value.</summary>
    private static bool Declares(PatternSyntax pattern)
    {
        foreach (var node in pattern.DescendantNodesAndSelf())
        {
            if (node is SingleVariableDesignationSyntax)
                return true;
        }

        return false;
    }
}
