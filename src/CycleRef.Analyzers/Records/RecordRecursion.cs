using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
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
        if (component.MemberSymbol(reported.Label).ContainingType is not { IsRecord: true })
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
        var cycle = WalkedCycle.Through(reported, component, member => method.Follows(member), cancellationToken);
        return cycle is not null && Pairs(cycle.Edges).All(Continues) ? cycle : null;

        // Every record on the way runs the generated method of the one that declares the next member.
        bool Continues((int From, int To) pair) => method.Reaches(TypeOf(pair.From), component.MemberSymbol(graph.Edges[pair.To].Label).ContainingType);

        ITypeSymbol TypeOf(int edge)
        {
            var type = component.MemberSymbol(graph.Edges[edge].Label) switch
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
