using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Collections and arrays: what is in them, and walking through them.</summary>
internal sealed partial class Evaluator
{
    private sealed record Enumeration(int Collection, ImmutableArray<int> Items, bool IsExact);

    private int Enumerate(Call call)
    {
        var (items, isExact) = ElementsOf(call.Receiver);
        var payload = new Enumeration(call.Receiver, items, isExact);
        return Objects.Made(ObjectKind.Value, call.Type, call.Site, _state.NextRound(call.Site), o => o.Payload = payload);
    }

    /// <summary>What a walk through the collection comes by, and whether that is all: where it is, numbers and nulls among it.</summary>
    private (ImmutableArray<int> Items, bool IsExact) ElementsOf(int collection)
    {
        if (!Objects[collection].IsMade || !_state.Contents.TryGetValue(collection, out var content) || !content.IsExact)
            return (KnownItems(collection), false);
        if (Objects[collection].Type is not IArrayTypeSymbol { Rank: 1, ElementType: var type } || content.Items.Length > 0 || LengthOf(collection) is not { } length)
            return (content.Items.Select(static i => i.Value).Concat(PlacedIn(collection)).ToImmutableArray(), true);
        _run.Step(CostOfScan);
        var places = Enumerable.Range(0, System.Math.Min(System.Math.Max(length, 0), Bounds.MaxDecidedRounds));
        return (places.Select(i => ReadElement(collection, Objects.OfConstant(i), type)).ToImmutableArray(), length <= Bounds.MaxDecidedRounds);
    }

    private IEnumerable<int> PlacedIn(int collection) =>
        _state.Slots.Where(s => s.Key.Holder == collection && s.Key.Member is Index && s.Value.Value != ObjectTable.Null)
            .OrderBy(static s => ((Index)s.Key.Member).Key).Select(static s => s.Value.Value);

    private int MoveNext(int enumerator, Enumeration enumeration)
    {
        var index = _state.NextRound(("index", enumerator));
        if (index <= enumeration.Items.Length)
            return ObjectTable.True;
        return enumeration.IsExact ? ObjectTable.False : Objects.OfExpression("more", enumerator, index, null);
    }

    private int CurrentOf(int enumerator, Enumeration enumeration, ITypeSymbol type)
    {
        var index = _state.Round(("index", enumerator)) - 1;
        var item = index >= 0 && index < enumeration.Items.Length ? enumeration.Items[index] : Objects.Unknown(type, enumeration.Collection, ("item", enumerator), index);
        if (type.Name != "KeyValuePair" || index < 0 || index >= enumeration.Items.Length)
            return item;
        var pair = Objects.Made(ObjectKind.Struct, type, ("pair", enumerator), index);
        _state.SetSlot(new Slot(pair, "Value"), new Cell(item, null));
        return pair;
    }

    /// <summary>The elements that are known, in order; those at known places of an array or under known keys after the others.</summary>
    private ImmutableArray<int> KnownItems(int collection)
    {
        _run.Step(CostOfScan);
        var source = SourceOf(collection);
        var items = _state.ContentOf(source).Items.Select(static i => i.Value).Concat(PlacedIn(source)).Where(i => Objects[i].HasEdges);
        return (source == collection ? items : items.Where(i => PassesThrough(i, collection))).ToImmutableArray();
    }

    private int ReadElement(int collection, int index, ITypeSymbol? type)
    {
        if (!Use(collection))
            return ObjectTable.NoValue;
        var walked = collection;
        if (index == ObjectTable.NoValue)
            collection = SourceOf(collection);
        var content = _state.ContentOf(collection);
        if (_state.Slots.TryGetValue(new Slot(collection, new Index(index)), out var cell))
            return cell.Value;
        if (Objects[index].Payload is int i && content.IsExact && i >= 0 && i < content.Items.Length)
            return content.Items[i].Value;
        if (Objects[collection].Type is IArrayTypeSymbol { ElementType: { } element } && CarriesReferences(element))
        {
            var inPlace = Objects.Made(ObjectKind.Struct, element, new Slot(collection, new Index(index)), content.Version, o => o.StartsEmpty = Objects[collection].IsMade);
            _state.SetSlot(new Slot(collection, new Index(index)), new Cell(inPlace, null));
            return inPlace;
        }

        if (Objects[collection] is { Kind: ObjectKind.Struct, StartsEmpty: true } && type is { IsReferenceType: true } && Objects[index].Payload is int && content.Items.IsEmpty)
            return ObjectTable.Null;
        if (Objects[collection].Type is IArrayTypeSymbol array && Objects[collection].IsMade && Objects[index].Payload is int && content is { IsExact: true, Items.Length: 0 })
            return Default(array.ElementType, new Slot(collection, new Index(index)));
        if (index == ObjectTable.NoValue && content is { IsExact: true, Items.Length: 1 } && KnownItems(walked).Length == 1)
            return content.Items[0].Value;
        return Objects.Unknown(type, collection, new Index(index), content.Version);
    }

