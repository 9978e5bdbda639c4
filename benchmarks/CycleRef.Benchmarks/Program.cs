using System;
using CycleRef.Benchmarks.Building;
using CycleRef.Benchmarks.Growing;
using CycleRef.Benchmarks.Output;
using CycleRef.Benchmarks.Typing;

namespace CycleRef.Benchmarks;

/// <summary>What the analyzers cost, against the compiler and against other analyzers, measured in one run.</summary>
internal static class Program
{
    private const string Help =
        """
        build      execution time, allocation and peak memory of each set of analyzers, against binding
        live       one-key edits: diagnostics of the edited file, against the compiler's own
        growth     time and memory against types, edges and body size, with the fitted exponent
        all        the three of them
          --short             two small bodies, two rounds
          --body NAME         only this body of real code (may be given several times); 'generated' takes none
          --corpus FOLDER     real code fetched by eng/corpus.sh; default: the environment variable CYCLEREF_CORPUS, else corpus/
          --fetch             fetch the real code first
          --rounds N          how often everything is measured (3)
          --peer-rounds N     how often the peers are measured (1); 0 leaves them out
          --edits N           one-key edits (200)
          --set TEXT          only sets whose name contains the text, besides the compiler and the empty analyzer (several times)
          --each              our analyzers one by one, not by families
          --analyzers DLL     another build of the analyzers
          --baseline DLL      a second build, measured in the same rounds
          --out FOLDER        where tables and plots go (benchmarks/results)
        Without real code, generated code stands for it.
        """;

    private static int Main(string[] args)
    {
        var settings = Settings.Parse(args);
        if (settings.Mode == "peak")
            return PeakMemory.Child(settings);
        if (settings.Mode is not ("build" or "live" or "growth" or "all"))
        {
            Console.WriteLine(Help);
            return settings.Mode == "help" ? 0 : 1;
        }

        var results = new Results(settings);
        if (settings.Mode is "build" or "all")
            BuildBenchmark.Run(settings, results);
        if (settings.Mode is "live" or "all")
            LiveBenchmark.Run(settings, results);
        if (settings.Mode is "growth" or "all")
            GrowthBenchmark.Run(settings, results);
        return 0;
    }
}
