using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Rules;

/// <summary>The diagnostic for a cycle that a body leaves behind.</summary>
internal static class ObjectCycleReport
{
    private const string Managed = "they stay reachable from each other until one link is cleared";
    private const string Native = "a reference-counted native object takes part, so they may never be reclaimed unless one link is cleared";

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
        return Diagnostic.Create(
            rule,
            cycle.Closing.GetLocation(),
            cycle.IsNative ? DiagnosticSeverity.Warning : rule.DefaultSeverity,
            cycle.Others.Select(static o => o.GetLocation()),
            properties,
            cycle.Path,
            cycle.IsNative ? Native : Managed);
    }
}
