using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Benchmarks.Sources;

/// <summary>Parsed code to measure on.</summary>
internal sealed class Source(string name, CSharpCompilation template)
{
    public string Name => name;

    public ImmutableArray<SyntaxTree> Trees => template.SyntaxTrees;

    public int Lines { get; } = template.SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count);

    /// <summary>A compilation that has bound nothing yet: each measurement takes its own.</summary>
    public CSharpCompilation Compile(bool isConcurrent, IEnumerable<KeyValuePair<string, ReportDiagnostic>>? severities = null) =>
        CSharpCompilation.Create(
            name,
            template.SyntaxTrees,
            template.References,
            template.Options.WithConcurrentBuild(isConcurrent).WithSpecificDiagnosticOptions(severities));
}
