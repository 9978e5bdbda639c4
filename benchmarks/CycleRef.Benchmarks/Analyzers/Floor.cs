using Microsoft.CodeAnalysis;

namespace CycleRef.Benchmarks.Analyzers;

/// <summary>The rules of the two analyzers that only exist to be measured; neither is ever reported.</summary>
internal static class Floor
{
    public static DiagnosticDescriptor Rule(string id) => new(id, "Never reported", "Never reported", "Benchmarks", DiagnosticSeverity.Info, isEnabledByDefault: true);
}
