using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>The part of a body at whose ends a link can go: nothing after it looks at the objects of the cycle.</summary>
/// <param name="Body">The whole body.</param>
/// <param name="Container">The node that holds the statements, one of which closes the cycle.</param>
/// <param name="Statement">The statement in it that closes the cycle, or contains what does.</param>
/// <param name="Closing">What closes the cycle.</param>
/// <param name="IsStraight">Whoever comes past the statement has closed the cycle.</param>
internal sealed record ExitScope(SyntaxNode Body, SyntaxNode Container, StatementSyntax Statement, SyntaxNode Closing, bool IsStraight)
{
    /// <summary>The smallest such part in which the variable of the link still names the same object at every end.</summary>
    public static ExitScope? Find(Cut cut, SyntaxNode closing, SyntaxNode body, CycleVariables variables)
    {
        if (FunctionBody.OwnNodes(body).Any(static node => node is LabeledStatementSyntax) || VariableScope.Of(cut.Holder) is not { } visible)
            return null;
        for (var statement = closing.FirstAncestorOrSelf<StatementSyntax>(); statement is not null && body.Span.Contains(statement.Span) && statement != body; statement = statement.Parent?.FirstAncestorOrSelf<StatementSyntax>())
        {
            var container = FunctionBody.ContainerOf(statement);
            if (container is null && statement is BlockSyntax)
                continue;
            var scope = new ExitScope(body, container ?? statement, statement, closing, IsAlwaysReached(closing, statement));
            if (!(visible == scope.Container || visible.Span.Contains(scope.Container.Span)) || (container is null && cut.Holder.DeclaringSyntaxReferences.Any(r => statement.Span.Contains(r.Span))))
                return null;
            if (scope.Keeps(cut.Holder) && (cut.Handler is null || (scope.Keeps(cut.Handler) && VariableScope.Of(cut.Handler) is { } seen && seen.Span.Contains(scope.Container.Span)))
                && !scope.IsUsedAfterwards(variables) && (scope.IsStraight || scope.DoesNoHarm(cut.Holder, variables)))
                return scope;
        }

        return null;
    }

    public IReadOnlyList<StatementSyntax> Statements => FunctionBody.StatementsOf(Container) ?? [Statement];

    /// <summary>The ways out of it that the closing statement may lead to: returns, and jumps to somewhere outside.</summary>
    public IEnumerable<StatementSyntax> Jumps() =>
        FunctionBody.OwnNodes(Container).OfType<StatementSyntax>().Where(jump => Leaves(jump) && (jump.Span.End > Closing.Span.End || LoopsAround(Closing).Any(loop => loop.Span.Contains(jump.Span))));

    /// <summary>What runs after the cycle was closed, in this part.</summary>
    public IEnumerable<SyntaxNode> Rest() =>
        Statement.DescendantNodesAndSelf().Where(node => node.SpanStart >= Closing.Span.End || LoopsAround(Closing).Any(loop => loop.Span.Contains(node.Span) && !node.Span.IntersectsWith(Closing.Span)))
            .Concat(Statements.Where(statement => statement.SpanStart > Statement.SpanStart).SelectMany(static statement => statement.DescendantNodesAndSelf()));

