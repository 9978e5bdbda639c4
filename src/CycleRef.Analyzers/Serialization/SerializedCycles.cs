using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Retention;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Serialization;

/// <summary>Finds the cycles of the retention graph that a serializer meets on its way through a type.</summary>
internal sealed class SerializedCycles(CompilationCycles cycles, IAssemblySymbol source)
{
    /// <summary>Types that one call leads to. More come only from object models that nobody serializes whole.</summary>
    private const int MaxTypes = 500;

    private readonly ConcurrentDictionary<(JsonLibrary, ITypeSymbol), (ReportedCycle, BoundComponent)?> _met = new(Comparer.Instance);

    /// <summary>The first cycle by member ID, with the graph that it indexes; null if the serializer meets none.</summary>
    public (ReportedCycle Cycle, BoundComponent Component)? MetBy(JsonLibrary library, ITypeSymbol root, CancellationToken cancellationToken)
    {
        // An application answers many requests with the same few types.
        if (!_met.TryGetValue((library, root), out var met))
            _met[(library, root)] = met = Find(library, root, cancellationToken);
        return met;
    }

    private (ReportedCycle Cycle, BoundComponent Component)? Find(JsonLibrary library, ITypeSymbol root, CancellationToken cancellationToken)
    {
        var types = Reached(library, root, cancellationToken);
        var candidates = new List<(ReportedCycle Cycle, BoundComponent Component)>();
        foreach (var type in types)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cycles.Of(type, cancellationToken) is not { } found)
                continue;
            foreach (var (_, reported) in found.On(type))
            {
                if (WalkedCycle.Through(reported, found.Component, member => library.Follows(member), cancellationToken) is { } cycle)
                    candidates.Add((cycle, found.Component));
            }
        }

        return candidates.Count == 0
            ? null
            : candidates.OrderBy(static candidate => candidate.Cycle.Graph.MemberOf(candidate.Cycle.Edges[0]).Id, StringComparer.Ordinal).First();
    }

    /// <summary>The source types, by definition and with their bases, that are written with a value of the root type.</summary>
    private HashSet<INamedTypeSymbol> Reached(JsonLibrary library, ITypeSymbol root, CancellationToken cancellationToken)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>();
        open.Push(root);
        while (open.Count > 0 && seen.Count < MaxTypes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var type = open.Pop();
            if (!seen.Add(type))
                continue;
            if (type is IArrayTypeSymbol { ElementType: var element })
                open.Push(element);
            if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Delegate } named)
                continue;
            if (!SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, source))
            {
                // A collection of source types.
                foreach (var argument in named.TypeArguments)
                    open.Push(argument);
                continue;
            }

            for (var current = named; current is not null && SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, source) && found.Add(current.OriginalDefinition);)
                current = current.BaseType;
            foreach (var next in library.TypesWritten(named))
                open.Push(next);
        }

        return found;
    }

    private sealed class Comparer : IEqualityComparer<(JsonLibrary Library, ITypeSymbol Type)>
    {
        public static readonly Comparer Instance = new();

        public bool Equals((JsonLibrary Library, ITypeSymbol Type) x, (JsonLibrary Library, ITypeSymbol Type) y) =>
            x.Library == y.Library && SymbolEqualityComparer.Default.Equals(x.Type, y.Type);

        public int GetHashCode((JsonLibrary Library, ITypeSymbol Type) key) => SymbolEqualityComparer.Default.GetHashCode(key.Type);
    }
}
