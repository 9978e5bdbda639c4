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
    public static Diagnostic Create(RecordRecursion recursion, BoundComponent component)
    {
        var locations = CycleReport.LocationsOf(recursion.Cycle, component);
        return Diagnostic.Create(
            RuleCatalogue.RecordRecursion,
            locations[0],
            locations.Skip(1),
            CycleReport.PropertiesOf(recursion.Cycle),
            CycleReport.PathOf(recursion.Cycle),
            Names(recursion.Methods));
    }

    private static string Names(ImmutableArray<GeneratedMethod> methods)
    {
        var quoted = methods.Select(static method => $"'{method}'").ToList();
        return quoted.Count == 1 ? quoted[0] : string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }
}
