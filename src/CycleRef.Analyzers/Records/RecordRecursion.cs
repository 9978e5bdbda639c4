using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using CycleRef.Analyzers.Retention;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Records;

/// <summary>
/// Whether a cycle that the retention graph found is one that the generated methods of records walk: only through members that hold a record
/// directly, none of whose generated methods is written by hand.
/// </summary>
/// <param name="Cycle">The cycle as walked, from the member to weaken on.</param>
/// <param name="Methods">The methods that walk it.</param>
internal sealed record RecordRecursion(ReportedCycle Cycle, ImmutableArray<GeneratedMethod> Methods)
{
    private static readonly ImmutableArray<GeneratedMethod> AllMethods =
        ImmutableArray.Create(GeneratedMethod.ToString, GeneratedMethod.Equals, GeneratedMethod.GetHashCode);

    /// <summary>The recursion through the member to weaken of a reported cycle, which may take another way than the reported one.</summary>
    public static RecordRecursion? Through(ReportedCycle reported, BoundComponent component, CancellationToken cancellationToken)
    {
        if (component.MemberSymbols[reported.Label].ContainingType is not { IsRecord: true })
            return null;
        ReportedCycle? first = null;
        var methods = ImmutableArray.CreateBuilder<GeneratedMethod>();
        foreach (var method in AllMethods)
        {
            if (Walk(method, reported, component, cancellationToken) is not { } cycle)
                continue;
            first ??= cycle;
            methods.Add(method);
        }

        return first is null ? null : new RecordRecursion(first, methods.ToImmutable());
    }

    private static ReportedCycle? Walk(GeneratedMethod method, ReportedCycle reported, BoundComponent component, CancellationToken cancellationToken)
    {
        var graph = reported.Graph;
        if (!method.Follows(component.MemberSymbols[reported.Label]))
            return null;
        if (reported.Edges.All(edge => method.Follows(component.MemberSymbols[graph.Edges[edge].Label])))
            return IsWalked(reported) ? reported : null;

        var removed = new LabelSet(graph.Edges);
        for (var label = 0; label < graph.Edges.LabelCount; label++)
        {
            if (!method.Follows(component.MemberSymbols[label]))
                removed.Add(label);
        }

        var edges = ShortestCycle.ThroughWithAnotherLabel(graph.Edges, reported.Edges[0], removed, cancellationToken: cancellationToken);
        if (edges is null)
            return null;
        var cycle = new ReportedCycle(graph, edges.Where(edge => !graph.Edges[edge].IsStructural).ToImmutableArray());
        return IsWalked(cycle) ? cycle : null;

        // Exact edges only; one of them can close; and every record on the way runs the generated method of the one that declares the next member.
        bool IsWalked(ReportedCycle candidate) =>
            candidate.Edges.Any(edge => graph.Edges[edge].CanClose)
            && !candidate.Edges.Any(edge => graph.Edges[edge].IsMay)
            && Pairs(candidate.Edges).All(pair => method.Reaches(TypeOf(pair.From), component.MemberSymbols[graph.Edges[pair.To].Label].ContainingType));

        ITypeSymbol TypeOf(int edge)
        {
            var type = component.MemberSymbols[graph.Edges[edge].Label] switch
            {
                IFieldSymbol field => field.Type,
                IPropertySymbol property => property.Type,
                var other => other.ContainingType,
            };
            return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        }
    }

    private static IEnumerable<(int From, int To)> Pairs(ImmutableArray<int> edges) =>
        edges.Select((edge, i) => (edge, edges[(i + 1) % edges.Length]));
}
