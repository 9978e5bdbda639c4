using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus.Stress;

/// <summary>Analyzes each of the <see cref="StressPrograms"/> in a process of its own, and prints what it takes: time, what is allocated, the peak of memory.</summary>
internal static class StressCommand
{
    private const double Mega = 1024 * 1024;

    public static int Execute(Arguments arguments)
    {
        if (arguments.One("--case") is { } only)
        {
            Console.WriteLine(Measure(only, arguments));
            return 0;
        }

        Console.WriteLine("| program | reports | binding ms | binding MB | rules ms | rules MB | peak MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var failed = false;
        foreach (var name in StressPrograms.All.Keys)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(StressCommand).Assembly.Location, "stress", "--case", name, .. Passed(arguments)]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            Console.Write(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            failed |= process.ExitCode != 0;
        }

        return failed ? 1 : 0;
    }

    private static IEnumerable<string> Passed(Arguments arguments) =>
        arguments.One("--analyzers") is { } path ? ["--analyzers", path] : [];

    private static string Measure(string name, Arguments arguments)
    {
        var analyzers = AnalyzerLoader.Load(arguments.One("--analyzers"));
        var text = StressPrograms.All[name]();
        // The just-in-time compiler's work is not what is asked for.
        Run(Compile(StressPrograms.All["nothing"](), analyzers), analyzers);
        var (bindingTime, bindingSize, _) = Spent(() => Compile(text, analyzers).GetDiagnostics().Length);
        var (time, size, reports) = Spent(() => Run(Compile(text, analyzers), analyzers));
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / Mega;
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {reports} | {bindingTime.TotalMilliseconds:F0} | {bindingSize / Mega:F0} | {(time - bindingTime).TotalMilliseconds:F0} | {(size - bindingSize) / Mega:F0} | {peak:F0} |");
    }

    private static (TimeSpan Time, long Bytes, int Result) Spent(Func<int> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var result = work();
        watch.Stop();
        return (watch.Elapsed, GC.GetTotalAllocatedBytes(precise: true) - before, result);
    }

    private static int Run(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var driver = compilation.WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty),
                static (exception, analyzer, _) => throw new InvalidOperationException(analyzer.GetType().Name, exception),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        return driver.GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult().Count(static d => d.Id.StartsWith("CYC", StringComparison.Ordinal));
    }

    private static CSharpCompilation Compile(string text, ImmutableArray<DiagnosticAnalyzer> analyzers) => CSharpCompilation.Create(
        "Stress",
        [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), "Stress.cs")],
        Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll").Where(IsManaged).Select(static file => MetadataReference.CreateFromFile(file)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: AnalyzerLoader.Severities(analyzers)));

    private static bool IsManaged(string file) => !Path.GetFileName(file).Contains(".Native", StringComparison.Ordinal);
}
