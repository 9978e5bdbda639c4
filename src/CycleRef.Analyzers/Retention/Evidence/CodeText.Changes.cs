using System.Collections.Generic;
using System.Collections.Immutable;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <content>Which names the text may change, by what stands before and behind them.</content>
internal sealed partial class CodeText
{
    private static readonly WordSet ByReference = new(["ref", "out", "in"]);
    private static readonly WordSet BeforeExpressions = new(
        ["else", "do", "return", "in", "await", "throw", "case", "when", "and", "or", "not", "is", "as", "ref", "out", "select", "where", "by", "equals"]);

    private readonly List<int> _hashes = [];

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
            else if (isByReference || (IsChangedAt(word.End) && (isField || !IsDeclared(previous, word))))
                _hashes.Add(word.Hash);
        }

        anything |= TakesApart();
        return _hashes.Count == 0 && !anything && !passesThis ? MemberChanges.None : new MemberChanges(Distinct(_hashes), anything, passesThis);
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
                // A comment in between, the end.
                case '/' or '\0':
                    return true;
                default:
                    return false;
            }
        }
    }

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

    private char LastBefore(int position)
    {
        do
            position--;
        while (position > 0 && char.IsWhiteSpace(_buffer[position]));
        return _buffer[position];
    }

    /// <summary>A method may assign thousands: sorted, they are told apart in little more than linear time.</summary>
    private static ImmutableArray<int> Distinct(List<int> hashes)
    {
        hashes.Sort();
        var distinct = ImmutableArray.CreateBuilder<int>();
        foreach (var hash in hashes)
        {
            if (distinct.Count == 0 || distinct[distinct.Count - 1] != hash)
                distinct.Add(hash);
        }

        return distinct.ToImmutable();
    }
}
