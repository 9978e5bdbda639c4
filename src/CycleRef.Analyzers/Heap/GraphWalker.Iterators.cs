using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Where an iterator waits until it is asked for the next element.</summary>
internal sealed record Suspension(int Block, int Operation, Continuation? After);

/// <summary>An element that an iterator has given.</summary>
internal sealed record Yielded(HeapState State, int Value, Suspension At);

/// <summary>Iterators, which run from one <c>yield</c> to the next.</summary>
internal sealed partial class GraphWalker
{
    private bool _stopsAtYields;

    /// <summary>From the start, or from where it waits, to the next elements that it may give, and to its ends.</summary>
    public (List<Yielded> Yields, List<HeapState> Exits) RunToYield(HeapState start, Suspension? from)
    {
        _stopsAtYields = true;
        Enqueue(_graph.Blocks[from?.Block ?? 0], start, from?.After, from?.Operation ?? 0);
        var exits = Run();
        return (_yields, exits);
    }

    /// <summary>Nobody asks for more: only the finally blocks around the place where it waits are run.</summary>
    public List<HeapState> Abandon(HeapState state, Suspension at)
    {
        _isAbandoned = true;
        var finallies = new List<ControlFlowRegion>();
        for (var region = _graph.Blocks[at.Block].EnclosingRegion; region is not null && !ReferenceEquals(region, _graph.Root); region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndFinally } enclosing })
                finallies.AddRange(enclosing.NestedRegions.Where(static r => r.Kind == ControlFlowRegionKind.Finally));
        }

        Resume(state, new Continuation(finallies, 0, null, null, null));
        return Run();
    }

    public static ImmutableDictionary<object, int> WithoutTurnsOf(ControlFlowGraph graph, ImmutableDictionary<object, int> turns) =>
        turns.RemoveRange(turns.Keys.Where(key => (key is Turn turn ? turn.Block : key as BasicBlock) is { } block && block.Ordinal < graph.Blocks.Length && ReferenceEquals(graph.Blocks[block.Ordinal], block)));

    private bool Waits(IOperation operation, List<HeapState> states, Suspension at)
    {
        if (!_stopsAtYields || operation is not IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } element })
            return false;
        foreach (var state in states)
        {
            foreach (var (given, value) in _statements.Evaluate(element, state))
                _yields.Add(new Yielded(given, value, at));
        }

        return true;
    }
}
