using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Teardown;

/// <summary>Finds where in a teardown method a statement may come last, and writes it there.</summary>
internal static class StatementPlace
{
    /// <returns>Null where no place is safe.</returns>
    public static TextChange? In(MethodDeclarationSyntax method, TeardownStatement target, SemanticModel model)
    {
        var layout = Layout.Of(method);
        var statement = target.Lines([.. method.ParameterList.Parameters.Select(static parameter => parameter.Identifier.ValueText)]);
        if (SecondCall.WouldFail(method, target))
            return null;
        if (method.ExpressionBody is { } arrow)
            return IsVoid(method) && !method.ContainsDirectives ? Block(method, arrow, statement, target.ReadsMembers && !(IsRelease(arrow.Expression) && !target.IsMentionedIn(arrow)), layout) : null;
        if (method.Body is not { } body || target.Names.Any(name => IsDeclaredInside(body, name)))
            return null;
        if (method is not { Identifier.ValueText: "Dispose", ParameterList.Parameters: { Count: 1 } parameters })
            return AtEnd(body, statement, target, model, layout);

        var flag = parameters[0].Identifier.ValueText;
        var guard = GuardIn(body, flag);
        if (guard is null)
            return AtEnd(body, [$"if ({parameters[0].Identifier.Text})", .. statement.Select(static line => "\t" + line)], target, model, layout);
        // What follows may still use the member.
        if (target.ReadsMembers && target.IsMentionedIn(body, TextSpan.FromBounds(body.SpanStart, guard.SpanStart)))
            return null;
        if (guard.Else is not null || target.IsMentionedIn(body, TextSpan.FromBounds(guard.Span.End, body.Span.End)))
            return null;
        if (target.ReadsMembers && guard.Statement is not BlockSyntax && target.IsMentionedIn(guard.Statement))
            return null;
        return guard.Statement is BlockSyntax block ? AtEnd(block, statement, target, model, layout) : Embrace(guard, statement, model, layout);
    }

    /// <summary><c>if (disposing)</c>, also within <c>if (!_disposed)</c>.</summary>
    private static IfStatementSyntax? GuardIn(BlockSyntax body, string flag)
    {
        var tests = body.Statements.OfType<IfStatementSyntax>().ToList();
        return tests.FirstOrDefault(test => Asks(test.Condition, flag))
            ?? tests.Where(static test => test.Else is null).Select(static test => test.Statement).OfType<BlockSyntax>()
                .SelectMany(static block => block.Statements.OfType<IfStatementSyntax>()).FirstOrDefault(test => Asks(test.Condition, flag));
    }

