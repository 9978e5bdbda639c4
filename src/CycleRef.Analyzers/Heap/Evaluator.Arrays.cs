using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Arrays, spans over them, and what the library copies between collections.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The length of an array made here, where it is known.</summary>
    private const string ArrayLength = "<length>";

    /// <summary><c>array.CopyTo(other, 0)</c>, <c>Array.Copy(array, other, 3)</c>: what was in the other may be gone, and everything may have come.</summary>
    private int CopyInto(Call call, int subject, int[] others)
    {
        var target = others.FirstOrDefault(o => Objects[o].IsCollection);
        if (!Objects[target].IsCollection)
            return CallUnknown(call);
        var items = KnownItems(subject);
        ClearContent(target, keepsOthers: true);
        // A part of the elements may not hold the one that matters: only all of them are told.
        var count = others.Length > 1 && call.Receiver == NoReceiver ? Objects[others[others.Length - 1]].Payload as int? : null;
        if (call.Receiver == NoReceiver && !(others.Length == 2 && count >= LengthOf(subject)) && others.Length != 1)
            return Result(call);
        foreach (var item in items)
            AddContent(target, item, call.Site, orders: false);
        return Result(call);
    }

    /// <summary><c>Array.Resize(ref array, 8)</c>. Of an array that may become shorter nothing certain is left.</summary>
    private int Resize(Call call)
    {
        if (call.References is null || call.Arguments.Length != 2)
            return CallUnknown(call);
        var (before, size) = (call.Arguments[0], call.Arguments[1]);
        var resized = New(call.References[0].Type, call.Site);
        var isKnown = before == ObjectTable.Null || (Objects[size].Payload is int count && LengthOf(before) <= count);
        _state.SetContent(resized, isKnown ? _state.ContentOf(before) with { IsExact = before == ObjectTable.Null || _state.ContentOf(before).IsExact } : Content.Unknown);
        if (Objects[size].Payload is int)
            WriteMember(resized, ArrayLength, size, null);
        foreach (var slot in isKnown ? _state.SlotsOf(before) : [])
        {
            if (slot.Key.Member is Index)
                WriteMember(resized, slot.Key.Member, slot.Value.Value, NewWriter(call.Site));
        }

        Store(call.References[0], resized, call.Site);
        return Result(call);
    }

    /// <summary><c>array[1..]</c></summary>
    private static bool IsPart(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } => IsRange(indices[0]),
        IImplicitIndexerReferenceOperation indexer => IsRange(indexer.Argument),
        IInlineArrayAccessOperation access => IsRange(access.Argument),
        _ => false,
    };

    private static bool IsRange(IOperation index) => index.Type is { Name: "Range", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>A copy of some elements, which is not followed, or a view of them: then anything may be overwritten.</summary>
    private int PartOf(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            var whole = Eval(child);
            if (operation.Type is { IsRefLikeType: true })
                TearDown(whole);
        }

        return Fresh(operation, operation.Type);
    }

    /// <summary>All indices of an element as one value: the same numbers give the same. Ranges, and places from an end that is not known, give none.</summary>
    private int IndexOf(int array, IArrayElementReferenceOperation element)
    {
        var index = ObjectTable.NoValue;
        foreach (var operation in element.Indices)
        {
            var next = operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd ? FromEnd(array, Eval(fromEnd.Operand)) : Eval(operation);
            if (Objects[next].HasEdges || next == ObjectTable.NoValue)
                return ObjectTable.NoValue;
            index = index == ObjectTable.NoValue ? next : Objects.OfExpression("index", index, next, null);
        }

        return index;
    }

    private int FromEnd(int array, int distance) =>
        _state.Slots.TryGetValue(new Slot(array, ArrayLength), out var length) && Objects[length.Value].Payload is int all && Objects[distance].Payload is int back
            ? Objects.OfConstant(all - back)
            : ObjectTable.NoValue;

    /// <summary>Nothing is known of the places any more.</summary>
    private void Reorder(int collection)
    {
        if (!Objects[collection].IsCollection || !Use(collection))
            return;
        var placed = _state.SlotsOf(collection).Where(s => s.Key.Member is Index && Objects[s.Value.Value].HasEdges).ToList();
        var items = _state.ContentOf(collection).Items.AddRange(placed.Select(static s => s.Value));
        foreach (var slot in placed)
            _state.RemoveSlot(slot.Key);
        _state.SetContent(collection, new Content(items, false, _state.ContentOf(collection).Version + 1));
    }

    /// <summary>A view of the whole object is the object; a view of a part counts its places anew, so nothing certain can be said of it.</summary>
    private int SameOrPart(Call call, int subject, int[] others)
    {
        if (others.Length == 0 || !Objects[subject].IsCollection || Objects[subject].Iterator is not null)
            return subject;
        TearDown(subject);
        return Result(call);
    }

    /// <summary><c>map.TryGetValue(key, out var value)</c> for a key that is known to be there.</summary>
    private int? TryGet(Call call, int subject)
    {
        if (call.Method.Name != "TryGetValue" || call.References is null || call.Arguments.Length != 2 || call.Receiver != subject
            || !_state.Slots.TryGetValue(new Slot(subject, new Index(call.Arguments[0])), out var cell))
        {
            return null;
        }

        Store(call.References[1], cell.Value, call.Site);
        return ObjectTable.True;
    }

    /// <summary>What was put somewhere into an array may be what a store overwrites; a null may overwrite it anywhere.</summary>
    private void Overwrite(int collection, int value)
    {
        var content = _state.ContentOf(collection);
        if (!content.IsExact && content.Items.Length > 0 && (value == ObjectTable.Null || Objects[collection].Type is IArrayTypeSymbol))
            _state.SetContent(collection, new Content(System.Collections.Immutable.ImmutableArray<Cell>.Empty, false, content.Version + 1));
    }
}
