using System.Collections.Generic;
using System.Linq;

namespace CycleRef.Analyzers.Heap;

/// <summary>Keeps the number of states at a block small: equal heaps become one, and of too many those with the most links stay.</summary>
internal static class Disjuncts
{
    public static List<HeapState> Bound(List<HeapState> states)
    {
        if (states.Count < 2)
            return states;
        var kept = new List<HeapState>();
        foreach (var state in states)
        {
            var same = kept.Find(k => k.SameHeap(state));
            if (same is null)
                kept.Add(state);
            else
                same.MergeFacts(state);
        }

        // The sort is stable: of equals the first stay, so that the result does not depend on anything but the body.
        return kept.Count <= Bounds.MaxDisjuncts ? kept : kept.OrderByDescending(static s => s.Clock).Take(Bounds.MaxDisjuncts).ToList();
    }
}
