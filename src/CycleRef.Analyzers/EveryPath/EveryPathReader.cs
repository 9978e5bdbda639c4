using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.EveryPath;

/// <summary>
/// Reads from the syntax of a body which steps it takes on every path. Under-approximates: code in lambdas, local functions and loops, behind
/// <c>??</c>, <c>?.</c>, <c>&amp;&amp;</c> and <c>||</c>, in a <c>try</c> that catches, and whatever follows a possible <c>return</c> or
/// <c>throw</c>, counts as not done. Calls are taken to return.
/// </summary>
/// <typeparam name="T">What a step leads to.</typeparam>
internal sealed class EveryPathReader<T>(IStepSource<T> source, CancellationToken cancellationToken)
{
    /// <summary>Syntax nested deeper than people write; what lies below is taken to do nothing.</summary>
    private const int MaxDepth = 200;

    /// <summary>Reads pieces that run one after another.</summary>
    public Outcome<T> Read(params SyntaxNode?[] pieces) => Sequence(pieces, 0);

    private Outcome<T> Sequence(IEnumerable<SyntaxNode?> nodes, int depth)
    {
        var parts = new List<Outcome<T>>();
        foreach (var node in nodes)
        {
            if (node is null)
                continue;
            parts.Add(Visit(node, depth + 1));
            if (Exits.MayLeave(node))
                break;
        }

        return Outcome<T>.Done(parts);
    }

    private Outcome<T> Visit(SyntaxNode? node, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (node is null || depth > MaxDepth)
            return Outcome<T>.Nothing;
        switch (node)
        {
            // Run later, in part, or only if a handler wants them.
            case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax or InterpolatedStringExpressionSyntax:
                return Outcome<T>.Nothing;
            case BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.CoalesceExpression or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression:
                return Visit(binary.Left, depth + 1);
            case AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression):
                return Visit(assignment.Left, depth + 1);
            case ConditionalAccessExpressionSyntax access:
                return Visit(access.Expression, depth + 1);
            case ConditionalExpressionSyntax conditional:
                return Branch(conditional.Condition, [conditional.WhenTrue, conditional.WhenFalse], depth);
            case SwitchExpressionSyntax choice:
                return Branch(choice.GoverningExpression, IsExhaustive(choice) ? choice.Arms.Select(static arm => arm.Expression) : [], depth);
            case BaseObjectCreationExpressionSyntax creation:
                return Around(creation, [creation.ArgumentList], [creation.Initializer], depth);
            case InvocationExpressionSyntax call:
                return source.IsKept(call) ? Around(call, [call.Expression, call.ArgumentList], [], depth) : Outcome<T>.Nothing;
            case StatementSyntax statement:
                return VisitStatement(statement, depth);
            default:
                return Sequence(node.ChildNodes(), depth);
        }
    }

    private Outcome<T> VisitStatement(StatementSyntax statement, int depth)
    {
        switch (statement)
        {
            case IfStatementSyntax test:
                return Branch(test.Condition, [test.Statement, test.Else?.Statement], depth);
            case SwitchStatementSyntax choice:
                var isExhaustive = choice.Sections.Any(static section => section.Labels.Any(SyntaxKind.DefaultSwitchLabel));
                var sections = choice.Sections.Select(section => Sequence(section.Statements, depth));
                return Outcome<T>.Done([Visit(choice.Expression, depth + 1), isExhaustive ? Outcome<T>.OneOf(sections) : Outcome<T>.Nothing]);
            case WhileStatementSyntax loop:
                return Visit(loop.Condition, depth + 1);
            case ForStatementSyntax loop:
                return Sequence([loop.Declaration, .. loop.Initializers, loop.Condition], depth);
            case CommonForEachStatementSyntax loop:
                return Visit(loop.Expression, depth + 1);
            case TryStatementSyntax protectedCode:
                var block = protectedCode.Catches.Count == 0 ? Visit(protectedCode.Block, depth + 1) : Outcome<T>.Nothing;
                return Outcome<T>.Done([block, Visit(protectedCode.Finally?.Block, depth + 1)]);
            default:
                return Sequence(statement.ChildNodes(), depth);
        }
    }

    /// <summary>First the pieces before, then the step of the expression itself, then the pieces after.</summary>
    private Outcome<T> Around(ExpressionSyntax expression, SyntaxNode?[] before, SyntaxNode?[] after, int depth)
    {
        var parts = new List<Outcome<T>> { Sequence(before, depth) };
        if (!before.Any(static node => node is not null && Exits.MayLeave(node)))
        {
            parts.Add(source.StepOf(expression) ?? Outcome<T>.Nothing);
            parts.Add(Sequence(after, depth));
        }

        return Outcome<T>.Done(parts);
    }

    private Outcome<T> Branch(SyntaxNode condition, IEnumerable<SyntaxNode?> alternatives, int depth)
    {
        var before = Visit(condition, depth + 1);
        return Exits.MayLeave(condition)
            ? before
            : Outcome<T>.Done([before, Outcome<T>.OneOf(alternatives.Select(node => Visit(node, depth + 1)))]);
    }

    private static bool IsExhaustive(SwitchExpressionSyntax choice) =>
        choice.Arms.Any(static arm => arm.WhenClause is null && arm.Pattern is DiscardPatternSyntax or VarPatternSyntax { Designation: not ParenthesizedVariableDesignationSyntax });
}
