using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Teardown;

/// <summary>
/// <c>Dispose</c> may be called again, and must do nothing then. One that uses a member without a question would find it null the second
/// time.
/// </summary>
internal static class SecondCall
{
    public static bool WouldFail(MethodDeclarationSyntax method, TeardownStatement target)
    {
        // What only empties or unsubscribes leaves the member as it is.
        if (target.ReadsMembers || !target.SetsNull || !method.Identifier.ValueText.StartsWith("Dispose", StringComparison.Ordinal))
            return false;
        SyntaxNode? body = (SyntaxNode?)method.Body ?? method.ExpressionBody;
        return body is not null && body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => target.Names.Contains(name.Identifier.ValueText) && IsUsed(name) && !IsGuarded(name, body));
    }

    /// <summary>Its target is asked for something, or given on; <c>_owner?.Remove(this)</c> asks first.</summary>
    private static bool IsUsed(IdentifierNameSyntax name)
    {
        var access = Expressions.WholeAccess(name);
        return !Expressions.IsInNameof(name) && access.Parent switch
        {
            MemberAccessExpressionSyntax member => member.Expression == access,
            ElementAccessExpressionSyntax element => element.Expression == access,
            ArgumentSyntax => true,
            _ => false,
        };
    }

    /// <summary>Within a test, or behind one that leaves the method.</summary>
    private static bool IsGuarded(SyntaxNode name, SyntaxNode body) =>
        name.Ancestors().TakeWhile(ancestor => ancestor != body).Any(ancestor =>
            ancestor is IfStatementSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } or CommonForEachStatementSyntax
            || (ancestor is StatementSyntax { Parent: BlockSyntax block } statement && block.Statements.TakeWhile(other => other != statement).OfType<IfStatementSyntax>().Any(Leaves)));

    private static bool Leaves(IfStatementSyntax test) =>
        test.Statement.DescendantNodesAndSelf().Any(static node => node is ReturnStatementSyntax or ThrowStatementSyntax);
}
