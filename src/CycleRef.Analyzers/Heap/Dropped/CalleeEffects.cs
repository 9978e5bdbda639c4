using System.Collections.Generic;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>An object that a caller and a callee both know of.</summary>
/// <param name="Kind">Handed in, held by what is handed in, or made by the callee.</param>
/// <param name="Index">For what is handed in: 0 is <c>this</c>, then come the parameters. Else a number.</param>
internal readonly record struct SharedObject(SiteKind Kind, int Index);

/// <summary>
/// What a callee may do to what it is given: which object then holds which, what it returns, and what it hands to others. Names no symbol and no syntax.
/// </summary>
internal sealed class CalleeEffects
{
    public static readonly CalleeEffects None = new();

    /// <summary>How many bodies were looked at for this.</summary>
    public int Weight { get; init; } = 1;

    public List<(SharedObject Holder, SharedObject Held)> Holds { get; } = [];

    public List<SharedObject> Returned { get; } = [];

    /// <summary>What it writes to a parameter that is passed by reference.</summary>
    public List<(int Slot, SharedObject Value)> Written { get; } = [];

    public List<SharedObject> HandedOut { get; } = [];

    /// <summary>Whatever it returns, it has made itself.</summary>
    public bool ReturnsMade { get; set; }
}
