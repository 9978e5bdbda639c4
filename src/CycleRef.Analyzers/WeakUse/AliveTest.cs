using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>A test whether a weak reference has a target, and a read of the target that trusts it.</summary>
/// <param name="Test">The test: <c>w.IsAlive</c>, <c>w.TryGetTarget(out _)</c>.</param>
/// <param name="Reference">The weak reference.</param>
/// <param name="Read">The read that a collection in between makes null.</param>
internal sealed record AliveTest(ExpressionSyntax Test, ExpressionSyntax Reference, ExpressionSyntax Read)
{
    /// <summary>Operands of one condition: more is no code that a person wrote.</summary>
    private const int MaxOperands = 64;

    /// <summary>The test in a condition: whenever the condition holds, or fails if the test is negated, the test held. By syntax.</summary>
    public static (ExpressionSyntax Test, ExpressionSyntax Reference, bool IsNegated)? In(ExpressionSyntax condition) => In(condition, isNegated: false, depth: 0);

    private static (ExpressionSyntax Test, ExpressionSyntax Reference, bool IsNegated)? In(ExpressionSyntax condition, bool isNegated, int depth)
    {
        if (depth > MaxOperands)
            return null;
        switch (Bare.Of(condition))
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                return In(not.Operand, !isNegated, depth + 1);
            // a && w.IsAlive holds the test when it holds; a || !w.IsAlive when it fails.
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both when !isNegated:
                return Only(In(both.Right, false, depth + 1), isNegated: false) ?? Only(In(both.Left, false, depth + 1), isNegated: false);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either when !isNegated:
                return Only(In(either.Right, false, depth + 1), isNegated: true) ?? Only(In(either.Left, false, depth + 1), isNegated: true);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsAlive" } access:
                return (access, access.Expression, isNegated);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetTarget" } called, ArgumentList.Arguments: { Count: 1 } arguments } call
                when IsDiscard(arguments[0].Expression):
                return (call, called.Expression, isNegated);
            default:
                return null;
        }
    }

    private static (ExpressionSyntax Test, ExpressionSyntax Reference, bool IsNegated)? Only((ExpressionSyntax Test, ExpressionSyntax Reference, bool IsNegated)? found, bool isNegated) =>
        found?.IsNegated == isNegated ? found : null;

    /// <summary>The first read that trusts the test, in code that runs only when the test held.</summary>
    public static AliveTest? Of(ExpressionSyntax condition, SemanticModel model, CancellationToken cancellationToken)
    {
        if (In(condition) is not { } found || !IsStable(found.Reference))
            return null;
        var guarded = Guarded(condition, found.Test, found.IsNegated).ToList();
        var reads = guarded.SelectMany(static node => node.DescendantNodesAndSelf()).OfType<ExpressionSyntax>().Where(node => ReadsTarget(node, found.Reference));
        foreach (var read in reads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!TargetUse.Trusts(read, guarded))
                continue;
            return WeakReferenceTypes.IsOne(model.GetTypeInfo(found.Reference, cancellationToken).Type) ? new AliveTest(found.Test, found.Reference, read) : null;
        }

        return null;
    }

    /// <summary>The code that runs only when the test held.</summary>
    public static IEnumerable<SyntaxNode> Guarded(ExpressionSyntax condition, ExpressionSyntax test, bool isNegated)
    {
        // What stands to its right in the condition.
        foreach (var operand in condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>())
        {
            if (operand.Left.Span.Contains(test.Span) && operand.IsKind(isNegated ? SyntaxKind.LogicalOrExpression : SyntaxKind.LogicalAndExpression))
                yield return operand.Right;
        }

        switch (condition.Parent)
        {
            case IfStatementSyntax statement when !isNegated:
                yield return statement.Statement;
                break;
            case IfStatementSyntax statement:
                if (statement.Else is { } otherwise)
                    yield return otherwise.Statement;
                if (Leaves(statement.Statement) && statement.Parent is BlockSyntax block)
                {
                    foreach (var next in block.Statements.SkipWhile(other => other != statement).Skip(1))
                        yield return next;
                }

                break;
            case ConditionalExpressionSyntax choice:
                yield return isNegated ? choice.WhenFalse : choice.WhenTrue;
                break;
        }
    }

    public static bool ReadsTarget(ExpressionSyntax node, ExpressionSyntax reference) => node switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Target" } access => SyntaxFactory.AreEquivalent(access.Expression, reference),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetTarget" } called, Parent: ExpressionStatementSyntax } =>
            SyntaxFactory.AreEquivalent(called.Expression, reference),
        _ => false,
    };

    private static bool IsDiscard(ExpressionSyntax argument) =>
        argument is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax };

    /// <summary>Read twice it is the same weak reference: names only, no calls.</summary>
    private static bool IsStable(ExpressionSyntax reference) =>
        reference.DescendantNodesAndSelf().All(static node => node is SimpleNameSyntax or ThisExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or BracketedArgumentListSyntax or ArgumentSyntax or LiteralExpressionSyntax or BaseExpressionSyntax);

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        BlockSyntax { Statements: { Count: > 0 } statements } => Leaves(statements.Last()),
        _ => false,
    };
}