    private static bool Asks(ExpressionSyntax condition, string flag) => condition switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == flag,
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) => Asks(both.Left, flag) || Asks(both.Right, flag),
        ParenthesizedExpressionSyntax parenthesized => Asks(parenthesized.Expression, flag),
        _ => false,
    };

    private static TextChange? AtEnd(BlockSyntax block, string[] statement, TeardownStatement target, SemanticModel model, Layout layout)
    {
        if (target.ReadsMembers && block.Statements.FirstOrDefault(other => target.IsMentionedIn(other) && !IsRemoval(other)) is { } user)
            return Before(user, statement, layout);
        var count = block.Statements.Count;
        while (count > 0 && ComesLast(block.Statements[count - 1]))
        {
            count--;
            if (target.IsMentionedIn(block.Statements[count]))
                return null;
        }

        if (count == 0)
            return After(block.OpenBraceToken, Indentation(block.CloseBraceToken) + layout.Unit, statement, IsOneLine(block), layout);
        var last = block.Statements[count - 1];
        var flow = model.AnalyzeControlFlow(block.Statements[0], last);
        if (flow is not { Succeeded: true, EndPointIsReachable: true })
            return null;
        return After(last.GetLastToken(), Indentation(last.GetFirstToken()), statement, IsOneLine(block), layout);
    }

    private static TextChange Before(StatementSyntax next, string[] statement, Layout layout)
    {
        var token = next.GetFirstToken();
        if (!Layout.IsFirstOnLine(token))
            return new TextChange(new TextSpan(token.SpanStart, 0), string.Join(" ", statement.Select(static line => line.Trim())) + " ");
        var indentation = Indentation(token);
        return new TextChange(new TextSpan(token.SpanStart, 0), string.Concat(statement.Select(line => line.Replace("\t", layout.Unit) + layout.NewLine + indentation)));
    }

    private static TextChange After(SyntaxToken token, string indentation, string[] statement, bool inLine, Layout layout)
    {
        if (inLine)
            return new TextChange(new TextSpan(token.Span.End, 0), " " + string.Join(" ", statement.Select(static line => line.Trim())));
        // A comment at the end of the line stays there.
        var line = token.SyntaxTree!.GetText().Lines.GetLineFromPosition(token.Span.End);
        var end = token.GetNextToken().SpanStart > line.End ? line.End : token.Span.End;
        return new TextChange(new TextSpan(end, 0), string.Concat(statement.Select(line => layout.NewLine + indentation + line.Replace("\t", layout.Unit))));
    }

    /// <summary><c>if (disposing) X();</c> gets a block.</summary>
    private static TextChange? Embrace(IfStatementSyntax guard, string[] statement, SemanticModel model, Layout layout)
    {
        if (guard.Statement.ContainsDirectives || model.AnalyzeControlFlow(guard.Statement) is not { Succeeded: true, EndPointIsReachable: true })
            return null;
        var outer = Indentation(guard.GetFirstToken());
        var inner = outer + layout.Unit;
        string[] lines = [outer + "{", inner + guard.Statement, .. statement.Select(line => inner + line.Replace("\t", layout.Unit)), outer + "}"];
        return new TextChange(TextSpan.FromBounds(guard.CloseParenToken.Span.End, guard.Statement.Span.End), layout.NewLine + string.Join(layout.NewLine, lines));
    }

    private static TextChange Block(MethodDeclarationSyntax method, ArrowExpressionClauseSyntax arrow, string[] statement, bool isFirst, Layout layout)
    {
        var inner = layout.Indentation + layout.Unit;
        var added = statement.Select(line => inner + line.Replace("\t", layout.Unit)).ToArray();
        var own = inner + arrow.Expression + ";";
        string[] lines = isFirst ? [layout.Indentation + "{", .. added, own, layout.Indentation + "}"] : [layout.Indentation + "{", own, .. added, layout.Indentation + "}"];
        var start = arrow.GetFirstToken().GetPreviousToken().Span.End;
        return new TextChange(TextSpan.FromBounds(start, method.SemicolonToken.Span.End), layout.NewLine + string.Join(layout.NewLine, lines));
    }

    /// <summary>Takes a handler off, and leaves everything as it was for what follows.</summary>
    private static bool IsRemoval(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression } };

    /// <summary>Lets go of one thing, so that another may follow: <c>_timer.Dispose()</c>, <c>Clock.Tick -= OnTick</c>; not <c>base.Dispose()</c>, <c>Dispose(true)</c>.</summary>
    private static bool IsRelease(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.SubtractAssignmentExpression),
        ConditionalAccessExpressionSyntax => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: not (BaseExpressionSyntax or ThisExpressionSyntax), Name.Identifier.ValueText: not "SuppressFinalize" } } => true,
        _ => false,
    };

    /// <summary>What stands at the end of a teardown method by custom, and does not belong to this type's own clean-up.</summary>
    private static bool ComesLast(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax { Expression: null or LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax } => true,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } } =>
            call.Expression is BaseExpressionSyntax || call.Name.Identifier.ValueText == "SuppressFinalize",
        ExpressionStatementSyntax { Expression: AwaitExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } } } } => true,
        LocalFunctionStatementSyntax => true,
        _ => false,
    };

    /// <summary>A local of the same name would take the null.</summary>
    private static bool IsDeclaredInside(SyntaxNode body, string name) => body.DescendantNodes().Any(node =>
        (node is VariableDeclaratorSyntax variable && variable.Identifier.ValueText == name)
        || (node is SingleVariableDesignationSyntax designation && designation.Identifier.ValueText == name)
        || (node is ForEachStatementSyntax loop && loop.Identifier.ValueText == name));

    private static bool IsVoid(MethodDeclarationSyntax method) => method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private static bool IsOneLine(BlockSyntax block) => !Layout.IsFirstOnLine(block.CloseBraceToken);

    private static string Indentation(SyntaxToken token) => Layout.IndentationOf(token);
}
