using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>Whether registrations can be in one container: tests and alternatives register the same services again and again.</summary>
internal static class SameContainer
{
    /// <summary>Each registration is held against each other one. Of a longer circle nothing is said: nobody could follow the report.</summary>
    private const int MaxRegistrations = 64;

    public static bool CanHold(IEnumerable<InvocationExpressionSyntax> registrations)
    {
        var calls = registrations.Take(MaxRegistrations + 1).ToList();
        return calls.Count <= MaxRegistrations
            && calls.Select(CollectionOf).OfType<SyntaxNode>().Distinct().Count() <= 1
            && !calls.Any(one => calls.Any(other => one != other && AreAlternatives(one, other)));
    }

    /// <summary>The <c>new ServiceCollection()</c> that the registration goes to; null where it comes from elsewhere.</summary>
    private static SyntaxNode? CollectionOf(InvocationExpressionSyntax registration)
    {
        ExpressionSyntax? receiver = registration;
        while (receiver is InvocationExpressionSyntax or MemberAccessExpressionSyntax)
            receiver = receiver is InvocationExpressionSyntax call ? call.Expression : ((MemberAccessExpressionSyntax)receiver).Expression;
        if (receiver is BaseObjectCreationExpressionSyntax)
            return receiver;
        if (receiver is not IdentifierNameSyntax { Identifier.ValueText: var name })
            return null;
        var member = registration.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return (member is GlobalStatementSyntax ? member.Parent : member)?.DescendantNodes()
            .FirstOrDefault(node => node is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax } variable && variable.Identifier.ValueText == name);
    }

    /// <summary>Only one of them runs: they stand in different branches of an <c>if</c>, a <c>switch</c> or a condition.</summary>
    private static bool AreAlternatives(SyntaxNode one, SyntaxNode other)
    {
        var branch = one;
        foreach (var common in one.Ancestors())
        {
            if (common.Span.Contains(other.Span) && common.SyntaxTree == other.SyntaxTree)
            {
                var otherBranch = common.ChildNodes().FirstOrDefault(child => child.Span.Contains(other.Span));
                return common switch
                {
                    IfStatementSyntax choice => branch != choice.Condition && otherBranch != choice.Condition && branch != otherBranch,
                    ConditionalExpressionSyntax choice => branch != choice.Condition && otherBranch != choice.Condition && branch != otherBranch,
                    SwitchStatementSyntax => branch is SwitchSectionSyntax && otherBranch is SwitchSectionSyntax && branch != otherBranch,
                    SwitchExpressionSyntax => branch is SwitchExpressionArmSyntax && otherBranch is SwitchExpressionArmSyntax && branch != otherBranch,
                    _ => false,
                };
            }

            if (common is IfStatementSyntax && IsLeftAtTheEnd(branch) && other.SpanStart > common.Span.End && FunctionOf(other) == FunctionOf(common))
                return true;
            branch = common;
        }

        return false;
    }

    /// <summary><c>if (isTest) { …; return services; }</c></summary>
    private static bool IsLeftAtTheEnd(SyntaxNode branch) =>
        branch is BlockSyntax { Statements: { Count: > 0 } statements } && statements[statements.Count - 1] is ReturnStatementSyntax or ThrowStatementSyntax;

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax));
}
