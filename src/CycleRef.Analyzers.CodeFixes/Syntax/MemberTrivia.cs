using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>What stands before and after a member, and what of it is about the member itself.</summary>
/// <param name="Before">Blank lines, directives and comments that a blank line sets apart; ends at the start of a line.</param>
/// <param name="Own">Comments right above the member, in whole lines.</param>
/// <param name="EndComment">The comment at the end of its line.</param>
internal sealed record MemberTrivia(SyntaxTriviaList Before, SyntaxTriviaList Own, SyntaxTriviaList EndComment)
{
    public static MemberTrivia Of(MemberDeclarationSyntax member)
    {
        var leading = member.GetLeadingTrivia();
        // The indentation of the member itself is written anew.
        var end = leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? leading.Count - 1 : leading.Count;
        var start = 0;
        var isLineEmpty = true;
        for (var i = 0; i < end; i++)
        {
            var trivia = leading[i];
            if (trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia) || (trivia.IsKind(SyntaxKind.EndOfLineTrivia) && isLineEmpty))
                start = i + 1;
            isLineEmpty = trivia.IsKind(SyntaxKind.WhitespaceTrivia) ? isLineEmpty : trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.HasStructure;
        }

        var comments = member.GetTrailingTrivia().Where(IsComment);
        return new MemberTrivia(Range(leading, 0, start), Range(leading, start, end), SyntaxFactory.TriviaList(comments));
    }

    public static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    public bool HasBlankLineBefore => Before.Any(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    private static SyntaxTriviaList Range(IReadOnlyList<SyntaxTrivia> list, int start, int end) =>
        SyntaxFactory.TriviaList(list.Skip(start).Take(end - start));
}
