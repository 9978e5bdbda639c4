using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Collections, and library members by the model.</summary>
internal sealed partial class Evaluator
{
    private sealed record Enumeration(int Collection, ImmutableArray<int> Items, bool IsExact);

    private int CallLibrary(Call call)
    {
        var method = (call.Method.ReducedFrom ?? call.Method).OriginalDefinition;
        var library = _run.Services.Library;
        if (method.Name == "GetEnumerator" && call.Receiver != NoReceiver && call.Arguments.Length == 0)
            return Enumerate(call);
        if (call.Receiver != NoReceiver && Objects[call.Receiver].Payload is Enumeration enumeration)
            return method.Name == "MoveNext" ? MoveNext(call.Receiver, enumeration) : ObjectTable.NoValue;
        // The first argument of an extension method is what it works on.
        var subject = call.Receiver != NoReceiver ? call.Receiver : call.Arguments.Length > 0 ? call.Arguments[0] : NoReceiver;
        var others = call.Receiver != NoReceiver ? call.Arguments : call.Arguments.Skip(1).ToArray();
        switch (library.EffectOf(method))
        {
            case LibraryEffect.Pure:
                CallBack(call);
                SetReferences(call, null);
                return Result(call);
            case LibraryEffect.Adds:
                foreach (var value in others)
                    AddContent(subject, value, call.Site);
                return call.Type is { IsReferenceType: true } ? subject : Result(call);
            case LibraryEffect.AddsAll:
                foreach (var value in others)
                    CopyContent(value, subject, call.Site);
                return Result(call);
            case LibraryEffect.Removes:
                foreach (var value in others.Where(v => Objects[v].HasEdges || Objects[v].Kind == ObjectKind.Value))
                    RemoveContent(subject, value);
                SetReferences(call, null);
                return Result(call);
            case LibraryEffect.TakesOut:
                ClearContent(subject, keepsOthers: true);
                SetReferences(call, null);
                return Result(call);
            case LibraryEffect.Clears:
                ClearContent(subject);
                return Result(call);
            case LibraryEffect.Copies:
                CallBack(call);
                return CopyOfContent(subject, call.Type, call.Site);
            case LibraryEffect.CopiesAndAdds:
                var extended = CopyOfContent(subject, call.Type, call.Site);
                foreach (var value in others)
                    AddContent(extended, value, call.Site);
                return extended;
            case LibraryEffect.Element:
                CallBack(call);
                return ReadElement(subject, others.Length == 1 && Objects[others[0]].Payload is int ? others[0] : ObjectTable.NoValue, call.Type);
            case LibraryEffect.Same:
                return subject;
            case LibraryEffect.Holds:
                return Hold(call);
            case LibraryEffect.Exchanges:
                return Exchange(call);
            case LibraryEffect.Handles:
                foreach (var value in call.Arguments.Where(v => Objects[v].HasEdges))
                    _state.Handled = _state.Handled.Add(value);
                return Result(call);
            case LibraryEffect.Combines:
                return call.Arguments.Length == 2
                    ? method.Name == "Combine" ? Combine(call.Arguments[0], call.Arguments[1], call.Type, call.Site) : Uncombine(call.Arguments[0], call.Arguments[1], call.Type, call.Site)
                    : CallUnknown(call);
            case LibraryEffect.Calls:
                CallForEach(call, subject);
                return Result(call);
            default:
                return method.MethodKind == MethodKind.Constructor ? Construct(call) : CallUnknown(call);
        }
    }

    /// <summary>A constructor without a row: collections copy, native peers keep the delegates that they are given.</summary>
    private int Construct(Call call)
    {
        var made = Objects[call.Receiver];
        if (made.IsCollection && call.Arguments.Length > 0 && Objects[call.Arguments[0]].IsCollection)
        {
            CopyContent(call.Arguments[0], call.Receiver, call.Site);
            return ObjectTable.NoValue;
        }

        foreach (var argument in call.Arguments)
        {
            if (Objects[argument] is { Kind: ObjectKind.Delegate } handler && made.Type is INamedTypeSymbol type && _run.Services.Types.IsNativePeer(type))
                WriteMember(call.Receiver, "<" + (handler.Type?.Name ?? "callback") + ">", argument, NewWriter(call.Site));
            else
                Escape(argument);
        }

        return ObjectTable.NoValue;
    }

    /// <summary>Delegates handed to code that only calls them now: what they do is not followed, so what they reach counts as escaped.</summary>
    private void CallBack(Call call)
    {
        foreach (var argument in call.Arguments.Where(a => Objects[a].Kind == ObjectKind.Delegate))
        {
            Escape(argument);
            foreach (var other in call.Arguments.Concat([call.Receiver]).Where(a => a > NoReceiver && Objects[a].IsCollection))
            {
                foreach (var item in KnownItems(other))
                {
                    Escape(item);
                    TearDown(item);
                }
            }
        }
    }

