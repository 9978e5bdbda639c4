using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>How statements of a body are laid out.</summary>
/// <param name="Unit">One level of indentation.</param>
/// <param name="NewLine">The line end of the file.</param>
/// <param name="IsBraceOnOwnLine">An open brace has its own line.</param>
internal sealed record StatementLayout(string Unit, string NewLine, bool IsBraceOnOwnLine)
{
    public static StatementLayout Of(SyntaxNode body)
    {
        var root = body.SyntaxTree.GetRoot();
        var lineEnd = root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var blocks = body.DescendantNodesAndSelf().Concat(body.Ancestors()).Concat(root.DescendantNodes()).OfType<BlockSyntax>();
        var block = blocks.FirstOrDefault(static b => b.Statements.Count > 0 && Layout.IsFirstOnLine(b.CloseBraceToken) && Layout.IsFirstOnLine(b.Statements[0].GetFirstToken()));
        var outer = block is null ? "" : Layout.IndentationOf(block.CloseBraceToken);
        var inner = block is null ? "    " : Layout.IndentationOf(block.Statements[0].GetFirstToken());
        var unit = inner.Length > outer.Length && inner.StartsWith(outer, System.StringComparison.Ordinal) ? inner.Substring(outer.Length) : "    ";
        return new StatementLayout(unit, lineEnd.RawKind == 0 ? "\n" : lineEnd.ToString(), block is null || Layout.IsFirstOnLine(block.OpenBraceToken));
    }

    /// <summary>An open brace after a head.</summary>
    public string Open(string indentation) => IsBraceOnOwnLine ? NewLine + indentation + "{" : " {";

    /// <summary>What stands between a closed brace and the head of the next block.</summary>
    public string After(string indentation) => IsBraceOnOwnLine ? NewLine + indentation : " ";

    /// <summary>The comment at the end of a statement's line, and where it ends.</summary>
    public static (int End, string Comment) EndComment(StatementSyntax statement)
    {
        var comments = statement.GetTrailingTrivia();
        var isComment = comments.Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        var last = comments.LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        return isComment ? (last.Span.End, statement.SyntaxTree.GetText().ToString(TextSpan.FromBounds(statement.Span.End, last.Span.End))) : (statement.Span.End, "");
    }
}
