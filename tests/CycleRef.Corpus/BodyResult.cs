using System;
using System.Collections.Generic;

namespace CycleRef.Corpus;

/// <summary>What one run over one body gave.</summary>
internal sealed record BodyResult
{
    public required string Body { get; init; }

    public required int Files { get; init; }

    public required int Lines { get; init; }

    public required int CompilerErrors { get; init; }

    /// <summary>The compiler's own work: declarations and method bodies of all files, in a fresh compilation.</summary>
    public required TimeSpan Binding { get; init; }

    /// <summary>Wall-clock time of the analyzers in another fresh compilation, with the binding that they cause.</summary>
    public required TimeSpan Analysis { get; init; }

    /// <summary>The time spent inside the analyzers' own callbacks, summed over threads.</summary>
    public required TimeSpan InAnalyzers { get; init; }

    public required IReadOnlyList<string> Exceptions { get; init; }

    public required IReadOnlyList<Report> Reports { get; init; }
}
