using System.Collections.Generic;
using System.Collections.Immutable;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// What a method does to the objects that it is given, path by path: the states at its exits, over objects that stand for its instance, its
/// parameters, what it finds in them, and what it makes.
/// </summary>
internal sealed class Summary
{
    public Summary(ObjectTable objects, int @this, ImmutableArray<int> parameters, ImmutableArray<HeapState> exits, IReadOnlyDictionary<HeapState, int[]> outs)
    {
        Objects = objects;
        This = @this;
        Parameters = parameters;
        Exits = exits;
        Outs = outs;
    }

    public ObjectTable Objects { get; }

    public int This { get; }

    public ImmutableArray<int> Parameters { get; }

    public ImmutableArray<HeapState> Exits { get; }

    /// <summary>The last values of the parameters, where some are passed by reference.</summary>
    public IReadOnlyDictionary<HeapState, int[]> Outs { get; }
}
