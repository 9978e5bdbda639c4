using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>What stands in the branches of <c>#if</c> that this compilation leaves out. Another one compiles it, and nothing is bound there.</summary>
internal static class DisabledCode
{
    /// <summary>Some part of the type mentions the word.</summary>
    public static bool Mentions(INamedTypeSymbol type, string name, CancellationToken cancellationToken) =>
        Matches(type, new Regex($@"\b{Regex.Escape(name)}\b"), cancellationToken);

    /// <summary>Some part of the type uses the word as a variable: <c>ref _owner</c>, <c>out this._owner</c>, <c>&amp;_owner</c>.</summary>
    public static bool NeedsVariable(INamedTypeSymbol type, string name, CancellationToken cancellationToken) =>
        Matches(type, new Regex($@"(\b(ref|out|in)\s+|(?<!&)&\s*)(\w+\s*\.\s*)*{Regex.Escape(name)}\b"), cancellationToken);

    private static bool Matches(INamedTypeSymbol type, Regex pattern, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences
            .Select(part => part.GetSyntax(cancellationToken))
            .Where(static part => part.ContainsDirectives)
            .SelectMany(static part => part.DescendantTrivia())
            .Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && pattern.IsMatch(trivia.ToString()));
}
