using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>The process that tries mutants of one body. It tells on its output what it is at, because a stack overflow ends it without a word.</summary>
internal static class FuzzWorker
{
    /// <summary>Starts each line that is meant for the process that started this one.</summary>
    public const string Mark = "fuzz ";

    public static int Execute(Arguments arguments)
    {
        var folder = Body.Folders(arguments).First();
        var recipe = BodyRecipe.For(folder);
        var name = Path.GetFileName(folder);
        var reports = ReportFiles.Read(arguments.One("--reports") ?? Path.Combine(arguments.Corpus, "reports"), name)
            .SelectMany(static report => report.Others.Append(report.At).Select(other => (report.At.Path, Other: other.Path)))
            .ToLookup(static pair => pair.Path, static pair => pair.Other);
        var (analyzers, fixes) = FixLoader.Load(Path.GetDirectoryName(Path.GetFullPath(arguments.One("--analyzers") ?? Path.Combine(AppContext.BaseDirectory, "x.dll")))!);
        var trial = new MutantTrial(analyzers, fixes, References.For(arguments.Corpus, recipe, name), new CSharpParseOptions(recipe.LanguageVersion, preprocessorSymbols: recipe.Symbols));
        var run = new FuzzRun(FuzzBody.Load(folder, reports), trial, arguments.Number("--seed") ?? 1);

        var end = (arguments.Number("--from") ?? 0) + (arguments.Number("--mutants") ?? FuzzRun.MutantsPerInput);
        for (var number = arguments.Number("--from") ?? 0; number < end; number++)
        {
            Tell($"at {number}");
            Tell("kinds " + string.Join(' ', run.Make(number).Kinds));
            var (mutant, result) = run.Try(number, static phase => Tell("phase " + phase));
            foreach (var failure in result.Failures)
                Tell($"failure {Escaped(failure)}");
            if (arguments.One("--write") is { } file)
                Write(file, mutant);
            var milliseconds = (int)result.Analysis.TotalMilliseconds;
            Tell($"done {(result.Compiles ? 1 : 0)} {result.Reports} {result.Fixes} {milliseconds} {mutant.Input.File.Path}");
        }

        Tell("end");
        return 0;
    }

    public static string Escaped(string text) => text.ReplaceLineEndings("\\n");

    /// <summary>The mutant and the files that it is compiled with, to look at.</summary>
    public static void Write(string folder, Mutant mutant)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mutant.cs"), mutant.Text);
        for (var i = 0; i < mutant.Input.Siblings.Count; i++)
            File.WriteAllText(Path.Combine(folder, $"sibling{i}.cs"), mutant.Input.Siblings[i].Text);
    }

    private static void Tell(string line) => Console.WriteLine(Mark + line);
}
