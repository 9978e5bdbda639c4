using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Puts a weak field and a property in the place of a member.</summary>
internal static class WeakMemberRewriter
{
    public static SyntaxNode Rewrite(WeakCandidate candidate, MemberUses uses, WeakForm form)
    {
        var root = candidate.Declaration.SyntaxTree.GetRoot();
        var layout = Layout.Of(candidate.Declaration);
        var text = new WeakMemberText(candidate, uses, form, layout);
        var field = Parse(text.Field, candidate, text.WeakType);
        var property = Parse(text.Property, candidate, text.WeakType);
        return candidate.Declaration is FieldDeclarationSyntax { Declaration.Variables.Count: > 1 } several
            ? SplitOff(root, several, candidate.Variable!, field, property, layout)
            : Replace(root, candidate.Declaration, field, property, layout);
    }

    private static SyntaxNode Replace(SyntaxNode root, MemberDeclarationSyntax old, MemberDeclarationSyntax field, MemberDeclarationSyntax property, Layout layout)
    {
        var trivia = MemberTrivia.Of(old);
        var lineEnd = SyntaxFactory.EndOfLine(layout.NewLine);
        var indentation = SyntaxFactory.Whitespace(layout.Indentation);

        var before = trivia.Before;
        if (!Layout.IsFirstOnLine(old.GetFirstToken()))
            before = before.Insert(0, lineEnd);
        else if (!trivia.HasBlankLineBefore && Sibling(old, -1) is { } previous and not BaseFieldDeclarationSyntax && !before.Any(static t => t.IsDirective))
            before = before.Insert(0, lineEnd);

        var own = trivia.Own.Insert(0, lineEnd);
        if (trivia.EndComment.Count > 0)
            own = own.Add(indentation).AddRange(trivia.EndComment).Add(lineEnd);

        field = field.WithLeadingTrivia(before.Add(indentation)).WithTrailingTrivia(lineEnd);
        property = property.WithLeadingTrivia(own.Add(indentation)).WithTrailingTrivia(After(old, layout));
        return root.ReplaceNode(old, new SyntaxNode[] { field, property });
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
        return root.ReplaceNode(several, new SyntaxNode[] { remaining, field, property });
    }

    /// <summary>A blank line before the next member.</summary>
    private static SyntaxTriviaList After(MemberDeclarationSyntax old, Layout layout)
    {
        var lineEnd = SyntaxFactory.EndOfLine(layout.NewLine);
        var list = SyntaxFactory.TriviaList(lineEnd);
        var next = Sibling(old, +1);
        var leading = next?.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        if (leading is not null && !leading.FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia))
            list = list.Add(lineEnd);
        var following = old.GetLastToken().GetNextToken();
        return following.RawKind == 0 || Layout.IsFirstOnLine(following) ? list : list.Add(SyntaxFactory.Whitespace(next is null ? layout.Outer : layout.Indentation));
    }

    private static MemberDeclarationSyntax? Sibling(MemberDeclarationSyntax member, int step)
    {
        var members = ((TypeDeclarationSyntax)member.Parent!).Members;
        var index = members.IndexOf(member) + step;
        return index >= 0 && index < members.Count ? members[index] : null;
    }

    private static MemberDeclarationSyntax Parse(string text, WeakCandidate candidate, string weakType)
    {
        var parsed = SyntaxFactory.ParseMemberDeclaration(text, options: candidate.Declaration.SyntaxTree.Options)!;
        var generator = SyntaxGenerator.GetGenerator(candidate.Document);
        var exception = candidate.Model.Compilation.GetTypeByMetadataName(WeakMemberText.ExceptionType.Substring("global::".Length));
        var names = parsed.DescendantNodes().OfType<QualifiedNameSyntax>().Where(name => name.ToString() is var written && (written == weakType || written == WeakMemberText.ExceptionType)).ToList();
        return parsed.ReplaceNodes(names, (name, _) => Named(name, name.ToString() == weakType ? candidate.WeakReference : exception, generator));
    }

    /// <summary>The full name with what the workspace needs to shorten it and to add a <c>using</c>; the type argument as its author wrote it.</summary>
    private static SyntaxNode Named(QualifiedNameSyntax name, INamedTypeSymbol? type, SyntaxGenerator generator)
    {
        if (type is null || generator.TypeExpression(type) is not QualifiedNameSyntax generated)
            return name;
        if (generated.Right is GenericNameSyntax generic && name.Right is GenericNameSyntax written)
            generated = generated.ReplaceNode(generic.TypeArgumentList, written.TypeArgumentList);
        return generated.WithTriviaFrom(name);
    }
}
