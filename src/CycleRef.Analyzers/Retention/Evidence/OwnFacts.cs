using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>What types say about members of their own or of their bases, by the type that may declare the member: asking costs one look-up.</summary>
internal sealed class OwnFacts<TFact>
{
    private readonly Dictionary<ISymbol, Dictionary<string, List<TFact>>> _byHolder = new(SymbolEqualityComparer.Default);

    public void Add(IEnumerable<INamedTypeSymbol> holders, string member, TFact fact)
    {
        foreach (var holder in holders)
        {
            if (!_byHolder.TryGetValue(holder, out var members))
                _byHolder.Add(holder, members = []);
            if (!members.TryGetValue(member, out var facts))
                members.Add(member, facts = []);
            facts.Add(fact);
        }
    }

    public IReadOnlyList<TFact> Of(INamedTypeSymbol holder, string member) =>
        _byHolder.TryGetValue(holder, out var members) && members.TryGetValue(member, out var facts) ? facts : [];
}
