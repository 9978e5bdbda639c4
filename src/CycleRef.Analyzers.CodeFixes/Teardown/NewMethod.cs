using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Teardown;

/// <summary>Writes a Dispose method at the end of a type.</summary>
internal static class NewMethod
{
    /// <summary><c>Dispose(bool)</c> or <c>Dispose()</c> over that of a base.</summary>
    public static TextChange Override(IMethodSymbol inherited, TeardownStatement statement, Layout layout)
    {
        var access = inherited.DeclaredAccessibility switch
        {
            Accessibility.Public => "public",
            Accessibility.ProtectedAndInternal => "private protected",
            // Outside its assembly only the protected half can be seen.
            Accessibility.ProtectedOrInternal when SymbolEqualityComparer.Default.Equals(inherited.ContainingAssembly, statement.Type.ContainingAssembly) => "protected internal",
            _ => "protected",
        };
        string[] lines = TeardownMethods.IsDisposeBool(inherited)
            ?
            [
                $"{access} override void Dispose(bool disposing)",
                "{",
                "\tif (disposing)",
                .. Indented(statement.Lines("disposing"), "\t\t"),
                "\tbase.Dispose(disposing);",
                "}",
            ]
            : [$"{access} override void Dispose()", "{", .. Indented(statement.Lines(), "\t"), "\tbase.Dispose();", "}"];
        return AtEnd(statement, lines, layout);
    }

    public static IReadOnlyList<TextChange> Dispose(TeardownStatement statement, string disposable, Layout layout)
    {
        var type = (TypeDeclarationSyntax)statement.Anchor.Parent!;
        var end = type.BaseList?.Span.End ?? (type.ParameterList ?? (SyntaxNode?)type.TypeParameterList)?.Span.End ?? type.Identifier.Span.End;
        var body = statement.Lines();
        string[] lines = Language(statement) >= LanguageVersion.CSharp7 && body.Length == 1
            ? ["public void Dispose() => " + body[0]]
            : ["public void Dispose()", "{", .. Indented(body, "\t"), "}"];
        return [new TextChange(new TextSpan(end, 0), Separator(type.BaseList, layout) + disposable), AtEnd(statement, lines, layout)];
    }

    /// <summary>Where each base has a line of its own, the new one has too.</summary>
    private static string Separator(BaseListSyntax? bases, Layout layout) => bases switch
    {
        null => " : ",
        { Types: { Count: > 1 } types } when Layout.IsFirstOnLine(types.Last().GetFirstToken()) => "," + layout.NewLine + Layout.IndentationOf(types.Last().GetFirstToken()),
        _ => ", ",
    };

    private static TextChange AtEnd(TeardownStatement statement, string[] lines, Layout layout)
    {
        var brace = ((TypeDeclarationSyntax)statement.Anchor.Parent!).CloseBraceToken;
        var text = layout.NewLine + layout.Lines(lines) + layout.NewLine;
        if (!Layout.IsFirstOnLine(brace))
            return new TextChange(TextSpan.FromBounds(Layout.BeforeBlanks(brace), brace.SpanStart), layout.NewLine + text + layout.Outer);
        return new TextChange(new TextSpan(brace.SyntaxTree!.GetText().Lines.GetLineFromPosition(brace.SpanStart).Start, 0), text);
    }

    private static IEnumerable<string> Indented(string[] lines, string levels) => lines.Select(line => levels + line);

    private static LanguageVersion Language(TeardownStatement statement) => ((CSharpParseOptions)statement.Anchor.SyntaxTree.Options).LanguageVersion;
}
