using System;
using CycleRef.Corpus.Fuzzing;
using CycleRef.Corpus.Stress;
using CycleRef.Corpus.Trust;

namespace CycleRef.Corpus;

/// <summary>Runs the analyzers over a folder of real source. See eng/corpus.sh, which fetches the source.</summary>
internal static class Program
{
    private const string Help =
        """
        run        analyze every body under src/, write reports/
          --body NAME         only this body (may be given several times)
          --out FOLDER        where reports go, instead of reports/ in the corpus
          --analyzers DLL     another build of the analyzers
          --rule ID           only the analyzers that can report this rule (several times)
          --shuffle SEED      shuffle the order of files: the reports must not change
          --serial            one thread
          --option KEY=VALUE  an .editorconfig entry for every file (several times)
        compare    say where the reports of two runs differ
          --reports FOLDER    the one (reports/ in the corpus)
          --with FOLDER       the other
        stress     analyze programs of a size that nobody writes, each in a process of its own; print time and memory
          --case NAME         only this one
          --analyzers DLL     another build of the analyzers
        sample     print random reports of an earlier run with their source
          --rule ID           only this rule
          --sample N          how many (10)
          --seed S            which (1)
          --body, --out       as above
        fix        apply every fix of every report, one at a time, and compile what comes out; write fixes/ into the reports
          --body, --out       as above
          --member ID         only reports on this member (documentation ID)
          --rule ID           only this rule, switched on if it is off (several times)
          --sample N          only so many reports of each body, drawn at random
          --seed S            which (1)
          --minutes M         stop with a body after so long, and say how many reports were tried
        fuzz       spoil files in many ways, analyze each and apply every fix that is offered; write fuzz/ into the reports
          --body, --out       as above
          --seed S            which mutants (1)
          --mutants N         how many, over all bodies (20000)
          --analyzers DLL     another build of the analyzers and fixes
          --reports FOLDER    an earlier run: half of the mutants come from files that it reported
        fuzz-worker           the mutants of one body, in this process
          --from N            the number of the first
          --write FOLDER      write the last one and its siblings
        trust      write a page about an earlier run of all bodies: reports, and verdicts on them
          --reports FOLDER    the run
          --verdicts FILE     the verdicts (docs/trust-verdicts.txt)
          --out FILE          the page (docs/trust.md)
        decompile  make bodies of the assemblies named in lib/decompile.txt
        Every command takes --corpus FOLDER; the default is the environment variable CYCLEREF_CORPUS.
        """;

    private static int Main(string[] args)
    {
        var arguments = Arguments.Parse(args);
        switch (arguments.Command)
        {
            case "run":
                return RunCommand.Execute(arguments);
            case "compare":
                return CompareCommand.Execute(arguments);
            case "stress":
                return StressCommand.Execute(arguments);
            case "sample":
                SampleCommand.Execute(arguments);
                return 0;
            case "fix":
                return FixCommand.ExecuteAsync(arguments).GetAwaiter().GetResult();
            case "fuzz":
                return FuzzCommand.Execute(arguments);
            case "fuzz-worker":
                return FuzzWorker.Execute(arguments);
            case "trust":
                return TrustCommand.Execute(arguments);
            case "decompile":
                DecompileCommand.Execute(arguments);
                return 0;
            default:
                Console.WriteLine(Help);
                return arguments.Command == "help" ? 0 : 1;
        }
    }
}
