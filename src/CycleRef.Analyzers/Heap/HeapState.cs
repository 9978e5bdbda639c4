using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace CycleRef.Analyzers.Heap;

internal enum Fact
{
    Null,
    NotNull,
    True,
    False,
}

/// <summary>
/// One disjunct: what the variables and the objects look like at one point of one path. The parts are persistent maps, so that a copy
/// for the other branch costs nothing.
/// </summary>
internal sealed class HeapState
{
    /// <summary>Stands for all elements in <see cref="Removed"/>.</summary>
    public const int Everything = -1;

    // Tell most unequal states apart at once.
    private int _variablesHash;
    private int _slotsHash;

    /// <summary>Locals, parameters and temporaries; the closure of each scope.</summary>
    public ImmutableDictionary<object, int> Variables { get; private set; } = ImmutableDictionary<object, int>.Empty;

    /// <summary>Ref locals and captured left sides.</summary>
    public ImmutableDictionary<object, Place> Aliases { get; set; } = ImmutableDictionary<object, Place>.Empty;

    public ImmutableDictionary<Slot, Cell> Slots { get; private set; } = ImmutableDictionary<Slot, Cell>.Empty;

    public ImmutableDictionary<int, Content> Contents { get; set; } = ImmutableDictionary<int, Content>.Empty;

    public ImmutableDictionary<int, Fact> Facts { get; set; } = ImmutableDictionary<int, Fact>.Empty;

