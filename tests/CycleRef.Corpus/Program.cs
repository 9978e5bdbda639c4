using System;

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
            case "sample":
                SampleCommand.Execute(arguments);
                return 0;
            case "fix":
                return FixCommand.ExecuteAsync(arguments).GetAwaiter().GetResult();
            case "decompile":
                DecompileCommand.Execute(arguments);
                return 0;
            default:
                Console.WriteLine(Help);
                return arguments.Command == "help" ? 0 : 1;
        }
    }
}