    private void CallForEach(Call call, int subject)
    {
        var action = call.Arguments.FirstOrDefault(a => Objects[a].Kind == ObjectKind.Delegate);
        if (Objects[action].Kind != ObjectKind.Delegate || Objects[action].Target is null)
        {
            CallUnknown(call);
            return;
        }

        foreach (var item in KnownItems(subject).Take(Bounds.MaxDecidedRounds))
        {
            if (_state.IsDead)
                return;
            InvokeDelegate(action, [item], call.Site, null);
        }

        if (!_state.IsDead && !_state.ContentOf(subject).IsExact)
            InvokeDelegate(action, [Objects.Unknown(null, subject, "item", _state.NextRound(call.Site))], call.Site, null);
    }

    private int Hold(Call call)
    {
        var holder = call.Method.MethodKind == MethodKind.Constructor ? call.Receiver : New(call.Type, call.Site);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var name = call.Method.Parameters[i].Name;
            WriteMember(holder, name.Length > 0 ? char.ToUpperInvariant(name[0]) + name.Substring(1) : name, call.Arguments[i], NewWriter(call.Site));
        }

        return holder;
    }

    private int Exchange(Call call)
    {
        if (call.References is null || call.References.Length == 0 || call.Arguments.Length < 2)
            return CallUnknown(call);
        var before = call.Arguments[0];
        if (call.Method.Name == "CompareExchange" && call.Arguments.Length == 3)
        {
            var equal = Equal(before, call.Arguments[2]);
            if (Truth(_state, equal) == false)
                return before;
        }

        Store(call.References[0], call.Arguments[1], call.Site);
        return before;
    }

    private int Enumerate(Call call)
    {
        var items = KnownItems(call.Receiver);
        var payload = new Enumeration(call.Receiver, items, _state.Contents.TryGetValue(call.Receiver, out var content) && content.IsExact && Objects[call.Receiver].IsMade);
        return Objects.Made(ObjectKind.Value, call.Type, call.Site, _state.NextRound(call.Site), o => o.Payload = payload);
    }

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
        var items = _state.ContentOf(collection).Items.Select(static i => i.Value);
        var placed = _state.Slots.Where(s => s.Key.Holder == collection && s.Key.Member is Index && s.Value.Value != ObjectTable.Null)
            .OrderBy(static s => ((Index)s.Key.Member).Key).Select(static s => s.Value.Value);
        return items.Concat(placed).Where(i => Objects[i].HasEdges).ToImmutableArray();
    }

    private int ReadElement(int collection, int index, ITypeSymbol? type)
    {
        if (!Use(collection))
            return ObjectTable.NoValue;
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

        if (Objects[collection].Type is IArrayTypeSymbol && Objects[collection].IsMade && Objects[index].Payload is int && content is { IsExact: true, Items.Length: 0 })
            return ObjectTable.Null;
        if (index == ObjectTable.NoValue && content is { IsExact: true, Items.Length: 1 } && KnownItems(collection).Length == 1)
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
            WriteMember(collection, new Index(index), value, NewWriter(site));
        else
            AddContent(collection, value, site, orders: false);
        if (Objects[index].HasEdges)
            AddContent(collection, index, site, orders: false);
    }

    private void AddContent(int collection, int value, SyntaxNode site, bool orders = true)
    {
        if (!Use(collection) || !Objects[value].HasEdges)
        {
            if (collection != ObjectTable.Null && _state.Contents.TryGetValue(collection, out var list) && value == ObjectTable.Null)
                _state.SetContent(collection, new Content(list.Items, false, list.Version + 1));
            return;
        }

        var content = _state.ContentOf(collection);
        if (!orders && content.IsExact)
            content = new Content(content.Items, false, content.Version);
        _state.SetContent(collection, content.Add(new Cell(value, NewWriter(site))));
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
            if (Objects[value].Payload is int i && content.IsExact && i >= 0 && i < content.Items.Length)
                _state.SetContent(collection, new Content(content.Items.RemoveAt(i), true, content.Version + 1));
            else if (Objects[value].Payload is not string)
                ClearContent(collection, keepsOthers: true);
            return;
        }

        _state.SetContent(collection, content.Remove(value));
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
        foreach (var item in KnownItems(source))
            AddContent(target, item, site);
        if (!(Objects[source].IsMade && _state.ContentOf(source).IsExact))
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
