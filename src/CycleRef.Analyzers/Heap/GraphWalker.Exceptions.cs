using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Where an exception goes: the handlers that may take it, and the finally blocks before them.</summary>
internal sealed partial class GraphWalker
{
    private void Throw(BasicBlock block, ControlFlowBranch branch, HeapState state, Continuation? after)
    {
        var finallies = new List<ControlFlowRegion>();
        var thrown = branch.Semantics == ControlFlowBranchSemantics.Throw ? block.BranchValue?.Type : null;
        // The root region of a lambda lies in a region of the graph around it: stop there.
        for (var region = block.EnclosingRegion; region is not null && !ReferenceEquals(region, _graph.Root); region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } enclosing)
                continue;
            if (enclosing.Kind == ControlFlowRegionKind.TryAndFinally)
                finallies.AddRange(enclosing.NestedRegions.Where(static r => r.Kind == ControlFlowRegionKind.Finally));
            else if (enclosing.Kind == ControlFlowRegionKind.TryAndCatch && Handlers(enclosing, thrown) is { Count: > 0 } handlers)
            {
                Resume(state, new Continuation(finallies, 0, null, handlers, after));
                return;
            }
        }

        // The exception leaves the method: nothing is reported on such a path.
    }

    private void EnterHandlers(IReadOnlyList<ControlFlowRegion> handlers, HeapState state, Continuation? after)
    {
        foreach (var handler in handlers)
            Enqueue(_graph.Blocks[handler.FirstBlockOrdinal], state.Clone(), after);
    }

    private static List<ControlFlowRegion> Handlers(ControlFlowRegion tryAndCatch, ITypeSymbol? thrown)
    {
        var handlers = new List<ControlFlowRegion>();
        foreach (var region in tryAndCatch.NestedRegions)
        {
            if (region.Kind is not (ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler))
                continue;
            if (thrown is null || region.ExceptionType is null || DerivesFrom(thrown, region.ExceptionType) || DerivesFrom(region.ExceptionType, thrown))
                handlers.Add(region);
            if (thrown is not null && region.Kind == ControlFlowRegionKind.Catch && region.ExceptionType is not null && DerivesFrom(thrown, region.ExceptionType))
                break;
        }

        return handlers;
    }

    private static bool DerivesFrom(ITypeSymbol type, ITypeSymbol @base)
    {
        var steps = 0;
        for (ITypeSymbol? current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, @base))
                return true;
        }

        return @base.SpecialType == SpecialType.System_Object;
    }
}