    /// <summary>Values that were found equal to a constant.</summary>
    public ImmutableDictionary<int, int> Constants { get; set; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>Objects that code outside of the body may hold.</summary>
    public ImmutableHashSet<int> Escaped { get; set; } = ImmutableHashSet<int>.Empty;

    /// <summary>Objects that were handed to code which may have broken their links.</summary>
    public ImmutableHashSet<int> TornDown { get; set; } = ImmutableHashSet<int>.Empty;

    /// <summary>Objects that code which is not followed may have set up: a member that was not written here may hold anything.</summary>
    public ImmutableHashSet<int> Doubted { get; set; } = ImmutableHashSet<int>.Empty;

    /// <summary>Objects with a strong handle.</summary>
    public ImmutableHashSet<int> Handled { get; set; } = ImmutableHashSet<int>.Empty;

    /// <summary>Running timers, and the callbacks of those that are nothing but one.</summary>
    public ImmutableHashSet<int> Timed { get; set; } = ImmutableHashSet<int>.Empty;

    public ImmutableDictionary<object, int> Rounds { get; set; } = ImmutableDictionary<object, int>.Empty;

    /// <summary>How often this path passed a block.</summary>
    public ImmutableDictionary<object, int> Turns { get; set; } = ImmutableDictionary<object, int>.Empty;

    /// <summary>Members of objects from outside that were read before they were written, with what was found, in this order.</summary>
    public ImmutableList<KeyValuePair<Slot, int>> Found { get; set; } = ImmutableList<KeyValuePair<Slot, int>>.Empty;

    /// <summary>Elements taken out of collections from outside: collection and element, or <see cref="Everything"/>.</summary>
    public ImmutableList<KeyValuePair<int, int>> Removed { get; set; } = ImmutableList<KeyValuePair<int, int>>.Empty;

    /// <summary>The number of stores so far.</summary>
    public int Clock { get; set; }

    /// <summary>Cycles closed before this point are not reported on this path: it is only a possible one (an exception).</summary>
    public int SilentUntil { get; set; }

    /// <summary>What the method returns.</summary>
    public int Result { get; set; } = ObjectTable.NoValue;

    /// <summary>The path cannot be taken: a null reference is used, a condition contradicts what is known.</summary>
    public bool IsDead { get; set; }

    public HeapState Clone() => (HeapState)MemberwiseClone();

    public int Round(object key) => Rounds.TryGetValue(key, out var round) ? round : 0;

    public int NextRound(object key)
    {
        var round = Round(key) + 1;
        Rounds = Rounds.SetItem(key, round);
        return round;
    }

    public int Turn(object key) => Turns.TryGetValue(key, out var turn) ? turn : 0;

    public int NextTurn(object key)
    {
        var turn = Turn(key) + 1;
        Turns = Turns.SetItem(key, turn);
        return turn;
    }

    public Content ContentOf(int collection) => Contents.TryGetValue(collection, out var content) ? content : Content.Unknown;

    public void SetContent(int collection, Content content) => Contents = Contents.SetItem(collection, content);

    /// <summary>The members of an object with what they hold, in the order in which they were written.</summary>
    public List<KeyValuePair<Slot, Cell>> SlotsOf(int holder) =>
        [.. Slots.Where(s => s.Key.Holder == holder).OrderBy(static s => s.Value.Writer?.Order ?? 0).ThenBy(static s => Members.SortKey(s.Key.Member), System.StringComparer.Ordinal)];

    public void SetVariable(object key, int value)
    {
        if (Variables.TryGetValue(key, out var before))
            _variablesHash ^= Mix(key.GetHashCode(), before);
        _variablesHash ^= Mix(key.GetHashCode(), value);
        Variables = Variables.SetItem(key, value);
    }

    public void RemoveVariable(object key)
    {
        if (!Variables.TryGetValue(key, out var before))
            return;
        _variablesHash ^= Mix(key.GetHashCode(), before);
        Variables = Variables.Remove(key);
    }

    public void SetSlot(Slot slot, Cell cell)
    {
        if (Slots.TryGetValue(slot, out var before))
            _slotsHash ^= Mix(slot.GetHashCode(), before.Value);
        _slotsHash ^= Mix(slot.GetHashCode(), cell.Value);
        Slots = Slots.SetItem(slot, cell);
    }

    public void RemoveSlot(Slot slot)
    {
        if (!Slots.TryGetValue(slot, out var before))
            return;
        _slotsHash ^= Mix(slot.GetHashCode(), before.Value);
        Slots = Slots.Remove(slot);
    }

    /// <summary>Equal but for facts: then the two can go on as one that knows what both know.</summary>
    public bool SameHeap(HeapState other) =>
        Result == other.Result
        && SilentUntil == other.SilentUntil
        && _variablesHash == other._variablesHash
        && _slotsHash == other._slotsHash
        && Variables.Count == other.Variables.Count
        && Slots.Count == other.Slots.Count
        && Contents.Count == other.Contents.Count
        && (ReferenceEquals(Escaped, other.Escaped) || Escaped.SetEquals(other.Escaped))
        && (ReferenceEquals(TornDown, other.TornDown) || TornDown.SetEquals(other.TornDown))
        && (ReferenceEquals(Variables, other.Variables) || Variables.All(v => other.Variables.TryGetValue(v.Key, out var theirs) && theirs == v.Value))
        && (ReferenceEquals(Slots, other.Slots) || Slots.All(s => other.Slots.TryGetValue(s.Key, out var theirs) && theirs.Value == s.Value.Value))
        && SameAliases(other)
        && (ReferenceEquals(Removed, other.Removed) || Removed.SequenceEqual(other.Removed))
        && (ReferenceEquals(Contents, other.Contents) || Contents.All(c => other.Contents.TryGetValue(c.Key, out var theirs) && Same(c.Value, theirs)));

    /// <summary>Keeps of the facts what both of two equal heaps know.</summary>
    public void MergeFacts(HeapState other)
    {
        if (!ReferenceEquals(Facts, other.Facts))
            Facts = Facts.RemoveRange(Facts.Where(fact => !other.Facts.TryGetValue(fact.Key, out var theirs) || theirs != fact.Value).Select(static f => f.Key));
        if (!ReferenceEquals(Constants, other.Constants))
            Constants = Constants.RemoveRange(Constants.Where(known => !other.Constants.TryGetValue(known.Key, out var theirs) || theirs != known.Value).Select(static k => k.Key));
        if (!ReferenceEquals(Rounds, other.Rounds))
            Rounds = Rounds.SetItems(other.Rounds.Where(round => round.Value > Round(round.Key)));
        if (!ReferenceEquals(Turns, other.Turns))
            Turns = Turns.SetItems(other.Turns.Where(turn => turn.Value > Turn(turn.Key)));
        Doubted = Doubted.Union(other.Doubted);
        Handled = Handled.Union(other.Handled);
        Timed = Timed.Union(other.Timed);
    }

    /// <summary>A reference to another place is another state: what is stored through it later goes elsewhere.</summary>
    private bool SameAliases(HeapState other) =>
        ReferenceEquals(Aliases, other.Aliases)
        || (Aliases.Count == other.Aliases.Count && Aliases.All(a => other.Aliases.TryGetValue(a.Key, out var theirs) && theirs.Equals(a.Value)));

    private static int Mix(int key, int value) => unchecked((key * 397) ^ (value * (int)0x9E3779B1));

    private static bool Same(Content left, Content right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.IsExact != right.IsExact || left.Items.Length != right.Items.Length)
            return false;
        for (var i = 0; i < left.Items.Length; i++)
        {
            if (left.Items[i].Value != right.Items[i].Value)
                return false;
        }

        return true;
    }
}
