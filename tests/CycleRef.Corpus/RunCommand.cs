using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus;

/// <summary>Analyzes the bodies one after another and writes reports/BODY.txt, BODY.jsonl and summary.md.</summary>
internal static class RunCommand
{
    /// <returns>1 when an analyzer threw: reports/BODY.exceptions.txt tells where.</returns>
    public static int Execute(Arguments arguments)
    {
        var rules = arguments.All("--rule");
        var analyzers = AnalyzerLoader.Load(arguments.One("--analyzers"));
        if (rules.Count > 0)
            analyzers = [.. analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rules.Contains(rule.Id)))];
        if (analyzers.IsEmpty)
            Console.Error.WriteLine("corpus: the assembly has no analyzer");
        var options = new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty, new FixedOptions(arguments.All("--option")));
        var run = new BodyRun(analyzers, options, concurrent: !arguments.Has("--serial"));
        var files = new ReportFiles(arguments.Reports);

        var results = new List<BodyResult>();
        foreach (var folder in Body.Folders(arguments))
        {
            var body = Body.Load(folder, arguments.Corpus, arguments.Number("--shuffle"));
            if (results.Count == 0)
                run.On(body); // The first run pays for the just-in-time compiler: thrown away.
            results.Add(run.On(body));
            files.Write(results[^1]);
            Console.WriteLine(Summary.Line(results[^1]));
        }

        files.WriteSummary(Summary.Table(results));
        Console.WriteLine($"{results.Sum(static result => result.Reports.Count)} reports in {Path.GetFullPath(arguments.Reports)}");
        return results.Exists(static result => result.Exceptions.Count > 0) ? 1 : 0;
    }
}
