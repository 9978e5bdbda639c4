using System.Collections.Generic;
using System.Linq;

namespace CycleRef.Analyzers.Heap;

/// <summary>What matters to a caller of one exit state of a callee, sorted out once: what it assumed, found, stored and changed.</summary>
internal sealed class SummaryEffects
{
    private readonly ObjectTable _objects;
    private readonly HashSet<int> _needed = [];

    public SummaryEffects(ObjectTable objects, HeapState exit, int[]? outs)
    {
        _objects = objects;
        Result = exit.Result;
        Outs = outs;
        Returned = exit.Aliases.TryGetValue(Evaluator.ReturnedPlace, out var place) ? place : Place.Nowhere;
        References = exit.Aliases.Where(static a => a.Key is Slot).Select(static a => new KeyValuePair<Slot, Place>((Slot)a.Key, a.Value)).Where(r => IsHandedOut(r.Key.Holder, exit))
            .OrderBy(static r => r.Key.Holder).ThenBy(static r => Members.SortKey(r.Key.Member), System.StringComparer.Ordinal).ToArray();
        Stores = exit.Slots.Where(s => s.Value.Writer is not null || (objects[s.Key.Holder].IsMade && !Evaluator.IsReference(s.Key.Member)))
            .OrderBy(static s => s.Value.Writer?.Order ?? 0).ThenBy(static s => s.Key.Holder).ThenBy(static s => Members.SortKey(s.Key.Member), System.StringComparer.Ordinal).ToArray();
        Contents = exit.Contents.Where(c => objects[c.Key].IsMade || c.Value.Items.Any(static i => i.Writer is not null)).OrderBy(static c => c.Key).ToArray();
        Removed = [.. exit.Removed];
        Escaped = [.. exit.Escaped.OrderBy(static e => e)];
        TornDown = [.. exit.TornDown.OrderBy(static t => t)];
        Handled = [.. exit.Handled.OrderBy(static h => h)];
        Begun = [.. Enumerable.Range(0, objects.Count).Where(id => objects[id].Iterator is not null && Evaluator.HasBegun(exit, id))];
        Timed = [.. exit.Timed.OrderBy(static t => t)];
        OnCycles = exit.Clock == 0 ? [] : new ExitGraph(objects, exit).OnCycles();
        // Conditions on what only the callee knows (results of its calls, its counters) say nothing to the caller.
        Facts = exit.Facts.Where(f => IsTranslatable(f.Key, 0)).OrderBy(static f => f.Key).ToArray();
        CollectNeeded();
        Doubted = [.. exit.Doubted.Where(_needed.Contains).OrderBy(static d => d)];
        // What was only read on the way is not read again at the call.
        var found = new List<KeyValuePair<Slot, int>>();
        foreach (var read in exit.Found.Reverse())
        {
            if (!_needed.Contains(read.Value))
                continue;
            _needed.Add(read.Key.Holder);
            found.Add(read);
        }

        found.Reverse();
        Found = [.. found];
    }

    public int Result { get; }

    public int[]? Outs { get; }

    /// <summary>The place that it returns a reference to.</summary>
    public Place Returned { get; }

    /// <summary>Fields that hold a reference, with the place that it is to.</summary>
    public KeyValuePair<Slot, Place>[] References { get; }

    public KeyValuePair<Slot, int>[] Found { get; }

    public KeyValuePair<int, Fact>[] Facts { get; }

    public KeyValuePair<Slot, Cell>[] Stores { get; }

    public KeyValuePair<int, Content>[] Contents { get; }

    public KeyValuePair<int, int>[] Removed { get; }

    public int[] Escaped { get; }

    public int[] TornDown { get; }

    /// <summary>Of those that the caller sees.</summary>
    public int[] Doubted { get; }

    public int[] Handled { get; }

    public int[] Timed { get; }

    /// <summary>Enumerators that the callee has moved on: where they are is not known to the caller.</summary>
    public HashSet<int> Begun { get; }

    /// <summary>The stores that are part of a cycle which the callee itself sees.</summary>
    public HashSet<Writer> OnCycles { get; }

    /// <summary>The callee changes nothing on this path.</summary>
    public bool IsNothing => Stores.Length + Contents.Length + Removed.Length + Escaped.Length + TornDown.Length + Handled.Length + Timed.Length + References.Length == 0 && Result == ObjectTable.NoValue && Outs is null && Returned.Kind == PlaceKind.Nowhere;

    public int Cost => 1 + Found.Length + Facts.Length + Stores.Length + Contents.Length;

    /// <summary>A structure that the callee made and keeps to itself is gone.</summary>
    private bool IsHandedOut(int holder, HeapState exit) =>
        !_objects[holder].IsMade || holder == Result || Outs?.Contains(holder) == true || exit.Slots.Any(s => s.Value.Value == holder);

    private void CollectNeeded()
    {
        foreach (var store in Stores)
        {
            Need(store.Key.Holder);
            Need(store.Value.Value);
        }

        foreach (var content in Contents)
        {
            Need(content.Key);
            foreach (var item in content.Value.Items)
                Need(item.Value);
        }

        foreach (var removed in Removed)
        {
            Need(removed.Key);
            if (removed.Value >= 0)
                Need(removed.Value);
        }

        foreach (var reference in References)
        {
            Need(reference.Key.Holder);
            Need(reference.Value);
        }

        Need(Returned);
        foreach (var id in Escaped.Concat(TornDown).Concat(Handled).Concat(Timed).Concat(Outs ?? []).Append(Result).Concat(Facts.Select(static f => f.Key)))
            Need(id);
    }

    private void Need(Place place)
    {
        if (place.Kind is PlaceKind.Member or PlaceKind.Element)
            Need(place.Holder);
        if (place.Kind == PlaceKind.Element)
            Need((int)place.Key);
    }

    private void Need(int id)
    {
        if (_needed.Add(id) && _objects[id].Payload is ObjectTable.Expression { Shape: "null" or "!" or "==" or "and" or "op" or "is" or "unary" } expression)
        {
            Need(expression.Left);
            Need(expression.Right);
        }
    }

    private bool IsTranslatable(int id, int depth)
    {
        var o = _objects[id];
        return o.Kind switch
        {
            ObjectKind.Parameter or ObjectKind.This or ObjectKind.Null => true,
            ObjectKind.Unknown => o.Owner > ObjectTable.Statics && o.Member is not (Evaluator.Index or string) && IsTranslatable(o.Owner, depth + 1),
            ObjectKind.Value => depth < 8 && o.Payload switch
            {
                null => false,
                ObjectTable.Expression { Shape: "null" or "!" or "==" or "and" or "op" or "is" or "unary" } e => IsTranslatable(e.Left, depth + 1) && (e.Right == 0 || IsTranslatable(e.Right, depth + 1)),
                ObjectTable.Expression => false,
                _ => true,
            },
            _ => false,
        };
    }
}
