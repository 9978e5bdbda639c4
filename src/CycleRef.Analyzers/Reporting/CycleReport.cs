using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Reporting;

/// <summary>Turns a cycle of types into the diagnostic at the member to weaken.</summary>
internal static class CycleReport
{
    public static Diagnostic Create(ReportedCycle cycle, BoundComponent component)
    {
        var path = PathOf(cycle);
        var locations = LocationsOf(cycle, component);
        var (descriptor, subject) = Classify(cycle);
        return Diagnostic.Create(
            descriptor,
            locations[0],
            SeverityOf(cycle, descriptor),
            locations.Skip(1),
            Properties(cycle, path),
            path,
            subject);
    }

    public static string PathOf(ReportedCycle cycle) =>
        CyclePath.Format(cycle.Edges.Select((edge, step) => EdgeOf(cycle.Graph, edge, cycle.Edges[(step + cycle.Edges.Length - 1) % cycle.Edges.Length])).ToImmutableArray());

    /// <summary>Where the members of the cycle are declared, the one to weaken first.</summary>
    public static Location[] LocationsOf(ReportedCycle cycle, BoundComponent component) =>
        cycle.Edges.Select(edge => LocationOf(component.MemberSymbol(cycle.Graph.Edges[edge].Label))).ToArray();

    public static ImmutableDictionary<string, string?> PropertiesOf(ReportedCycle cycle) => Properties(cycle, PathOf(cycle));

    /// <summary>A contract makes a warning of a possible cycle; a native peer does so only where more than the types speaks for it.</summary>
    private static DiagnosticSeverity SeverityOf(ReportedCycle cycle, DiagnosticDescriptor descriptor)
    {
        if (NodeWith(cycle, NodeTraits.IsAcyclic) is not null)
            return DiagnosticSeverity.Warning;
        return CyclePlausibility.IsOnlyPossible(cycle.Edges.Select(cycle.Graph.MemberOf).ToList()) ? DiagnosticSeverity.Info : descriptor.DefaultSeverity;
    }

    private static (DiagnosticDescriptor Descriptor, string Subject) Classify(ReportedCycle cycle)
    {
        if (NodeWith(cycle, NodeTraits.IsNativePeer) is { } peer)
            return (RuleCatalogue.NativePeerInCycle, peer.DisplayName);
        if (NodeWith(cycle, NodeTraits.HasFinalizer) is { } finalizable)
            return (RuleCatalogue.FinalizerInCycle, finalizable.DisplayName);
        var subject = cycle.Edges.Select(edge => cycle.Graph.Edges[edge].From).Distinct().Count() switch
        {
            1 => "objects linked this way",
            2 => "both",
            _ => "all of them",
        };
        return (RuleCatalogue.TypesHoldEachOther, NodeWith(cycle, NodeTraits.IsAcyclic) is { } contract ? subject + " (" + contract.DisplayName + " is [Acyclic])" : subject);
    }

    private static RetentionNode? NodeWith(ReportedCycle cycle, NodeTraits trait)
    {
        foreach (var edge in cycle.Edges)
        {
            if (cycle.Graph.HolderOf(edge).Is(trait))
                return cycle.Graph.HolderOf(edge);
            if (cycle.Graph.TargetOf(edge).Is(trait))
                return cycle.Graph.TargetOf(edge);
        }

        return null;
    }

    /// <summary>An inherited member is shown on the type by which the path came, which is what the object is.</summary>
    private static CycleEdge EdgeOf(RetentionGraph graph, int edge, int previous)
    {
        var member = graph.MemberOf(edge);
        var holder = graph.Edges[previous].To == graph.Edges[edge].From ? member.HolderName : graph.TargetOf(previous).DisplayName;
        return new CycleEdge(holder, member.Name, member.Id, graph.TargetOf(edge).DisplayName, member.Is(MemberTraits.IsMany), graph.Edges[edge].IsMay);
    }

    private static ImmutableDictionary<string, string?> Properties(ReportedCycle cycle, string path)
    {
        var member = cycle.Graph.MemberOf(cycle.Edges[0]);
        var source = member.Has(MemberEvidence.Made) ? "made" : member.Has(MemberEvidence.HandedIn | MemberEvidence.GivenThis) ? "handed-in" : "unknown";
        return ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.Member, member.Id)
            .Add(DiagnosticProperties.Cycle, string.Join(";", cycle.Edges.Select(edge => cycle.Graph.MemberOf(edge).Id)))
            .Add(DiagnosticProperties.Path, path)
            .Add(DiagnosticProperties.Holds, member.Is(MemberTraits.IsMany) ? "many" : "one")
            .Add(DiagnosticProperties.MayHold, cycle.Edges.Any(edge => cycle.Graph.Edges[edge].IsMay) ? "true" : "false")
            .Add(DiagnosticProperties.Source, source);
    }

    private static Location LocationOf(ISymbol symbol) => symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None;
}
