using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Records;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Reporting;

/// <summary>Turns a recursion of records into the diagnostic at the member to weaken.</summary>
internal static class RecordReport
{
    /// <param name="recursion">The recursion.</param>
    /// <param name="component">What its cycle indexes.</param>
    /// <param name="siblings">The members of the same record that are reported, this one included.</param>
    public static Diagnostic Create(RecordRecursion recursion, BoundComponent component, IEnumerable<string> siblings)
    {
        var locations = CycleReport.LocationsOf(recursion.Cycle, component);
        return Diagnostic.Create(
            RuleCatalogue.RecordRecursion,
            locations[0],
            locations.Skip(1),
            CycleReport.PropertiesOf(recursion.Cycle)
                .Add(DiagnosticProperties.Methods, string.Join(";", recursion.Methods))
                .Add(DiagnosticProperties.Siblings, string.Join(";", siblings.OrderBy(static name => name, StringComparer.Ordinal))),
            CycleReport.PathOf(recursion.Cycle),
            Names(recursion.Methods));
    }

    private static string Names(ImmutableArray<GeneratedMethod> methods)
    {
        var quoted = methods.Select(static method => $"'{method}'").ToList();
        return quoted.Count == 1 ? quoted[0] : string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }
}