    /// <summary>An object creation that the variable never loses.</summary>
    public static bool IsAlwaysSet(ILocalSymbol local, SyntaxNode body) =>
        local.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax })
        && !Reassignments.Of(local.Name, body).Any();

    private IEnumerable<SyntaxNode> LoopsAround(SyntaxNode node) => node.Ancestors().TakeWhile(ancestor => ancestor != Container).Where(IsLoop);

    private static bool IsLoop(SyntaxNode node) => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    private bool Leaves(StatementSyntax jump)
    {
        switch (jump)
        {
            case ReturnStatementSyntax or YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement }:
                return true;
            case GotoStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax:
                var target = jump.Ancestors().FirstOrDefault(ancestor => IsLoop(ancestor) || (ancestor is SwitchStatementSyntax && jump is not ContinueStatementSyntax));
                return target is null || target.Span.Contains(Container.Span) || target.Span == Container.Span;
            default:
                return false;
        }
    }

    /// <summary>The variable has the value that it had when the cycle was closed.</summary>
    private bool Keeps(ILocalSymbol local)
    {
        foreach (var place in Reassignments.Of(local.Name, Body))
        {
            if (place.Ancestors().TakeWhile(ancestor => ancestor != Body).Any(FunctionBody.IsNested))
                return false;
            // `(x = y).Child = x` writes before it closes.
            if (!IsStraight || (Container.Span.Contains(place.Span) && place.SpanStart > Closing.SpanStart && place != Closing))
                return false;
        }

        return true;
    }

    private bool IsUsedAfterwards(CycleVariables variables)
    {
        var loops = Container.Ancestors().TakeWhile(ancestor => ancestor != Body.Parent).Where(IsLoop).ToList();
        foreach (var (node, symbol) in variables.Mentions)
        {
            var declared = symbol.DeclaringSyntaxReferences.Select(static reference => reference.Span).FirstOrDefault();
            if (loops.Any(loop => loop.Span.Contains(node.Span) && !loop.Span.Contains(declared)))
                return true;
            if (Container.Span.Contains(node.Span) || node is LocalFunctionStatementSyntax)
                continue;
            if (node.SpanStart > Container.Span.End && !node.Ancestors().Any(ancestor => ancestor is LocalFunctionStatementSyntax && Body.Span.Contains(ancestor.Span) && ancestor != Body.Parent))
                return true;
        }

        // What is disposed when this part, or one around it, is left.
        return Container.AncestorsAndSelf().TakeWhile(ancestor => ancestor != Body.Parent).Any(around =>
            around is UsingStatementSyntax { Declaration: var declaration, Expression: var expression } && ((declaration is not null && variables.AreMentionedIn(declaration)) || (expression is not null && variables.AreMentionedIn(expression)))
            || FunctionBody.StatementsOf(around)?.OfType<LocalDeclarationStatementSyntax>().Any(local => !local.UsingKeyword.IsKind(SyntaxKind.None) && variables.AreMentionedIn(local)) == true);
    }

    /// <summary>On a path that does not close the cycle the link may be another one: then nobody else may see the object either.</summary>
    private bool DoesNoHarm(ILocalSymbol holder, CycleVariables variables) =>
        IsAlwaysSet(holder, Body) && variables.Mentions.All(static mention => IsHarmless(mention.Node));

    private static bool IsHarmless(SyntaxNode mention) => mention is not IdentifierNameSyntax name || name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name && access.Parent is not InvocationExpressionSyntax,
        ConditionalAccessExpressionSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Right == name && assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } or IdentifierNameSyntax,
        EqualsValueClauseSyntax => true,
        _ => false,
    };

    private static bool IsAlwaysReached(SyntaxNode closing, StatementSyntax statement)
    {
        for (var node = closing; node != statement; node = node.Parent!)
        {
            var parent = node.Parent!;
            var isReached = parent switch
            {
                ConditionalExpressionSyntax choice => choice.Condition == node,
                BinaryExpressionSyntax both => both.Left == node || both.Kind() is not (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression),
                AssignmentExpressionSyntax assignment => assignment.Left == node || !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression),
                ConditionalAccessExpressionSyntax access => access.Expression == node,
                SwitchExpressionArmSyntax or CatchClauseSyntax or ElseClauseSyntax or SwitchSectionSyntax or FinallyClauseSyntax => false,
                TryStatementSyntax attempt => attempt.Block == node && attempt.Catches.Count == 0,
                IfStatementSyntax test => test.Condition == node,
                WhileStatementSyntax loop => loop.Condition == node,
                ForStatementSyntax loop => loop.Declaration == node || loop.Initializers.Contains(node),
                CommonForEachStatementSyntax loop => loop.Expression == node,
                DoStatementSyntax => false,
                _ => true,
            };
            if (!isReached)
                return false;
        }

        return true;
    }
}
