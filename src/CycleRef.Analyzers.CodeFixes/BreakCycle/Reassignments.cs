using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>Where a variable may get another value after its declaration. By name: a variable of the same name elsewhere only adds places.</summary>
internal static class Reassignments
{
    public static IEnumerable<SyntaxNode> Of(string name, SyntaxNode body) => body.DescendantNodes().Where(node => node switch
    {
        AssignmentExpressionSyntax assignment => Names(assignment.Left, name),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax identifier } => identifier.Identifier.ValueText == name,
        RefExpressionSyntax { Expression: IdentifierNameSyntax identifier } => identifier.Identifier.ValueText == name,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression, Operand: IdentifierNameSyntax identifier } => identifier.Identifier.ValueText == name,
        ForEachVariableStatementSyntax loop => Names(loop.Variable, name),
        _ => false,
    });

    private static bool Names(ExpressionSyntax left, string name) => left switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => Names(argument.Expression, name)),
        ParenthesizedExpressionSyntax parenthesized => Names(parenthesized.Expression, name),
        _ => false,
    };
}
