using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Tells by syntax whether a read earns no warning when what is read may be null. In doubt it does.</summary>
internal static class NullTolerance
{
    public static bool Allows(ExpressionSyntax access, SemanticModel model)
    {
        if (!model.GetNullableContext(access.SpanStart).WarningsEnabled())
            return true;
        if (access.IsKind(SyntaxKind.SuppressNullableWarningExpression))
            return true;
        return access.Parent switch
        {
            ConditionalAccessExpressionSyntax conditional => conditional.Expression == access,
            BinaryExpressionSyntax binary => Allows(binary, access),
            IsPatternExpressionSyntax or SwitchExpressionSyntax => true,
            SubpatternSyntax => true,
            _ => false,
        };
    }

    private static bool Allows(BinaryExpressionSyntax binary, ExpressionSyntax access) => binary.Kind() switch
    {
        SyntaxKind.CoalesceExpression => binary.Left == access,
        SyntaxKind.IsExpression or SyntaxKind.AsExpression => true,
        SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression => Expressions.IsNull(binary.Left) || Expressions.IsNull(binary.Right),
        _ => false,
    };
}
