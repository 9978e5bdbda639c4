using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>Whether a link is cut at each way out, or once in a <c>finally</c> around what may throw.</summary>
internal static class CutPlan
{
    /// <returns>Null where neither does it.</returns>
    public static IReadOnlyList<TextChange>? For(Cut cut, ExitScope scope, CycleVariables variables, SemanticModel model, CancellationToken cancellationToken)
    {
        if (IsDoneAlready(cut, scope))
            return null;
        var layout = StatementLayout.Of(scope.Body);
        var mayThrow = scope.Rest().Any(node => MayThrow(node, model, cancellationToken));
        return (mayThrow ? Finally(cut, scope, layout) : null)
            ?? CutsAtExits.Of(cut, scope, variables, model, layout, cancellationToken)
            ?? Finally(cut, scope, layout);
    }

    private static bool IsDoneAlready(Cut cut, ExitScope scope) =>
        scope.Statements.Any(statement => statement.SpanStart > scope.Statement.SpanStart
            && (statement.ToString() == cut.Statement || (statement is TryStatementSyntax { Finally.Block.Statements: { Count: > 0 } last } && last.Any(inner => inner.ToString() == cut.Statement))));

    /// <summary>Code whose exceptions somebody expects: an await, a throw, a call of what is no part of the platform.</summary>
    private static bool MayThrow(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => node switch
    {
        AwaitExpressionSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldReturnStatement } => true,
        InvocationExpressionSyntax => !Expressions.IsInNameof(node) && model.GetSymbolInfo(node, cancellationToken).Symbol is var called && !IsPlatform(called),
        _ => false,
    };

    /// <summary>Of the libraries that come with .NET.</summary>
    private static bool IsPlatform(ISymbol? called) =>
        called is null
        || (called.DeclaringSyntaxReferences.IsEmpty && called.ContainingNamespace is { } space && (space.ToDisplayString() + ".").StartsWith("System.", System.StringComparison.Ordinal));

    private static IReadOnlyList<TextChange>? Finally(Cut cut, ExitScope scope, StatementLayout layout)
    {
        if (scope.Container == scope.Statement)
            return null;
        // A statement that has more to do after the closing goes into the block; one that only closes stays before it.
        var isSimple = scope.Statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax;
        if (!isSimple && (!ExitScope.IsAlwaysSet(cut.Holder, scope.Body) || cut.Holder.DeclaringSyntaxReferences.Any(r => scope.Statement.Span.Contains(r.Span))))
            return null;
        var wrapped = scope.Statements.Where(statement => isSimple ? statement.SpanStart > scope.Statement.SpanStart : statement.SpanStart >= scope.Statement.SpanStart).ToList();
        if (wrapped.Count == 0 || !CanBeWrapped(wrapped, scope))
            return null;
        return wrapped.Count == 1 && wrapped[0] is TryStatementSyntax { Finally: null } attempt ? [FinallyOf(attempt, cut, layout)] : [TryText(wrapped, cut, layout)];
    }

    /// <summary>A try statement that is there already gets a <c>finally</c>.</summary>
    private static TextChange FinallyOf(TryStatementSyntax attempt, Cut cut, StatementLayout layout)
    {
        var indentation = Layout.IndentationOf(attempt.GetFirstToken());
        var block = "finally" + layout.Open(indentation) + layout.NewLine + indentation + layout.Unit + cut.Statement + layout.NewLine + indentation + "}";
        return new TextChange(new TextSpan(attempt.Span.End, 0), layout.After(indentation) + block);
    }

    private static bool CanBeWrapped(List<StatementSyntax> wrapped, ExitScope scope)
    {
        if (wrapped.Any(static statement => statement.ContainsDirectives || !Layout.IsFirstOnLine(statement.GetFirstToken())))
            return false;
        // Its name would not be known before the block any more.
        return wrapped.OfType<LocalFunctionStatementSyntax>().All(function => !scope.Body.DescendantTokens()
            .Any(token => token.SpanStart < wrapped[0].SpanStart && token.ValueText == function.Identifier.ValueText));
    }

    private static TextChange TryText(List<StatementSyntax> wrapped, Cut cut, StatementLayout layout)
    {
        var root = wrapped[0].SyntaxTree.GetRoot();
        var text = wrapped[0].SyntaxTree.GetText();
        var indentation = Layout.IndentationOf(wrapped[0].GetFirstToken());
        var last = wrapped[wrapped.Count - 1];
        var line = text.Lines.GetLineFromPosition(last.Span.End);
        var end = last.GetLastToken().GetNextToken(includeZeroWidth: true).SpanStart > line.End ? line.End : last.Span.End;
        var span = TextSpan.FromBounds(StartOfLine(wrapped[0], text), end);
        var inner = Reindented.Text(root, span, indentation, indentation + layout.Unit);
        string[] lines =
        [
            indentation + "try" + layout.Open(indentation),
            inner,
            indentation + "}" + layout.After(indentation) + "finally" + layout.Open(indentation),
            indentation + layout.Unit + cut.Statement,
            indentation + "}",
        ];
        return new TextChange(span, string.Join(layout.NewLine, lines));
    }

    /// <summary>The line of the statement, or of the first comment right above it.</summary>
    private static int StartOfLine(StatementSyntax statement, SourceText text)
    {
        var number = text.Lines.GetLineFromPosition(statement.SpanStart).LineNumber;
        while (number > 0 && text.Lines[number - 1] is var above && above.Start >= statement.FullSpan.Start && text.ToString(above.Span).Trim().Length > 0)
            number--;
        return text.Lines[number].Start;
    }
}
