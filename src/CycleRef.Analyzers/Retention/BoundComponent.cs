using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>The graph of one component, and the symbol behind each of its members. Lives no longer than its compilation.</summary>
/// <param name="Graph">The graph, free of symbols.</param>
/// <param name="MemberSymbols">The definition behind each member, by label.</param>
internal sealed record BoundComponent(RetentionGraph Graph, ImmutableArray<ISymbol> MemberSymbols);
