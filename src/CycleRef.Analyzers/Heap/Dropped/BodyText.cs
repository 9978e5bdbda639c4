using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// The characters of a body: they say first, and at the least cost, that it links nothing of its own. Knows no more of C# than it needs for that: what
/// stands in a comment or a text counts too.
/// </summary>
internal sealed class BodyText
{
    /// <summary>Two objects that factories make, the second with the first, and a link back.</summary>
    private const int MinAssignments = 3;

    /// <summary>Characters between the parentheses of a local function; beyond it, it is taken to be one.</summary>
    private const int MaxParameters = 1_000;

    private static readonly HashSet<string> BlockHeads = new(StringComparer.Ordinal) { "if", "for", "foreach", "while", "switch", "lock", "using", "catch", "fixed", "when" };

    private char[] _buffer = new char[4_096];
    private int _length;

    /// <summary>In characters.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>
    /// An object is made here and not just handed out, or the body assigns so often that it may link what others make for it. Linear in the length.
    /// </summary>
    public bool MayMake(SourceText text, TextSpan body)
    {
        if (_buffer.Length < body.Length)
            _buffer = new char[Math.Max(body.Length, 2 * _buffer.Length)];
        text.CopyTo(body.Start, _buffer, 0, body.Length);
        _length = body.Length;
        var assignments = 0;
        var (handsOut, mayHandToItself) = (false, false);
        for (var i = 0; i < _length; i++)
        {
            switch (_buffer[i])
            {
                case '=' when IsAssignment(i) && ++assignments == MinAssignments:
                    return true;
                case 'n' when IsWord("new", i):
                    if (!IsHandedOut(i))
                        return true;
                    handsOut = true;
                    break;
                case ')':
                    mayHandToItself |= MayBeginFunction(i);
                    break;
            }
        }

        return handsOut && mayHandToItself;
    }

    /// <summary>
    /// <c>Node Make() => new Node();</c>: what a local function returns, the body gets. Behind the parentheses stands a block or an arrow, and before them no
    /// word of the language. Nothing else is needed to tell it from a loop; a lambda is taken for one too.
    /// </summary>
    private bool MayBeginFunction(int closing)
    {
        var next = closing + 1;
        while (char.IsWhiteSpace(At(next)))
            next++;
        if (At(next) != '{' && !(At(next) == '=' && At(next + 1) == '>') && !IsWord("where", next))
            return false;
        var depth = 0;
        var opening = closing;
        // Short in all but broken code: the list of a local function's parameters.
        for (; opening >= 0 && closing - opening < MaxParameters; opening--)
        {
            if (_buffer[opening] == ')')
                depth++;
            else if (_buffer[opening] == '(' && --depth == 0)
                break;
        }

        // Not found: too far away, or a text holds the other one.
        if (opening < 0 || _buffer[opening] != '(' || depth != 0)
            return true;
        var end = opening - 1;
        while (char.IsWhiteSpace(At(end)))
            end--;
        var start = end;
        while (IsPartOfWord(At(start)))
            start--;
        return !BlockHeads.Contains(new string(_buffer, start + 1, Math.Max(0, end - start)));
    }

    private bool IsAssignment(int position) =>
        At(position + 1) is not ('=' or '>' or '\0') && At(position - 1) is not ('=' or '!' or '<' or '>' or '\0');

    /// <summary><c>throw new E();</c>, <c>return new N(a);</c>, <c>=> new N(a);</c>: unless it is said in a local function, nobody here has the object.</summary>
    private bool IsHandedOut(int position)
    {
        var before = position - 1;
        while (char.IsWhiteSpace(At(before)))
            before--;
        var isHandedOut = IsWord("throw", before - 4) || IsWord("return", before - 5) || (At(before) == '>' && At(before - 1) == '=');
        return isHandedOut && IsWholeStatement(position);
    }

    /// <summary>From here to the semicolon there is one pair of parentheses, and nothing behind it.</summary>
    private bool IsWholeStatement(int position)
    {
        var depth = 0;
        for (; position < _length; position++)
        {
            switch (_buffer[position])
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth <= 0:
                    do
                        position++;
                    while (char.IsWhiteSpace(At(position)));
                    return At(position) == ';';
                // An initializer, a lambda.
                case '{' or '}' or ';':
                    return false;
            }
        }

        return false;
    }

    private bool IsWord(string word, int position)
    {
        if (IsPartOfWord(At(position - 1)) || IsPartOfWord(At(position + word.Length)))
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (At(position + i) != word[i])
                return false;
        }

        return true;
    }

    private char At(int position) => position >= 0 && position < _length ? _buffer[position] : '\0';

    private static bool IsPartOfWord(char character) => character is '_' or '@' || char.IsLetterOrDigit(character);
}
