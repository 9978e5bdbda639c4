using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Puts new members at the start of a type.</summary>
internal static class FirstMembers
{
    /// <summary>The type has braces, a member to put them before, and no directive that would come between.</summary>
    public static bool HasPlace(TypeDeclarationSyntax type) =>
        type.Members.Count > 0 && !type.OpenBraceToken.IsMissing && !type.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error)
        && !type.Members[0].GetLeadingTrivia().Any(static trivia => trivia.IsDirective);

    /// <param name="type">The type, as it is in the tree that is edited.</param>
    /// <param name="members">What is put there.</param>
    /// <param name="docs">The documentation of the property, or null.</param>
    /// <param name="layout">How the file is laid out.</param>
    /// <param name="isOneLine">The first member stands on the line of the brace.</param>
    public static TypeDeclarationSyntax Insert(TypeDeclarationSyntax type, NewMembers members, string? docs, Layout layout, bool isOneLine)
    {
        var lineEnd = SyntaxFactory.EndOfLine(layout.NewLine);
        var indentation = SyntaxFactory.Whitespace(layout.Indentation);
        var first = type.Members[0];
        var after = SyntaxFactory.TriviaList(lineEnd);
        if (isOneLine)
        {
            type = type.WithOpenBraceToken(type.OpenBraceToken.WithTrailingTrivia(lineEnd));
            after = after.Add(lineEnd).Add(indentation);
        }
        else if (!first.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia))
            after = after.Add(lineEnd);
        var before = SyntaxFactory.TriviaList(lineEnd, indentation);
        if (docs is not null)
            before = SyntaxFactory.TriviaList(lineEnd, indentation).AddRange(SyntaxFactory.ParseLeadingTrivia(docs + layout.NewLine)).Add(indentation);
        return type.WithMembers(type.Members.InsertRange(
            0,
            [
                members.Field.WithLeadingTrivia(indentation).WithTrailingTrivia(lineEnd),
                members.Property.WithLeadingTrivia(before).WithTrailingTrivia(after),
            ]));
    }
}
