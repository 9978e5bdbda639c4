using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>What comes after a finally block: the next one, then the branch or the handlers.</summary>
internal sealed class Continuation
{
    public Continuation(
        IReadOnlyList<ControlFlowRegion> finallies, int index, ControlFlowBranch? branch, IReadOnlyList<ControlFlowRegion>? handlers, Continuation? outer)
    {
        Finallies = finallies;
        Index = index;
        Branch = branch;
        Handlers = handlers ?? [];
        Outer = outer;
    }

    public IReadOnlyList<ControlFlowRegion> Finallies { get; }

    public int Index { get; }

    public ControlFlowBranch? Branch { get; }

    public IReadOnlyList<ControlFlowRegion> Handlers { get; }

    public Continuation? Outer { get; }

    public Continuation Next => new(Finallies, Index + 1, Branch, Handlers, Outer);

    /// <summary>Two ways into the same finally block that go on alike: their states may be joined.</summary>
    public override bool Equals(object? obj) =>
        obj is Continuation other && Index == other.Index && ReferenceEquals(Branch, other.Branch) && Handlers.SequenceEqual(other.Handlers)
        && Finallies.SequenceEqual(other.Finallies) && Equals(Outer, other.Outer);

    public override int GetHashCode() => Index * 31 + (Branch?.GetHashCode() ?? Handlers.Count);
}
