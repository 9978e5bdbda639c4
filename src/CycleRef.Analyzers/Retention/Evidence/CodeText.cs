using System;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>
/// The characters of one declaration, to see whether it may tell anything before its syntax is walked. Knows no more of C# than it needs to
/// pass over most code. Finds too much (comments, strings), never too little.
/// </summary>
internal sealed partial class CodeText
{
    private static readonly WordSet This = new(["this"]);
    private static readonly WordSet New = new(["new"]);
    private static readonly WordSet Nothing = new(["null", "default"]);
    private static readonly WordSet Anonymous = new(["delegate"]);
    private static readonly WordSet Marking = new(["this", "null", "default", "delegate", "ref", "out", "in", "is", "case", "var", .. CollectionCalls.Names]);

    private static readonly bool[] PartsOfWords = AsciiPartsOfWords();

    private char[] _buffer = new char[4096];
    private int _length;

    public void Load(SourceText text, TextSpan span)
    {
        if (_buffer.Length < span.Length)
            _buffer = new char[Math.Max(span.Length, 2 * _buffer.Length)];
        text.CopyTo(span.Start, _buffer, 0, span.Length);
        _length = span.Length;
    }

    public bool HasAny(WordSet words)
    {
        for (var word = Next(default); word.Length > 0; word = Next(word))
        {
            if (Is(word, words))
                return true;
        }

        return false;
    }

    /// <summary><c>new(…)</c>: what it makes is not written out.</summary>
    public bool HasImplicitNew() => HasWordBefore(New, static next => next == '(');

    /// <summary>
    /// The places at which facts or local names can stand: assignments, lambdas, <c>this</c>, what a parameter is handed, calls that fill or release,
    /// patterns. What lies between two of them has nothing to tell.
    /// </summary>
    /// <param name="offset">The position of the text in its file.</param>
    public CodeMarks Marks(int offset)
    {
        var marks = new CodeMarks();
        var previous = default(Word);
        do
        {
            var word = Next(previous);
            for (var i = previous.End; i < word.Start; i++)
            {
                if (_buffer[i] != '=')
                    continue;
                marks.MayPassThis |= At(i + 1) == '>';
                if (At(i + 1) == '>' || IsAssignment(i))
                    marks.Add(offset + i);
                else if (At(i + 1) == '=')
                    i++;
            }

            previous = word;
            if (word.Length == 0 || !Is(word, Marking))
                continue;
            var next = At(SkipSpace(word.End));
            if (Is(word, This) ? next == '.' : Is(word, Nothing) && next is not (')' or ',' or '('))
                continue;
            marks.Add(offset + word.Start);
            marks.MayPassThis |= Is(word, This) || Is(word, Anonymous);
        }
        while (previous.Length > 0);
        return marks;
    }

    private bool IsAssignment(int position) => At(position) == '=' && At(position + 1) is not ('=' or '>');

    private bool HasWordBefore(WordSet words, Func<char, bool> isWanted)
    {
        for (var word = Next(default); word.Length > 0; word = Next(word))
        {
            if (Is(word, words) && isWanted(At(SkipSpace(word.End))))
                return true;
        }

        return false;
    }

    private bool Is(Word word, WordSet words) => words.Contains(_buffer, word.Start, word.Length, word.Hash) || word.IsEscaped;

    private char At(int position) => position < _length ? _buffer[position] : '\0';

    private int SkipSpace(int position)
    {
        while (position < _length && char.IsWhiteSpace(_buffer[position]))
            position++;
        return position;
    }

    /// <summary>The first word behind another; one of length 0 behind the last.</summary>
    private Word Next(Word previous)
    {
        var start = previous.End;
        while (start < _length && !IsPartOfWord(_buffer[start]))
            start++;
        var (end, hash) = (start, 0);
        for (; end < _length && IsPartOfWord(_buffer[end]); end++)
            hash = WordSet.Hash(hash, _buffer[end]);
        // A name may be written with escapes, and then stands for any.
        var isEscaped = start > previous.End && start < _length && _buffer[start - 1] == '\\' && _buffer[start] is 'u' or 'U';
        return new Word(start, end, hash, isEscaped);
    }

    private static bool IsPartOfWord(char letter) => letter >= 128 || PartsOfWords[letter];

    private static bool[] AsciiPartsOfWords()
    {
        var parts = new bool[128];
        for (var letter = 0; letter < parts.Length; letter++)
            parts[letter] = char.IsLetterOrDigit((char)letter) || letter == '_';
        return parts;
    }

    private readonly record struct Word(int Start, int End, int Hash, bool IsEscaped = false)
    {
        public int Length => End - Start;
    }
}
