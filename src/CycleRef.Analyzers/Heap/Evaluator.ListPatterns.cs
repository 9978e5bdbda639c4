using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>List patterns: the elements by their places, from the front and, where the length is known, from the end.</summary>
internal sealed partial class Evaluator
{
    private int MatchList(IListPatternOperation pattern, int value)
    {
        Bind(pattern.DeclaredSymbol, value, pattern.Syntax);
        var parts = pattern.Patterns;
        var slice = SliceOf(pattern);
        var length = LengthOf(value);
        var isOther = Nullness(_state, value) == true || (slice < 0 ? length is { } all && all != parts.Length : length < parts.Length - 1);
        var matches = isOther ? ObjectTable.False : length is null ? Objects.OfExpression("pattern", value, _state.ContentOf(value).Version, pattern.Syntax) : ObjectTable.True;
        for (var i = 0; i < parts.Length; i++)
        {
            // Also where it does not match: the variables are declared all the same.
            var part = i == slice || isOther ? Fresh(parts[i], parts[i].InputType) : ReadPart(value, slice < 0 || i < slice ? i : length - (parts.Length - i), parts[i]);
            matches = And(matches, i == slice ? MatchSlice((ISlicePatternOperation)parts[i], part) : Match(parts[i], part));
        }

        return matches;
    }

    private static int SliceOf(IListPatternOperation pattern)
    {
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            if (pattern.Patterns[i] is ISlicePatternOperation)
                return i;
        }

        return -1;
    }

    /// <summary>What is left in the middle is copied into a new list, which is not followed.</summary>
    private int MatchSlice(ISlicePatternOperation slice, int rest) => slice.Pattern is null ? ObjectTable.True : Match(slice.Pattern, rest);

    /// <summary>An element, read by a test: the list may still turn out to be null. Lists of the program's own have code of theirs.</summary>
    private int ReadPart(int list, int? index, IPatternOperation part)
    {
        if (index is null || !Objects[list].IsCollection)
            return Fresh(part, part.InputType);
        var facts = _state.Facts;
        var element = ReadElement(list, Objects.OfConstant(index), part.InputType);
        if (!facts.ContainsKey(list))
            _state.Facts = _state.Facts.Remove(list);
        return element;
    }

    /// <summary>How many elements there are, where that is known.</summary>
    private int? LengthOf(int collection)
    {
        if (_state.Slots.TryGetValue(new Slot(collection, ArrayLength), out var length))
            return Objects[length.Value].Payload as int?;
        return Objects[collection] is { IsCollection: true, IsMade: true, Type: not IArrayTypeSymbol } && _state.ContentOf(collection) is { IsExact: true } content ? content.Items.Length : null;
    }
}
