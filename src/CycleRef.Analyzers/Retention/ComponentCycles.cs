using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>What one component came to: the cycle to report on each member, at most one.</summary>
internal sealed class ComponentCycles
{
    /// <summary>By the simple name of the member: most members of a file have no name of these, and need not be compared.</summary>
    private readonly ILookup<string, ReportedCycle> _byName;

    public ComponentCycles(BoundComponent component, ImmutableArray<ReportedCycle> cycles)
    {
        Component = component;
        _byName = cycles.ToLookup(static cycle => cycle.Graph.Members[cycle.Label].Name, StringComparer.Ordinal);
    }

    /// <summary>The graph, and the symbols behind it.</summary>
    public BoundComponent Component { get; }

    public ReportedCycle? At(ISymbol member) => _byName[member.Name].FirstOrDefault(cycle => SymbolEqualityComparer.Default.Equals(Component.MemberSymbol(cycle.Label), member));

    /// <summary>The cycles to report on members of a type, with these members.</summary>
    public IEnumerable<(ISymbol Member, ReportedCycle Cycle)> On(INamedTypeSymbol type) =>
        All.Select(cycle => (Member: Component.MemberSymbol(cycle.Label), cycle))
            .Where(pair => SymbolEqualityComparer.Default.Equals(pair.Member.ContainingType?.OriginalDefinition, type));

    /// <summary>Those on captured parameters of the type, which get no callback of their own.</summary>
    public IEnumerable<ReportedCycle> OnParameters(INamedTypeSymbol type) =>
        All.Where(cycle => Component.IsParameter(cycle.Label) && SymbolEqualityComparer.Default.Equals(Component.MemberSymbol(cycle.Label).ContainingType, type));

    private IEnumerable<ReportedCycle> All => _byName.SelectMany(static cycles => cycles);
}
