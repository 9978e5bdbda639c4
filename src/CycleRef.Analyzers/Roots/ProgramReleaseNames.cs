using System;
using System.Collections.Concurrent;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// The <see cref="ReleaseNames"/> of all files of a compilation. They are asked for one name at a time, once a report hangs on it, and a file whose text
/// does not mention the name is not read: few are.
/// </summary>
internal sealed class ProgramReleaseNames(Compilation compilation, Func<SyntaxTree, LazyReleaseNames> namesOf)
{
    /// <summary>Names that are looked for in the text of all files. Who asks for more has so many reports at hand that reading all files pays.</summary>
    private const int MaxWords = 16;

    private readonly ConcurrentDictionary<string, bool> _words = new(StringComparer.Ordinal);

    /// <param name="word">What stands in the text of each file of which the answer is yes.</param>
    /// <param name="says">The question.</param>
    /// <param name="cancellationToken">Checked at every file.</param>
    public bool Any(string word, Func<ReleaseNames, bool> says, CancellationToken cancellationToken)
    {
        var isFew = _words.ContainsKey(word) || (_words.Count < MaxWords && _words.TryAdd(word, true));
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var names = namesOf(tree);
            if (says(isFew ? names.Where(word, tree) : names.Of(tree)))
                return true;
        }

        return false;
    }
}

/// <summary>The <see cref="ReleaseNames"/> of one file, read when they are needed. Holds names only; the host keeps it for as long as it keeps the tree. Thread-safe.</summary>
internal sealed class LazyReleaseNames(LifetimeCalls calls)
{
    private static readonly ReleaseNames Nothing = new();

    /// <summary>Words remembered for a file, from key to key.</summary>
    private const int MaxWords = 256;

    private readonly ConcurrentDictionary<string, bool> _mentions = new(StringComparer.Ordinal);
    private ReleaseNames? _names;

    public ReleaseNames Of(SyntaxTree tree)
    {
        if (Volatile.Read(ref _names) is { } known)
            return known;
        var names = ReleaseNames.Of(tree, calls);
        Volatile.Write(ref _names, names);
        return names;
    }

    /// <summary>Those of the file if it mentions the word, and else none.</summary>
    public ReleaseNames Where(string word, SyntaxTree tree)
    {
        if (Volatile.Read(ref _names) is { } known)
            return known;
        if (!_mentions.TryGetValue(word, out var mentions))
        {
            mentions = TreeText.Mentions(tree, [word]);
            if (_mentions.Count < MaxWords)
                _mentions[word] = mentions;
        }

        return mentions ? Of(tree) : Nothing;
    }
}
