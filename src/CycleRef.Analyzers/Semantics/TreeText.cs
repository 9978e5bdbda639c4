using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Semantics;

/// <summary>Words in the text of a tree: far cheaper to look for than names in its nodes, which most trees then need not make.</summary>
internal static class TreeText
{
    /// <summary>One of the words stands somewhere, be it in a longer word or in a comment.</summary>
    public static bool Mentions(SyntaxTree tree, IEnumerable<string> words)
    {
        var text = tree.GetText().ToString();
        return words.Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0);
    }

    /// <summary>
    /// The tokens in which one of the words stands, in order, each once: as a whole or as a part of a longer one. Only the nodes on the way to them are
    /// made. A name that is written with escapes is not found.
    /// </summary>
    public static IEnumerable<SyntaxToken> Tokens(SyntaxTree tree, IEnumerable<string> words)
    {
        var text = tree.GetText().ToString();
        var places = new SortedSet<int>();
        foreach (var word in words)
        {
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                places.Add(at);
        }

        var end = 0;
        foreach (var place in places)
        {
            if (place < end)
                continue;
            var token = tree.GetRoot().FindToken(place);
            // Else it stands in a comment.
            if (!token.Span.Contains(place))
                continue;
            end = token.Span.End;
            yield return token;
        }
    }
}
