using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>The body of a method, accessor, local function or lambda, or the top-level statements of a program.</summary>
internal static class FunctionBody
{
    /// <returns>The block, or the compilation unit; null for an expression body.</returns>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax }:
                    return current;
                case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit }:
                    return unit;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax or ArrowExpressionClauseSyntax:
                    return null;
            }
        }

        return null;
    }

    public static bool IsNested(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    /// <summary>All nodes of the function itself, without those of functions in it.</summary>
    public static IEnumerable<SyntaxNode> OwnNodes(SyntaxNode root) => root.DescendantNodesAndSelf(node => node == root || (!IsNested(node) && !IsForeignMember(node)));

    /// <summary>The statements that stand one after the other in a node.</summary>
    public static IReadOnlyList<StatementSyntax>? StatementsOf(SyntaxNode? container) => container switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement).ToList(),
        _ => null,
    };

    /// <summary>The node that holds the statement in a list, or null for the only statement of an <c>if</c> or a loop.</summary>
    public static SyntaxNode? ContainerOf(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax or SwitchSectionSyntax => statement.Parent,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit,
        _ => null,
    };

    private static bool IsForeignMember(SyntaxNode node) => node is MemberDeclarationSyntax and not GlobalStatementSyntax;
}
