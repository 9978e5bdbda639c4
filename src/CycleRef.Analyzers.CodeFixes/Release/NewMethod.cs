using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>Writes a Dispose method at the end of a type.</summary>
internal static class NewMethod
{
    /// <summary><c>Dispose(bool)</c> or <c>Dispose()</c> over that of a base.</summary>
    public static TextChange Override(IMethodSymbol inherited, ReleaseTarget target, Layout layout)
    {
        var access = inherited.DeclaredAccessibility switch
        {
            Accessibility.Public => "public",
            Accessibility.ProtectedAndInternal => "private protected",
            // Outside its assembly only the protected half can be seen.
            Accessibility.ProtectedOrInternal when SymbolEqualityComparer.Default.Equals(inherited.ContainingAssembly, target.Member.ContainingAssembly) => "protected internal",
            _ => "protected",
        };
        string[] lines = TeardownMethods.IsDisposeBool(inherited)
            ?
            [
                $"{access} override void Dispose(bool disposing)",
                "{",
                "\tif (disposing)",
                "\t\t" + target.Statement("disposing"),
                "\tbase.Dispose(disposing);",
                "}",
            ]
            : [$"{access} override void Dispose()", "{", "\t" + target.Statement(), "\tbase.Dispose();", "}"];
        return AtEnd(target, lines, layout);
    }

    public static IReadOnlyList<TextChange> Dispose(ReleaseTarget target, string disposable, Layout layout)
    {
        var type = (TypeDeclarationSyntax)target.Declaration.Parent!;
        var end = type.BaseList?.Span.End ?? (type.ParameterList ?? (SyntaxNode?)type.TypeParameterList)?.Span.End ?? type.Identifier.Span.End;
        string[] lines = Language(target) >= LanguageVersion.CSharp7
            ? ["public void Dispose() => " + target.Statement()]
            : ["public void Dispose()", "{", "\t" + target.Statement(), "}"];
        return [new TextChange(new TextSpan(end, 0), (type.BaseList is null ? " : " : ", ") + disposable), AtEnd(target, lines, layout)];
    }

    private static TextChange AtEnd(ReleaseTarget target, string[] lines, Layout layout)
    {
        var brace = ((TypeDeclarationSyntax)target.Declaration.Parent!).CloseBraceToken;
        var text = layout.NewLine + layout.Lines(lines) + layout.NewLine;
        if (!Layout.IsFirstOnLine(brace))
            return new TextChange(new TextSpan(brace.SpanStart, 0), layout.NewLine + text + layout.Outer);
        return new TextChange(new TextSpan(brace.SyntaxTree!.GetText().Lines.GetLineFromPosition(brace.SpanStart).Start, 0), text);
    }

    private static LanguageVersion Language(ReleaseTarget target) => ((CSharpParseOptions)target.Declaration.SyntaxTree.Options).LanguageVersion;
}
