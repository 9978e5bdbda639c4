using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Code that moves to another level. Lines that begin inside a string, a directive or disabled text keep their place.</summary>
internal static class Reindented
{
    /// <param name="root">The root of the tree that the code stands in.</param>
    /// <param name="span">The code. Its first line is not changed unless the span begins with the line.</param>
    /// <param name="from">The indentation that its lines have now, at least.</param>
    /// <param name="to">What they get instead.</param>
    public static string Text(SyntaxNode root, TextSpan span, string from, string to)
    {
        var text = root.SyntaxTree.GetText();
        var result = new StringBuilder();
        var first = text.Lines.GetLineFromPosition(span.Start).LineNumber;
        var last = text.Lines.GetLineFromPosition(span.End).LineNumber;
        for (var number = first; number <= last; number++)
        {
            var line = text.Lines[number];
            var part = TextSpan.FromBounds(System.Math.Max(line.Start, span.Start), System.Math.Min(line.EndIncludingLineBreak, span.End));
            var content = text.ToString(part);
            if (part.Start == line.Start && content.StartsWith(from, System.StringComparison.Ordinal) && content.Trim().Length > 0 && MayMove(root, line.Start, content))
                content = to + content.Substring(from.Length);
            result.Append(content);
        }

        return result.ToString();
    }

    private static bool MayMove(SyntaxNode root, int lineStart, string content)
    {
        if (content.TrimStart().StartsWith("#", System.StringComparison.Ordinal))
            return false;
        var token = root.FindToken(lineStart);
        if (token.Span.Start < lineStart && lineStart < token.Span.End)
            return false;
        return !root.FindTrivia(lineStart).IsKind(SyntaxKind.DisabledTextTrivia);
    }

    /// <summary>A string in it goes over several lines.</summary>
    public static bool HasMultiLineToken(SyntaxNode node) =>
        node.DescendantTokens().Any(static token => token.Text.IndexOf('\n') >= 0);

    /// <summary>The lines, each indented.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> lines, string indentation, string unit) =>
        lines.Select(line => line.Length == 0 ? "" : indentation + line.Replace("\t", unit));
}