    private void WriteElement(int collection, int index, int value, SyntaxNode site)
    {
        if (!Use(collection))
            return;
        var content = _state.ContentOf(collection);
        if (Objects[index].Payload is int i && content.IsExact && i >= 0 && i < content.Items.Length)
            _state.SetContent(collection, new Content(content.Items.SetItem(i, new Cell(value, NewWriter(site))), true, content.Version + 1));
        else if (index != ObjectTable.NoValue)
        {
            Overwrite(collection, value);
            WriteMember(collection, new Index(index), value, NewWriter(site));
        }
        else if (value == ObjectTable.Null)
        {
            ClearContent(collection, keepsOthers: true);
        }
        else
            AddContent(collection, value, site, orders: false);
        if (Objects[index].HasEdges)
            AddContent(collection, index, site, orders: false);
    }

    private void AddContent(int collection, int value, SyntaxNode site, bool orders = true)
    {
        if (!Use(collection))
            return;
        if (!Objects[value].HasEdges)
        {
            AddValue(collection, value);
            return;
        }

        var content = _state.ContentOf(collection);
        if (!orders && content.IsExact)
            content = new Content(content.Items, false, content.Version);
        _state.SetContent(collection, content.Add(new Cell(value, NewWriter(site))));
    }

    /// <summary>A number, a text or null: it links nothing, but it is there. Tables of numbers may be long; so many are not told apart.</summary>
    private void AddValue(int collection, int value)
    {
        if (!_state.Contents.TryGetValue(collection, out var list) || !list.IsExact)
            return;
        _state.SetContent(collection, list.Items.Length >= Bounds.MaxDecidedRounds
            ? new Content(list.Items, false, list.Version + 1)
            : list.Add(new Cell(value, null)));
    }

    private void RemoveContent(int collection, int value)
    {
        if (!Use(collection))
            return;
        var content = _state.ContentOf(collection);
        // `RemoveAt(0)`, `Remove(key)`: by place or key where that is known.
        if (Objects[value].Kind == ObjectKind.Value)
        {
            _state.RemoveSlot(new Slot(collection, new Index(value)));
            if (content.IsExact && content.Items.Any(item => item.Value == value))
                _state.SetContent(collection, content.Remove(value));
            else if (Objects[value].Payload is int i && content.IsExact && i >= 0 && i < content.Items.Length)
                // A number among numbers may be one of them or a place.
                _state.SetContent(collection, new Content(content.Items.RemoveAt(i), Objects[content.Items[i].Value].HasEdges, content.Version + 1));
            else if (Objects[value].Payload is not string)
                ClearContent(collection, keepsOthers: true);
            return;
        }

        var rest = content.Remove(value);
        // Of what is only known as a text or number, any may be what is removed.
        if (ReferenceEquals(rest, content) && content.IsExact && content.Items.Any(item => Objects[item.Value].Kind == ObjectKind.Value))
            rest = new Content(content.Items, false, content.Version + 1);
        _state.SetContent(collection, rest);
        foreach (var gone in (_state.Slots.Where(s => s.Key.Holder == collection && s.Key.Member is Index key && (s.Value.Value == value || key.Key == value)).Select(static s => s.Key)).ToList())
            _state.RemoveSlot(gone);
        if (!Objects[collection].IsMade)
            _state.Removed = _state.Removed.Add(new KeyValuePair<int, int>(collection, value));
    }

    /// <summary>Nothing is left of what was known; with <paramref name="keepsOthers"/> something unknown may be.</summary>
    private void ClearContent(int collection, bool keepsOthers = false)
    {
        if (!Use(collection))
            return;
        _state.SetContent(collection, keepsOthers ? Content.Unknown : Content.Empty);
        foreach (var gone in (_state.Slots.Keys.Where(s => s.Holder == collection && s.Member is Index)).ToList())
            _state.RemoveSlot(gone);
        if (!Objects[collection].IsMade)
            _state.Removed = _state.Removed.Add(new KeyValuePair<int, int>(collection, HeapState.Everything));
    }

    private void CopyContent(int source, int target, SyntaxNode site)
    {
        if (!Use(target))
            return;
        var (items, isExact) = ElementsOf(source);
        foreach (var item in items)
            AddContent(target, item, site);
        if (!isExact)
            _state.SetContent(target, new Content(_state.ContentOf(target).Items, false, _state.ContentOf(target).Version + 1));
    }

    private int CopyOfContent(int source, ITypeSymbol? type, SyntaxNode site)
    {
        if (source == NoReceiver || !Use(source))
            return ObjectTable.NoValue;
        var copy = New(type, site);
        Objects[copy].IsCollection = true;
        _state.SetContent(copy, Content.Empty);
        CopyContent(source, copy, site);
        return copy;
    }

    /// <summary>A known place of an array, or a known key of a map: the number of the index or key.</summary>
    internal sealed record Index(int Key);
}
