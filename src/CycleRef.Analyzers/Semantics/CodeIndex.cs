using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Semantics;

/// <summary>
/// The identifiers in the code of a type, by their text, and the strings, which may name a member too. A type that sets up a thousand timers is read once, not a thousand times: each question
/// after the first costs what it finds. Made only for types that a rule looks at closely. Lives as long as the compilation.
/// </summary>
internal sealed class CodeIndex
{
    private readonly ConcurrentDictionary<SyntaxNode, Dictionary<string, List<SyntaxToken>>> _byType = new();

    /// <summary>The identifiers of that text, and the strings, in the order of the source.</summary>
    /// <param name="code">A type declaration, or code inside one, or a file.</param>
    /// <param name="text">The text of the identifiers, without <c>@</c>.</param>
    /// <param name="cancellationToken">Checked at every identifier that is read.</param>
    public IEnumerable<SyntaxToken> Of(SyntaxNode code, string text, CancellationToken cancellationToken)
    {
        var whole = code.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? code.SyntaxTree.GetRoot(cancellationToken);
        if (!_byType.TryGetValue(whole, out var index))
            _byType[whole] = index = Read(whole, cancellationToken);
        if (!index.TryGetValue(text, out var tokens))
            return [];
        return code == whole ? tokens : Within(tokens, code);
    }

    /// <inheritdoc cref="TypeCode.Mentions(SyntaxNode, string, CancellationToken)"/>
    public IEnumerable<SimpleNameSyntax> Mentions(SyntaxNode code, string name, CancellationToken cancellationToken) =>
        Of(code, name, cancellationToken).Select(static token => token.Parent).OfType<SimpleNameSyntax>();

    /// <summary>The tokens are in the order of the source, so a small method of a large type costs what it holds.</summary>
    private static IEnumerable<SyntaxToken> Within(List<SyntaxToken> tokens, SyntaxNode code)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].SpanStart < code.SpanStart)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < tokens.Count && tokens[low].SpanStart < code.Span.End; low++)
            yield return tokens[low];
    }

    private static Dictionary<string, List<SyntaxToken>> Read(SyntaxNode whole, CancellationToken cancellationToken)
    {
        var index = new Dictionary<string, List<SyntaxToken>>();
        foreach (var token in whole.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) && !token.IsKind(SyntaxKind.StringLiteralToken))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            if (!index.TryGetValue(token.ValueText, out var tokens))
                index.Add(token.ValueText, tokens = []);
            tokens.Add(token);
        }

        return index;
    }
}
