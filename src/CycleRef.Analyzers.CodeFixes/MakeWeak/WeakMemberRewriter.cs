using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Puts a weak field and a property in the place of a member.</summary>
internal static class WeakMemberRewriter
{
    /// <param name="root">The file, in which the declaration is tracked.</param>
    /// <param name="candidate">The member.</param>
    /// <param name="members">What takes its place.</param>
    /// <param name="layout">How the file is laid out.</param>
    public static SyntaxNode Rewrite(SyntaxNode root, WeakCandidate candidate, NewMembers members, Layout layout) =>
        candidate.Declaration is FieldDeclarationSyntax { Declaration.Variables.Count: > 1 } several
            ? SplitOff(root, several, candidate.Variable!, members.Field, members.Property, layout)
            : Replace(root, candidate.Declaration, members.Field, members.Property, layout);

    /// <summary>Leaves the member where it is, changed, and puts the new ones before it.</summary>
    public static SyntaxNode PutBefore(SyntaxNode root, MemberDeclarationSyntax old, MemberDeclarationSyntax changed, NewMembers members, Layout layout)
    {
        var trivia = MemberTrivia.Of(old);
        var lineEnd = SyntaxFactory.EndOfLine(layout.NewLine);
        var indentation = SyntaxFactory.Whitespace(layout.Indentation);
        var before = Layout.IsFirstOnLine(old.GetFirstToken()) ? trivia.Before : trivia.Before.Insert(0, lineEnd);
        var field = members.Field.WithLeadingTrivia(before.Add(indentation)).WithTrailingTrivia(lineEnd);
        var property = members.Property.WithLeadingTrivia(lineEnd, indentation).WithTrailingTrivia(lineEnd);
        changed = changed.WithLeadingTrivia(trivia.Own.Insert(0, lineEnd).Add(indentation));
        return root.ReplaceNode(old, new SyntaxNode[] { field, property, changed });
    }

    private static SyntaxNode Replace(SyntaxNode root, MemberDeclarationSyntax old, MemberDeclarationSyntax field, MemberDeclarationSyntax property, Layout layout)
    {
        var trivia = MemberTrivia.Of(old);
        var lineEnd = SyntaxFactory.EndOfLine(layout.NewLine);
        var indentation = SyntaxFactory.Whitespace(layout.Indentation);

        var before = trivia.Before;
        if (!Layout.IsFirstOnLine(old.GetFirstToken()))
        {
            before = before.Insert(0, lineEnd);
            root = WithoutBlanksBefore(root, root.GetCurrentNode(old)!);
        }
        else if (!trivia.HasBlankLineBefore && Sibling(old, -1) is { } previous and not BaseFieldDeclarationSyntax && !before.Any(static t => t.IsDirective))
            before = before.Insert(0, lineEnd);

        var own = trivia.Own.Insert(0, lineEnd);
        if (trivia.EndComment.Count > 0)
            own = own.Add(indentation).AddRange(trivia.EndComment).Add(lineEnd);

        field = field.WithLeadingTrivia(before.Add(indentation)).WithTrailingTrivia(lineEnd);
        property = property.WithLeadingTrivia(own.Add(indentation)).WithTrailingTrivia(After(old, layout));
        return root.ReplaceNode(root.GetCurrentNode(old)!, new SyntaxNode[] { field, property });
    }

    /// <summary>The other variables stay in their statement.</summary>
    private static SyntaxNode SplitOff(
        SyntaxNode root,
        FieldDeclarationSyntax several,
        VariableDeclaratorSyntax variable,
        MemberDeclarationSyntax field,
        MemberDeclarationSyntax property,
        Layout layout)
    {
        var lineEnd = SyntaxFactory.EndOfLine(layout.NewLine);
        var indentation = SyntaxFactory.Whitespace(layout.Indentation);
        var docs = MemberTrivia.Of(several).Own.Insert(0, lineEnd);
        var remaining = several.RemoveNode(variable, SyntaxRemoveOptions.KeepNoTrivia)!;
        remaining = remaining.WithTrailingTrivia(MemberTrivia.Of(several).EndComment.Count == 0 ? SyntaxFactory.TriviaList(lineEnd) : several.GetTrailingTrivia());
        field = field.WithLeadingTrivia(indentation).WithTrailingTrivia(lineEnd);
        property = property.WithLeadingTrivia(docs.Add(indentation)).WithTrailingTrivia(After(several, layout));
        return root.ReplaceNode(root.GetCurrentNode(several)!, new SyntaxNode[] { remaining, field, property });
    }

    /// <summary>What follows moves to the next line.</summary>
    private static SyntaxNode WithoutBlanksBefore(SyntaxNode root, SyntaxNode node)
    {
        var previous = node.GetFirstToken().GetPreviousToken();
        var kept = previous.TrailingTrivia.Reverse().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse();
        return root.ReplaceToken(previous, previous.WithTrailingTrivia(kept));
    }

    /// <summary>A blank line before the next member.</summary>
    private static SyntaxTriviaList After(MemberDeclarationSyntax old, Layout layout)
    {
        var lineEnd = SyntaxFactory.EndOfLine(layout.NewLine);
        var list = SyntaxFactory.TriviaList(lineEnd);
        var next = Sibling(old, +1);
        var leading = next?.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        if (leading is not null && !leading.FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) && !EndsHere(leading.FirstOrDefault()))
            list = list.Add(lineEnd);
        var following = old.GetLastToken().GetNextToken();
        return following.RawKind == 0 || Layout.IsFirstOnLine(following) ? list : list.Add(SyntaxFactory.Whitespace(next is null ? layout.Outer : layout.Indentation));
    }

    /// <summary><c>#endif</c> and its like belong to what stands before them.</summary>
    private static bool EndsHere(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.EndIfDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.EndRegionDirectiveTrivia
        || trivia.GetStructure() is PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword.RawKind: (int)SyntaxKind.RestoreKeyword };

    private static MemberDeclarationSyntax? Sibling(MemberDeclarationSyntax member, int step)
    {
        var members = ((TypeDeclarationSyntax)member.Parent!).Members;
        var index = members.IndexOf(member) + step;
        return index >= 0 && index < members.Count ? members[index] : null;
    }
}
