using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Rules;

/// <summary>The diagnostic for a cycle that a body leaves behind.</summary>
internal static class ObjectCycleReport
{
    public static Diagnostic Create(HeapCycle cycle)
    {
        var rule = cycle.Kind switch
        {
            CycleKind.Dropped => RuleCatalogue.DroppedCycle,
            CycleKind.Outliving => RuleCatalogue.ClosedCycle,
            CycleKind.Event => RuleCatalogue.EventCycle,
            _ => RuleCatalogue.DelegateCycle,
        };
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.Path, cycle.Path)
            .Add(DiagnosticProperties.Cycle, cycle.Members)
            .Add(DiagnosticProperties.Member, cycle.Member?.GetDocumentationCommentId())
            .Add(DiagnosticProperties.Holds, cycle.IsMany ? "many" : "one")
            .Add(DiagnosticProperties.Holder, cycle.Holder)
            .Add(DiagnosticProperties.Links, cycle.Links)
            .Add(DiagnosticProperties.Outlives, cycle.Outlives ? "true" : "false");
        if (cycle.Anchor != CycleAnchor.None)
            properties = properties.Add(DiagnosticProperties.Severity, "warning");
        return Diagnostic.Create(
            rule,
            cycle.Closing.GetLocation(),
            cycle.Anchor != CycleAnchor.None ? DiagnosticSeverity.Warning : rule.DefaultSeverity,
            cycle.Others.Select(static o => o.GetLocation()),
            properties,
            cycle.Path,
            Consequence(cycle.Anchor));
    }

    private static string Consequence(CycleAnchor anchor) => anchor switch
    {
        CycleAnchor.Peer => "a reference-counted native object takes part, so they may never be reclaimed unless one link is cleared",
        CycleAnchor.Handle => "a strong GCHandle keeps all of them alive until it is freed",
        CycleAnchor.Static => "a static member keeps all of them alive until it lets go or one link is cleared",
        CycleAnchor.Timer => "a running timer keeps all of them alive until it is stopped",
        _ => "they stay reachable from each other until one link is cleared",
    };
}
