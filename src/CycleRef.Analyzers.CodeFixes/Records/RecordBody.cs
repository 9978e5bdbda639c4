using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Records;

/// <summary>Puts methods at the end of a record, which gets a body where it has none.</summary>
internal static class RecordBody
{
    /// <summary>The end of the declaration is there.</summary>
    public static bool CanBeExtended(RecordDeclarationSyntax declaration) =>
        HasBody(declaration) ? !declaration.OpenBraceToken.IsMissing && !declaration.CloseBraceToken.IsMissing : declaration.SemicolonToken is { RawKind: not 0, IsMissing: false };

    public static TextChange Append(RecordDeclarationSyntax declaration, IReadOnlyList<IReadOnlyList<string>> methods)
    {
        var layout = Layout.In(declaration);
        var text = string.Join(layout.NewLine + layout.NewLine, methods.Select(method => layout.Lines(WithDocumentation(declaration, method))));
        if (!HasBody(declaration))
        {
            // record Invoice(Order Order);
            var brace = layout.IsBraceOnOwnLine ? layout.NewLine + layout.Outer + "{" : " {";
            return new TextChange(
                TextSpan.FromBounds(declaration.SemicolonToken.GetPreviousToken().Span.End, declaration.SemicolonToken.Span.End),
                brace + layout.NewLine + text + layout.NewLine + layout.Outer + "}");
        }

        var close = declaration.CloseBraceToken;
        var isFirst = close.GetPreviousToken() == declaration.OpenBraceToken;
        if (Layout.IsFirstOnLine(close))
        {
            var start = close.SyntaxTree!.GetText().Lines.GetLineFromPosition(close.SpanStart).Start;
            return new TextChange(new TextSpan(start, 0), (isFirst ? "" : layout.NewLine) + text + layout.NewLine);
        }

        var end = close.GetPreviousToken().Span.End;
        var between = close.SyntaxTree!.GetText().ToString(TextSpan.FromBounds(end, close.SpanStart)).TrimEnd();
        return new TextChange(TextSpan.FromBounds(end, close.SpanStart), between + layout.NewLine + (isFirst ? "" : layout.NewLine) + text + layout.NewLine + layout.Outer);
    }

    private static bool HasBody(RecordDeclarationSyntax declaration) => declaration.OpenBraceToken.RawKind != 0;

    /// <summary>Where missing documentation is reported, the new methods have some.</summary>
    private static IEnumerable<string> WithDocumentation(RecordDeclarationSyntax declaration, IReadOnlyList<string> method)
    {
        var isWanted = declaration.SyntaxTree.Options.DocumentationMode == DocumentationMode.Diagnose
            && declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(static type => type.Modifiers.Any(SyntaxKind.PublicKeyword));
        if (!isWanted)
            return method;
        return method[0].StartsWith("//", System.StringComparison.Ordinal)
            ? [method[0], "/// <inheritdoc />", .. method.Skip(1)]
            : ["/// <inheritdoc />", .. method];
    }
}
