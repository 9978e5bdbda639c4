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
}
