using System;

namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// A priority queue of numbers: the least cost first, of equal costs the lower item, so that the order depends on the content alone. (The
/// library's own is missing on netstandard2.0 and leaves ties open.) A binary heap: adding and taking cost O(log n).
/// </summary>
internal sealed class CostQueue
{
    private const int InitialCapacity = 16;

    private long[] _costs = new long[InitialCapacity];
    private int[] _items = new int[InitialCapacity];
    private int _count;

    /// <summary>Empties the queue and keeps its memory.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds an item; one that is in the queue already is then in it twice.</summary>
    public void Add(long cost, int item)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _costs, 2 * _count);
            Array.Resize(ref _items, 2 * _count);
        }

        var hole = _count++;
        while (hole > 0)
        {
            var parent = (hole - 1) / 2;
            if (!IsBefore(cost, item, parent))
                break;

            Move(parent, hole);
            hole = parent;
        }

        Put(hole, cost, item);
    }

    /// <summary>Takes the first item out, or returns false when the queue is empty.</summary>
    public bool TryTake(out long cost, out int item)
    {
        cost = _costs[0];
        item = _items[0];
        if (_count == 0)
            return false;

        _count--;
        var lastCost = _costs[_count];
        var lastItem = _items[_count];
        var hole = 0;
        for (var child = 1; child < _count; child = 2 * hole + 1)
        {
            if (child + 1 < _count && IsBefore(_costs[child + 1], _items[child + 1], child))
                child++;
            if (IsBefore(lastCost, lastItem, child))
                break;

            Move(child, hole);
            hole = child;
        }

        Put(hole, lastCost, lastItem);
        return true;
    }

    private bool IsBefore(long cost, int item, int place) => cost < _costs[place] || (cost == _costs[place] && item < _items[place]);

    private void Move(int from, int to) => Put(to, _costs[from], _items[from]);

    private void Put(int place, long cost, int item)
    {
        _costs[place] = cost;
        _items[place] = item;
    }
}
