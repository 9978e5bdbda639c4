using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>Where a local variable can be named.</summary>
internal static class VariableScope
{
    public static SyntaxNode? Of(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } declaration)
            return null;
        if (declaration is ForEachStatementSyntax loop)
            return loop.Statement;
        for (var node = declaration.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax:
                    return node;
                // Its variables can be used in its body alone.
                case ForStatementSyntax or WhileStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax or FixedStatementSyntax or LockStatementSyntax:
                    return node;
                case StatementSyntax statement:
                    return FunctionBody.ContainerOf(statement) ?? node;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
            }
        }

        return null;
    }
}
