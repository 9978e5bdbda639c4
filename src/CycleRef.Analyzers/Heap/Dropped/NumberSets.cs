using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// Many sets of numbers, nearly all of them tiny, each in the order in which it grew. All live in a few arrays that are used again and again: thousands
/// of sets are no thousands of objects. A set may grow while it is gone through; what is added is met in the same pass.
/// </summary>
internal sealed class NumberSets
{
    private const int None = -1;

    /// <summary>From here on a set is looked up by hash.</summary>
    private const int Few = 8;

    private readonly HashSet<long> _large = [];
    private Extent[] _sets = new Extent[64];
    private Cell[] _cells = new Cell[64];
    private int _setCount;
    private int _cellCount;

    public Members this[int set] => new(this, set, None);

    /// <summary>The members that the set has now, whatever is added in the meantime.</summary>
    public Members Now(int set) => _sets[set].Last == None ? Members.Nothing : new(this, set, _sets[set].Last);

    /// <summary>A new set without members.</summary>
    public int Add()
    {
        if (_setCount == _sets.Length)
            Array.Resize(ref _sets, 2 * _setCount);
        _sets[_setCount] = new Extent { First = None, Last = None };
        return _setCount++;
    }

    /// <summary>False if the set has the number already. Numbers are not negative.</summary>
    public bool Add(int set, int number)
    {
        ref var extent = ref _sets[set];
        if (extent.Count > Few ? !_large.Add(Key(set, number)) : Contains(set, number))
            return false;
        if (_cellCount == _cells.Length)
            Array.Resize(ref _cells, 2 * _cellCount);
        _cells[_cellCount] = new Cell { Number = number, Next = None };
        if (extent.Last == None)
            extent.First = _cellCount;
        else
            _cells[extent.Last].Next = _cellCount;
        extent.Last = _cellCount++;
        if (++extent.Count == Few + 1)
        {
            foreach (var member in this[set])
                _large.Add(Key(set, member));
        }

        return true;
    }

    /// <summary>How many members all sets together had room for so far.</summary>
    public int Capacity => _cells.Length;

    public int Count(int set) => _sets[set].Count;

    /// <summary>Forgets all sets, and keeps the memory.</summary>
    public void Clear()
    {
        _setCount = _cellCount = 0;
        _large.Clear();
    }

    private bool Contains(int set, int number)
    {
        for (var cell = _sets[set].First; cell != None; cell = _cells[cell].Next)
        {
            if (_cells[cell].Number == number)
                return true;
        }

        return false;
    }

    private static long Key(int set, int number) => ((long)set << 32) | (uint)number;

    private struct Extent
    {
        public int First;
        public int Last;
        public int Count;
    }

    private struct Cell
    {
        public int Number;
        public int Next;
    }

    /// <summary>One set, gone through without a copy.</summary>
    /// <param name="sets">Where it is.</param>
    /// <param name="set">Its number; none for no set at all.</param>
    /// <param name="stop">The last cell to look at; none to go on as long as the set grows.</param>
    public struct Members(NumberSets sets, int set, int stop)
    {
        private int _cell = None;
        private bool _isOver;

        /// <summary>Of no set.</summary>
        public static Members Nothing => new(null!, None, None);

        public readonly int Current => sets._cells[_cell].Number;

        public readonly int Count => set == None ? 0 : sets._sets[set].Count;

        public readonly Members GetEnumerator() => this;

        public bool MoveNext()
        {
            if (set == None || _isOver)
                return false;
            var next = _cell == None ? sets._sets[set].First : sets._cells[_cell].Next;
            if (next == None)
                return false;
            _cell = next;
            _isOver = next == stop;
            return true;
        }
    }
}
