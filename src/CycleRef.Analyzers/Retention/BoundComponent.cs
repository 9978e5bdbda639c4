using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Retention.Reuse;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>The graph of one component, and the symbol behind each of its members. Lives no longer than its compilation.</summary>
internal sealed class BoundComponent
{
    private readonly ISymbol?[] _symbols;
    private readonly ImmutableArray<MemberPlace> _places;
    private readonly IAssemblySymbol _assembly;

    /// <param name="graph">The graph, free of symbols.</param>
    /// <param name="symbols">The definition behind each member, by label.</param>
    /// <param name="assembly">What they are declared in.</param>
    public BoundComponent(RetentionGraph graph, ISymbol[] symbols, IAssemblySymbol assembly)
    {
        Graph = graph;
        _symbols = symbols;
        _places = ImmutableArray<MemberPlace>.Empty;
        _assembly = assembly;
    }

    /// <summary>A graph that another compilation has come to: its members are looked for when they are asked for.</summary>
    public BoundComponent(RetentionGraph graph, ImmutableArray<MemberPlace> places, IAssemblySymbol assembly)
    {
        Graph = graph;
        _symbols = new ISymbol?[places.Length];
        _places = places;
        _assembly = assembly;
    }

    public RetentionGraph Graph { get; }

    /// <summary>The definition behind a member. Were it gone, the assembly stands for it, which is declared nowhere and holds nothing.</summary>
    public ISymbol MemberSymbol(int label)
    {
        if (Volatile.Read(ref _symbols[label]) is { } known)
            return known;
        var found = _places[label].Find(_assembly) ?? _assembly;
        Volatile.Write(ref _symbols[label], found);
        return found;
    }

    /// <summary>The member is a captured parameter of a primary constructor.</summary>
    public bool IsParameter(int label) => _places.IsEmpty ? _symbols[label] is IParameterSymbol : _places[label].Kind == SymbolKind.Parameter;
}
