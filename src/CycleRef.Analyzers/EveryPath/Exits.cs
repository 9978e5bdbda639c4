using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.EveryPath;

/// <summary>Whether control may leave a piece of code other than at its end, so that what follows it may not run.</summary>
internal static class Exits
{
    public static bool MayLeave(SyntaxNode piece)
    {
        foreach (var node in piece.DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            switch (node)
            {
                case ThrowStatementSyntax or ThrowExpressionSyntax or ReturnStatementSyntax or GotoStatementSyntax or YieldStatementSyntax:
                case BreakStatementSyntax or ContinueStatementSyntax when !LandsInside(node, piece):
                    return true;
            }
        }

        return false;
    }

    /// <summary>A jump lands behind, or at the head of, the nearest loop or switch.</summary>
    private static bool LandsInside(SyntaxNode jump, SyntaxNode piece)
    {
        for (var current = jump.Parent; jump != piece && current is not null; current = current.Parent)
        {
            var isTarget = current is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
                || (current is SwitchStatementSyntax && jump is BreakStatementSyntax);
            if (isTarget)
                return true;
            if (current == piece)
                return false;
        }

        return false;
    }
}
