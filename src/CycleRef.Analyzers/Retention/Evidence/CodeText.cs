using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>
/// The characters of one declaration, to see whether it may tell anything before its syntax is walked. Knows no more of C# than it needs to
/// pass over most code. Finds too much (comments, strings), never too little.
/// </summary>
internal sealed class CodeText
{
    private static readonly WordSet This = new(["this"]);
    private static readonly WordSet New = new(["new"]);
    private static readonly WordSet ByReference = new(["ref", "out", "in"]);
    private static readonly WordSet BeforeExpressions = new(
        ["else", "do", "return", "in", "await", "throw", "case", "when", "and", "or", "not", "is", "as", "ref", "out", "select", "where", "by", "equals"]);

    private static readonly WordSet Nothing = new(["null", "default"]);
    private static readonly WordSet Anonymous = new(["delegate"]);
    private static readonly WordSet Marking = new(["this", "null", "default", "delegate", "ref", "out", "in", "is", "case", "var", .. CollectionCalls.Names]);

    private static readonly bool[] PartsOfWords = AsciiPartsOfWords();

    private char[] _buffer = new char[4096];
    private readonly List<int> _hashes = [];
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

    /// <summary>Everything that may be assigned, filled, emptied, released or handed on by reference; not what is only read.</summary>
    /// <param name="isField">The text declares fields, which their initializers fill; what other declarations name is a local or a parameter.</param>
    public MemberChanges Changes(bool isField)
    {
        _hashes.Clear();
        var (anything, passesThis, isByReference) = (false, false, false);
        var previous = default(Word);
        for (var word = Next(previous); word.Length > 0; (previous, word) = (word, Next(word)))
        {
            // To the end of the statement: what is handed on may stand behind a cast. A loop goes through something `in` a member.
            for (var i = previous.End; isByReference && i < word.Start; i++)
                isByReference = _buffer[i] is not (';' or '{' or '}');
            anything |= word.IsEscaped;
            if (word.Length <= 4 && Is(word, ByReference))
                isByReference = true;
            else if (word.Length == 4 && Is(word, This))
                passesThis |= At(SkipSpace(word.End)) != '.';
            else if ((isByReference || (IsChangedAt(word.End) && (isField || !IsDeclared(previous, word)))) && !_hashes.Contains(word.Hash))
                _hashes.Add(word.Hash);
        }

        anything |= TakesApart();
        return _hashes.Count == 0 && !anything && !passesThis ? MemberChanges.None : new MemberChanges(_hashes.ToImmutableArray(), anything, passesThis);
    }

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
            if (Is(word, This) ? next == '.' : Is(word, Nothing) && next is not (')' or ','))
                continue;
            marks.Add(offset + word.Start);
            marks.MayPassThis |= Is(word, This) || Is(word, Anonymous);
        }
        while (previous.Length > 0);
        return marks;
    }

    /// <summary><c>(_left, _right) = …</c></summary>
    private bool TakesApart()
    {
        for (var i = 0; i < _length; i++)
        {
            if (_buffer[i] == '=' && IsAssignment(i) && i > 0 && LastBefore(i) == ')')
                return true;
        }

        return false;
    }

    /// <summary><c>Node parent = …</c>, <c>var parent = …</c>: two words on a line, the first of which begins no expression or statement.</summary>
    private bool IsDeclared(Word previous, Word word)
    {
        if (previous.Length == 0 || char.IsDigit(_buffer[previous.Start]))
            return false;
        // The line before may be a comment or a directive.
        for (var i = previous.End; i < word.Start; i++)
        {
            if (_buffer[i] is not (' ' or '\t'))
                return false;
        }

        return !Is(previous, BeforeExpressions);
    }

    /// <summary>What follows a name changes what is called by it.</summary>
    private bool IsChangedAt(int position)
    {
        // Ends: every turn moves on.
        while (true)
        {
            position = SkipSpace(position);
            switch (At(position))
            {
                case '=':
                    return IsAssignment(position);
                case '.':
                    return IsCall(position + 1);
                case '?' when At(position + 1) == '.':
                    return IsCall(position + 2);
                case '?':
                    return At(position + 1) == '[' || (At(position + 1) == '?' && At(position + 2) == '=');
                // (_x as IDisposable)?.Dispose()
                case 'a':
                    return At(position + 1) == 's' && !IsPartOfWord(At(position + 2));
                case '!' when At(position + 1) != '=':
                case ')':
                    position++;
                    break;
                case '[':
                    position = SkipBrackets(position);
                    break;
                // A call of the same name, a comment in between, the end.
                case '(' or '/' or '\0':
                    return true;
                default:
                    return false;
            }
        }
    }

    private char LastBefore(int position)
    {
        do
            position--;
        while (position > 0 && char.IsWhiteSpace(_buffer[position]));
        return _buffer[position];
    }

    private bool IsAssignment(int position) => At(position) == '=' && At(position + 1) is not ('=' or '>');

    private bool IsCall(int position)
    {
        var name = Next(new Word(0, position, 0));
        return name.Length > 0 && SkipSpace(position) == name.Start && Is(name, CollectionCalls.All);
    }

    private int SkipBrackets(int position)
    {
        for (var depth = 0; position < _length; position++)
        {
            if (_buffer[position] == '[')
                depth++;
            else if (_buffer[position] == ']' && --depth == 0)
                return position + 1;
        }

        return position;
    }

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
