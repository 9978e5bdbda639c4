using System.Collections.Generic;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// Groups of values that may be the same object, and for each group the one group of all that its objects hold (Steensgaard's points-to sets,
/// without members and without order). Unions only: almost linear in their number.
/// </summary>
internal sealed class Groups
{
    private const int None = -1;

    private readonly List<int> _parents = [];
    private readonly List<int> _contents = [];
    private readonly Stack<(int Left, int Right)> _pending = new();

    public int Add()
    {
        _parents.Add(_parents.Count);
        _contents.Add(None);
        return _parents.Count - 1;
    }

    public int Find(int group)
    {
        while (_parents[group] != group)
            group = _parents[group] = _parents[_parents[group]];
        return group;
    }

    /// <summary>What the objects of a group hold.</summary>
    public int ContentOf(int group)
    {
        group = Find(group);
        if (_contents[group] == None)
        {
            var content = Add();
            _contents[group] = content;
        }

        return Find(_contents[group]);
    }

    public void Unite(int left, int right)
    {
        _pending.Push((left, right));
        while (_pending.Count > 0)
        {
            (left, right) = _pending.Pop();
            left = Find(left);
            right = Find(right);
            if (left == right)
                continue;
            _parents[right] = left;
            if (_contents[left] == None)
                _contents[left] = _contents[right];
            else if (_contents[right] != None)
                _pending.Push((_contents[left], _contents[right]));
        }
    }

    /// <summary>The group and what it leads to, from content to content, up to the first that was there before.</summary>
    public IEnumerable<int> From(int group)
    {
        var seen = new HashSet<int>();
        for (var current = Find(group); seen.Add(current); current = Find(_contents[current]))
        {
            yield return current;
            if (_contents[current] == None)
                yield break;
        }
    }

    /// <summary>The groups that lead back to themselves, from content to content.</summary>
    public HashSet<int> OnCycles()
    {
        var cyclic = new HashSet<int>();
        var turn = new int[_parents.Count];
        for (var start = 0; start < _parents.Count; start++)
        {
            // Each group has one content at most, so every group is entered once.
            var current = Find(start);
            while (turn[current] == 0)
            {
                turn[current] = start + 1;
                if (_contents[current] == None)
                    break;
                current = Find(_contents[current]);
            }

            if (turn[current] == start + 1 && _contents[current] != None)
            {
                while (cyclic.Add(current))
                    current = Find(_contents[current]);
            }
        }

        return cyclic;
    }
}
