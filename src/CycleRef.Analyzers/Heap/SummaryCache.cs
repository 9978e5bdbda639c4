using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// The summaries of the compilation's methods, each computed once for every depth that is asked for. A summary only uses summaries of lesser
/// depth: so recursion ends, and the result does not depend on which body was looked at first.
/// </summary>
internal sealed class SummaryCache
{
    private readonly HeapServices _services;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), Summary?> _summaries = new(KeyComparer.Instance);

    public SummaryCache(HeapServices services) => _services = services;

    /// <summary>What the method does, or null where that is not known: no source, an iterator, too big.</summary>
    public Summary? Of(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (!_summaries.TryGetValue((method, depth), out var summary))
            summary = _summaries.GetOrAdd((method, depth), Compute(method, depth, cancellationToken));
        return summary;
    }

    private Summary? Compute(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        if (_services.Bodies.Of(method, cancellationToken) is not { IsIterator: false } body)
            return null;
        var exploration = new Exploration(_services, method, body, depth, Bounds.MaxSummarySteps, cancellationToken);
        var exits = exploration.Run();
        if (exploration.GaveUp || exploration.Objects.Count > Bounds.MaxSummaryObjects)
            return null;
        var outs = new Dictionary<HeapState, int[]>();
        var kept = exits.OrderByDescending(static s => s.Clock).Take(Bounds.MaxOutcomes).ToImmutableArray();
        foreach (var exit in kept)
        {
            if (method.Parameters.Any(static p => p.RefKind is RefKind.Ref or RefKind.Out))
                outs[exit] = exploration.Outs(exit);
            exit.Variables = ImmutableDictionary<object, int>.Empty;
            exit.Aliases = ImmutableDictionary<object, Place>.Empty;
            exit.Turns = exit.Rounds = ImmutableDictionary<object, int>.Empty;
        }

        return new Summary(exploration.Objects, exploration.This, exploration.Parameters, kept, outs);
    }

    private sealed class KeyComparer : IEqualityComparer<(IMethodSymbol Method, int Depth)>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals((IMethodSymbol Method, int Depth) x, (IMethodSymbol Method, int Depth) y) =>
            x.Depth == y.Depth && SymbolEqualityComparer.Default.Equals(x.Method, y.Method);

        public int GetHashCode((IMethodSymbol Method, int Depth) obj) => SymbolEqualityComparer.Default.GetHashCode(obj.Method) * 31 + obj.Depth;
    }
}
