using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using LastCreationNames = CycleRef.Analyzers.Semantics.LastResults<CycleRef.Analyzers.Construction.CreationsOfTree, System.ValueTuple, CycleRef.Analyzers.Construction.CreationNames>;

namespace CycleRef.Analyzers.Construction;

/// <summary>
/// The constructors of one compilation that run each other for ever. Asked by every member of a type whose name lies on a cycle of names; lives
/// as long as the compilation. Thread-safe; the answer does not depend on who asks first.
/// </summary>
internal sealed class ConstructionRecursion(
    Compilation compilation,
    AnalyzerConfigOptionsProvider options,
    LastCreationNames lastNames,
    Func<SyntaxTree, CreationsOfTree> outlineOf)
{
    private readonly SemanticModels _models = new(compilation);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<RecursionFound>> _found = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Outcome<IMethodSymbol>> _read = new(SymbolEqualityComparer.Default);
    private readonly object _gate = new();
    private CreationNames? _names;

    /// <summary>What to report on a member, a constructor or a type: the recursions whose chosen <c>new</c> stands there.</summary>
    public IEnumerable<RecursionFound> On(ISymbol symbol, CancellationToken cancellationToken)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null || !Names(cancellationToken).IsSuspicious(type.Name))
            return [];
        if (!_found.TryGetValue(type, out var found))
            _found[type] = found = Find(type, cancellationToken);
        return found.Where(recursion => SymbolEqualityComparer.Default.Equals(recursion.Owner, symbol));
    }

    private CreationNames Names(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _names) is { } names)
            return names;
        lock (_gate)
        {
            if (_names is null)
                Volatile.Write(ref _names, lastNames.Of(compilation.SyntaxTrees, outlineOf, default, trees => CreationNames.Build(trees, cancellationToken), cancellationToken));
        }

        return _names!;
    }

    private ImmutableArray<RecursionFound> Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var reader = new ConstructorReader(_models, cancellationToken);
        var names = Names(cancellationToken);
        var loops = new FatalLoops<IMethodSymbol>(
            constructor => IsFollowed(constructor) ? Read(constructor) : Outcome<IMethodSymbol>.Nothing,
            SymbolEqualityComparer.Default,
            cancellationToken);
        var found = loops.From(type.InstanceConstructors, out var pieces)
            .Select(loop => RecursionFound.In(loop, _models, tree => Retention.GeneratedCode.IsGenerated(tree, options, cancellationToken), cancellationToken))
            .OfType<RecursionFound>().ToList();
        // Two constructors of a type share its initializers, so two loops can share a place.
        var byPlace = found.GroupBy(static recursion => recursion.Place).Select(static same => same.First()).ToImmutableArray();
        if (byPlace.Length == found.Count)
            Share(byPlace, pieces, IsFollowed);
        return byPlace;

        // The types of one component ask for the same constructors, each for all of them.
        Outcome<IMethodSymbol> Read(IMethodSymbol constructor)
        {
            if (!_read.TryGetValue(constructor, out var outcome))
                _read[constructor] = outcome = reader.Read(constructor);
            return outcome;
        }

        bool IsFollowed(IMethodSymbol constructor) =>
            SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, compilation.Assembly) && names.AreTogether(type.Name, constructor.ContainingType.Name);
    }

    /// <summary>
    /// Whoever starts inside what was read finds the same loops, so it need not be read again from each of a thousand types. Left out where the answer could
    /// depend on who asked first: with instances of generic types, whose loops the generic type itself may not reach, and for types of other components, which
    /// were met and not followed.
    /// </summary>
    private void Share(ImmutableArray<RecursionFound> found, IEnumerable<IMethodSymbol> pieces, Func<IMethodSymbol, bool> isFollowed)
    {
        var read = new HashSet<IMethodSymbol>(pieces.Where(isFollowed), SymbolEqualityComparer.Default);
        if (read.Any(static piece => !piece.IsDefinition))
            return;
        foreach (var piece in read)
        {
            if (piece.ContainingType.InstanceConstructors.All(read.Contains))
                _found.TryAdd(piece.ContainingType, found);
        }
    }
}
