using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>One file of scenarios, compiled twice: once to be run and probed, once to be analyzed.</summary>
internal sealed class ScenarioFile
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private readonly ImmutableArray<Diagnostic> _diagnostics;
    private readonly Assembly _program;

    public ScenarioFile(string file)
    {
        Scenarios = Scenario.Read(file);
        _diagnostics = Analyze(Compile(Parsing)).GetAwaiter().GetResult();
        _program = Load(Compile(Parsing.WithPreprocessorSymbols("RUN"), Prelude.Probe));
    }

    public IReadOnlyList<Scenario> Scenarios { get; }

    public IReadOnlyList<Diagnostic> DiagnosticsOf(Scenario scenario) =>
        [.. _diagnostics.Where(d => Path.GetFileName(d.Location.SourceTree!.FilePath) == scenario.Namespace + ".cs").OrderBy(static d => d.Location.SourceSpan.Start)];

    /// <summary>The method is run with different arguments; a cycle after one of them is enough.</summary>
    public bool LeavesCycle(Scenario scenario)
    {
        lock (_program)
            return LeavesCycle(_program, scenario);
    }

    /// <summary>The same for another program with the scenario in it, compiled with the symbol <c>RUN</c>.</summary>
    public static bool LeavesCycle(Assembly program, Scenario scenario)
    {
        var made = (List<object>)program.GetType("Probe")!.GetField("Made")!.GetValue(null)!;
        var run = program.GetType(scenario.Namespace + ".C")!.GetMethod("Run")!;
        foreach (var (p, n) in from p in new[] { false, true } from n in new[] { 0, 1, 2, 3 } select (p, n))
        {
            made.Clear();
            program.GetType("World")!.GetMethod("Reset")!.Invoke(null, null);
            object? NewNode() => Activator.CreateInstance(program.GetType("Node")!);
            try
            {
                if (run.Invoke(null, [p, n, NewNode(), NewNode()]) is Task task)
                    task.GetAwaiter().GetResult();
            }
            catch (Exception)
            {
                // A path that ends in an exception leaves what it leaves; the rules do not look at it.
                continue;
            }

            if (CycleProbe.HasCycle(made))
                return true;
        }

        return false;
    }

    /// <summary>A file's scenarios, to be analyzed.</summary>
    public static CSharpCompilation Compile(string file) => Compile(Scenario.Read(file), Parsing);

    private CSharpCompilation Compile(CSharpParseOptions options, string? extra = null) => Compile(Scenarios, options, extra);

    private static CSharpCompilation Compile(IEnumerable<Scenario> scenarios, CSharpParseOptions options, string? extra = null)
    {
        var trees = scenarios.Select(s => CSharpSyntaxTree.ParseText(Prelude.Usings + s.Source(), options, s.Namespace + ".cs"))
            .Append(CSharpSyntaxTree.ParseText(Prelude.Types + extra, options, "Prelude.cs"));
        var compilation = CSharpCompilation.Create(
            "Scenarios", trees, References.Net, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: Analysis.EveryRuleOn, allowUnsafe: true));
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0 ? compilation : throw new InvalidOperationException(string.Join("\n", errors.Take(10)));
    }

    private static async Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation)
    {
        var analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new ObjectCycleAnalyzer(), new DroppedCycleAnalyzer());
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        return await compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
    }

    public static Assembly Load(CSharpCompilation compilation)
    {
        var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext("Scenarios", isCollectible: false).LoadFromStream(stream);
    }
}
