using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>The link is cut at the end of the part, and before each jump out of it.</summary>
internal static class CutsAtExits
{
    public static IReadOnlyList<TextChange>? Of(Cut cut, ExitScope scope, CycleVariables variables, SemanticModel model, StatementLayout layout, CancellationToken cancellationToken)
    {
        var changes = new List<TextChange>();
        var results = new ResultNames(scope.Body);
        foreach (var jump in scope.Jumps())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsSeenByFinally(jump, scope, variables) || BeforeJump(jump, cut, variables, results, model, layout, cancellationToken) is not { } change)
                return null;
            changes.Add(change);
        }

        if (scope.Container == scope.Statement)
        {
            // The only statement of an `if` or a loop gets a block, unless it is a return that got one above.
            if (changes.Count == 0)
                changes.Add(Braced(scope.Statement, scope.Statement.ToString(), [], [cut.Statement], layout));
        }
        else if (LastStatement(scope) is var last && IsEndReachable(scope, last, model))
        {
            changes.Add(After(last, cut.Statement, layout));
        }

        return changes.Count == 0 ? null : changes;
    }

    private static StatementSyntax LastStatement(ExitScope scope) =>
        scope.Statements.LastOrDefault(statement => statement is not LocalFunctionStatementSyntax && statement.SpanStart >= scope.Statement.SpanStart) ?? scope.Statement;

    private static bool IsEndReachable(ExitScope scope, StatementSyntax last, SemanticModel model)
    {
        if (last is ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax or YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement })
            return false;
        if (scope.Container is CompilationUnitSyntax)
            return !(last is WhileStatementSyntax { Condition: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } });
        return model.AnalyzeControlFlow(scope.Statement, last) is { Succeeded: true, EndPointIsReachable: true };
    }

    /// <summary>A <c>finally</c>, or a Dispose, between the jump and its target would find the link gone.</summary>
    private static bool IsSeenByFinally(StatementSyntax jump, ExitScope scope, CycleVariables variables) =>
        jump.Ancestors().TakeWhile(ancestor => ancestor != scope.Container.Parent).Any(ancestor => ancestor switch
        {
            TryStatementSyntax { Finally: { } last } => !last.Span.Contains(jump.Span) && variables.AreMentionedIn(last),
            UsingStatementSyntax use => variables.AreMentionedIn((SyntaxNode?)use.Declaration ?? use.Expression!),
            BlockSyntax block => block.Statements.OfType<LocalDeclarationStatementSyntax>().Any(local => !local.UsingKeyword.IsKind(SyntaxKind.None) && variables.AreMentionedIn(local)),
            _ => false,
        });

    private static TextChange? BeforeJump(StatementSyntax jump, Cut cut, CycleVariables variables, ResultNames results, SemanticModel model, StatementLayout layout, CancellationToken cancellationToken)
    {
        var before = new List<string>();
        var text = jump.ToString();
        if (jump is ReturnStatementSyntax { Expression: { } value } && variables.AreMentionedIn(value))
        {
            if (ValueType(value, model, cancellationToken) is not { } type)
                return null;
            var name = results.For(jump);
            before.Add(type + " " + name + " = " + value + ";");
            text = "return " + name + ";";
        }
        else if (jump is ReturnStatementSyntax { Expression: RefExpressionSyntax })
        {
            return null;
        }

        before.Add(cut.Statement);
        if (FunctionBody.ContainerOf(jump) is null)
            return Braced(jump, text, before, [], layout);
        var isFirst = Layout.IsFirstOnLine(jump.GetFirstToken());
        var separator = isFirst ? layout.NewLine + Layout.IndentationOf(jump.GetFirstToken()) : " ";
        return text == jump.ToString()
            ? new TextChange(new TextSpan(jump.SpanStart, 0), string.Concat(before.Select(line => line + separator)))
            : new TextChange(jump.Span, string.Concat(before.Select(line => line + separator)) + text);
    }

    /// <returns><c>var</c> where the value says its type itself.</returns>
    private static string? ValueType(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        if (value is RefExpressionSyntax)
            return null;
        var type = model.GetTypeInfo(value, cancellationToken);
        if (type.Type is not null and not IErrorTypeSymbol && SymbolEqualityComparer.Default.Equals(type.Type, type.ConvertedType) && value is not (CollectionExpressionSyntax or ImplicitObjectCreationExpressionSyntax or DefaultExpressionSyntax or LiteralExpressionSyntax))
            return "var";
        return type.ConvertedType is { } converted and not IErrorTypeSymbol && !Handlers.TypeText.IsUnspeakable(converted) ? Handlers.TypeText.Of(converted, model, value.SpanStart) : null;
    }

    private static TextChange After(StatementSyntax last, string statement, StatementLayout layout)
    {
        var token = last.GetLastToken();
        var line = token.SyntaxTree!.GetText().Lines.GetLineFromPosition(token.Span.End);
        var next = token.GetNextToken(includeZeroWidth: true);
        // A comment at the end of the line stays there. In `{ a; b; }` the statement joins the line.
        if (next.SpanStart <= line.End && !next.IsKind(SyntaxKind.EndOfFileToken))
            return new TextChange(new TextSpan(token.Span.End, 0), " " + statement);
        var indentation = Layout.IsFirstOnLine(last.GetFirstToken()) ? Layout.IndentationOf(last.GetFirstToken()) : IndentationAround(last);
        return new TextChange(new TextSpan(line.End, 0), layout.NewLine + indentation + statement);
    }

    private static string IndentationAround(StatementSyntax statement) =>
        Layout.IndentationOf((FunctionBody.StatementsOf(FunctionBody.ContainerOf(statement))?.FirstOrDefault() ?? statement).GetFirstToken());

    /// <summary><c>if (x) return;</c> gets a block.</summary>
    private static TextChange Braced(StatementSyntax statement, string text, IReadOnlyList<string> before, IReadOnlyList<string> after, StatementLayout layout)
    {
        var previous = statement.GetFirstToken().GetPreviousToken();
        var between = previous.TrailingTrivia.Concat(statement.GetLeadingTrivia());
        string[] statements = [.. before, text, .. after];
        if (between.Any(static trivia => trivia.IsDirective || MemberTrivia.IsComment(trivia)))
            return new TextChange(statement.Span, "{ " + string.Join(" ", statements) + " }");
        var outer = Layout.IndentationOf(statement.Parent!.GetFirstToken());
        var lines = statements.Select(line => layout.NewLine + outer + layout.Unit + line);
        var (end, comment) = StatementLayout.EndComment(statement);
        return new TextChange(
            TextSpan.FromBounds(previous.Span.End, end),
            layout.Open(outer) + string.Concat(lines.Select((line, i) => i == before.Count ? line + comment : line)) + layout.NewLine + outer + "}");
    }
}
