using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>How the code around a node is laid out.</summary>
/// <param name="Indentation">What stands before a member on its line.</param>
/// <param name="Outer">What stands before the type on its line.</param>
/// <param name="Unit">One level of indentation.</param>
/// <param name="NewLine">The line end of the file.</param>
/// <param name="IsBraceOnOwnLine">An open brace has its own line.</param>
internal sealed record Layout(string Indentation, string Outer, string Unit, string NewLine, bool IsBraceOnOwnLine)
{
    private const string DefaultUnit = "    ";

    /// <summary>As the file has it, whatever the editor is set to: new members look like their neighbours.</summary>
    public static Layout Of(MemberDeclarationSyntax member)
    {
        var type = (TypeDeclarationSyntax)member.Parent!;
        var outer = IndentationOf(type.GetFirstToken());
        var own = IsFirstOnLine(member.GetFirstToken()) ? IndentationOf(member.GetFirstToken()) : null;
        var unit = own is not null && own.Length > outer.Length && own.StartsWith(outer, System.StringComparison.Ordinal) ? own.Substring(outer.Length)
            : (own ?? outer).Contains('\t') ? "\t"
            : DefaultUnit;
        var lineEnd = member.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var isBraceOnOwnLine = IsFirstOnLine(type.OpenBraceToken) || IsFirstOnLine(type.CloseBraceToken) == IsFirstOnLine(type.OpenBraceToken);
        return new Layout(own ?? outer + unit, outer, unit, lineEnd.RawKind == 0 ? "\n" : lineEnd.ToString(), isBraceOnOwnLine);
    }

    /// <summary>For new members of a type, which may have none yet.</summary>
    public static Layout In(TypeDeclarationSyntax type)
    {
        if (type.Members.FirstOrDefault(static member => IsFirstOnLine(member.GetFirstToken())) is { } member)
            return Of(member);
        var outer = IndentationOf(type.GetFirstToken());
        var lineEnd = type.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return new Layout(outer + UnitOf(type, outer), outer, UnitOf(type, outer), lineEnd.RawKind == 0 ? "\n" : lineEnd.ToString(), HasBraceOnOwnLine(type));
    }

    /// <summary>The lines, each indented, without a line end after the last. A tab stands for one level, and a brace follows its line or not.</summary>
    public string Lines(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (line.Trim() == "{" && !IsBraceOnOwnLine)
                text.Append(" {");
            else
                text.Append(text.Length == 0 ? "" : NewLine).Append(line.Length == 0 ? "" : Indentation).Append(line.Replace("\t", Unit));
        }

        return text.ToString();
    }

    public static bool IsFirstOnLine(SyntaxToken token)
    {
        var line = token.SyntaxTree!.GetText().Lines.GetLineFromPosition(token.SpanStart);
        return token.SyntaxTree.GetText().ToString(TextSpan.FromBounds(line.Start, token.SpanStart)).Trim().Length == 0;
    }

    /// <summary>Where the blanks before a token begin, if nothing but blanks stands between it and the one before it.</summary>
    public static int BeforeBlanks(SyntaxToken token)
    {
        var previous = token.GetPreviousToken();
        return previous.TrailingTrivia.Concat(token.LeadingTrivia).All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) ? previous.Span.End : token.SpanStart;
    }

    public static string IndentationOf(SyntaxToken token)
    {
        var line = token.SyntaxTree!.GetText().Lines.GetLineFromPosition(token.SpanStart).ToString();
        return new string(line.TakeWhile(static c => c is ' ' or '\t').ToArray());
    }

    /// <summary>As deep as the type itself is nested; four blanks where it is not.</summary>
    private static string UnitOf(TypeDeclarationSyntax type, string outer)
    {
        if (outer.Contains('\t'))
            return "\t";
        var container = type.Parent is MemberDeclarationSyntax parent ? IndentationOf(parent.GetFirstToken()) : "";
        return outer.Length > container.Length && outer.StartsWith(container, System.StringComparison.Ordinal) ? outer.Substring(container.Length) : DefaultUnit;
    }

    /// <summary>Of the types of the file that have a body over several lines, the first tells.</summary>
    private static bool HasBraceOnOwnLine(TypeDeclarationSyntax type)
    {
        var other = type.SyntaxTree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .FirstOrDefault(static other => other.OpenBraceToken.RawKind != 0 && !other.CloseBraceToken.IsMissing && IsFirstOnLine(other.CloseBraceToken));
        return other is null || IsFirstOnLine(other.OpenBraceToken);
    }
}
