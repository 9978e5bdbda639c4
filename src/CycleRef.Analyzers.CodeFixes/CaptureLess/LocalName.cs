using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.CaptureLess;

/// <summary>A name for a new local variable.</summary>
internal static class LocalName
{
    /// <summary>In lower case, and such as nothing in the member around it has.</summary>
    public static string Free(string wish, SyntaxNode place, SemanticModel model)
    {
        wish = wish.Length == 0 ? "value" : char.ToLowerInvariant(wish[0]) + wish.Substring(1);
        var member = place.AncestorsAndSelf().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? place.SyntaxTree.GetRoot();
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? wish : wish + number;
            if (SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
                && !member.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
                && model.LookupSymbols(place.SpanStart, name: name).All(static symbol => symbol is INamespaceOrTypeSymbol))
                return name;
        }
    }
}
