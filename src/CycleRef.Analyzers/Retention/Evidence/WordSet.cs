using System.Collections.Generic;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>A set of words that can be asked with a piece of a buffer, so that looking a word up costs no string.</summary>
internal sealed class WordSet
{
    private readonly string?[] _slots;

    public WordSet(ICollection<string> words)
    {
        // At most half full, so that a search soon meets a free slot.
        var size = 16;
        while (size < 2 * words.Count)
            size *= 2;
        _slots = new string?[size];
        foreach (var word in words)
            Add(word);
    }

    /// <summary>The hash of a word, one character after the other, from 0.</summary>
    public static int Hash(int hash, char next) => (hash * 31) + next;

    public static int Hash(string word)
    {
        var hash = 0;
        foreach (var letter in word)
            hash = Hash(hash, letter);
        return hash;
    }

    public bool Contains(char[] buffer, int start, int length, int hash)
    {
        for (var slot = hash & (_slots.Length - 1); _slots[slot] is { } word; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (IsSame(word, buffer, start, length))
                return true;
        }

        return false;
    }

    private void Add(string word)
    {
        var slot = Hash(word) & (_slots.Length - 1);
        while (_slots[slot] is { } other)
        {
            if (other == word)
                return;
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = word;
    }

    private static bool IsSame(string word, char[] buffer, int start, int length)
    {
        if (word.Length != length)
            return false;
        for (var i = 0; i < length; i++)
        {
            if (word[i] != buffer[start + i])
                return false;
        }

        return true;
    }
}
