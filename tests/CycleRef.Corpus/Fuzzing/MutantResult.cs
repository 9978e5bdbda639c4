using System;
using System.Collections.Generic;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>What became of one mutant.</summary>
internal sealed class MutantResult
{
    /// <summary>What must not happen, one line of what it is and then all that is known.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The compiler found nothing wrong with it.</summary>
    public bool Compiles { get; set; }

    public int Reports { get; set; }

    /// <summary>Fixes offered, each of which was applied.</summary>
    public int Fixes { get; set; }

    /// <summary>Wall-clock time of all analyzers over the mutant and its siblings.</summary>
    public TimeSpan Analysis { get; set; }
}
