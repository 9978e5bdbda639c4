using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Roots;

/// <summary>One file of scenarios: analyzed, and run to see what the collector keeps.</summary>
internal sealed class RootScenarioFile
{
    private readonly ImmutableArray<Diagnostic> _diagnostics;
    private readonly Dictionary<int, WeakReference> _made = [];

    public RootScenarioFile(string file)
    {
        Scenarios = RootScenario.Read(file);
        var compilation = Compile();
        _diagnostics = Task.Run(() => Analyze(compilation)).GetAwaiter().GetResult();
        // A thread of its own: the test framework would wait for every `async void` loop that is started on one of its threads.
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => MakeAll(Load(compilation))));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    public IReadOnlyList<RootScenario> Scenarios { get; }

    public IReadOnlyList<Diagnostic> DiagnosticsOf(RootScenario scenario) =>
        [.. _diagnostics.Where(d => Path.GetFileName(d.Location.SourceTree!.FilePath) == scenario.Namespace + ".cs").OrderBy(static d => d.Location.SourceSpan.Start)];

    /// <summary>The object of the scenario survived full collections.</summary>
    public bool IsKept(RootScenario scenario) => _made[scenario.Number].IsAlive;

    // Methods of their own, so that no local holds what was made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeAll(Assembly program)
    {
        foreach (var scenario in Scenarios.Where(static s => s.IsRun))
            _made.Add(scenario.Number, Make(program, scenario));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Make(Assembly program, RootScenario scenario) =>
        new(program.GetType(scenario.Namespace + ".Run", throwOnError: true)!.GetMethod("Make")!.CreateDelegate<Func<object>>()());

    private CSharpCompilation Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Scenarios.Select(s => CSharpSyntaxTree.ParseText(s.Source(), options, s.Namespace + ".cs"))
            .Append(CSharpSyntaxTree.ParseText(RootStubs.Source, options, "Stubs.cs"));
        var compilation = CSharpCompilation.Create(
            "RootScenarios" + Scenarios[0].File.GetHashCode(StringComparison.Ordinal),
            trees,
            References.Net.AddRange(References.Libraries),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, specificDiagnosticOptions: Analysis.EveryRuleOn, allowUnsafe: true));
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0 ? compilation : throw new InvalidOperationException(string.Join("\n", errors.Take(20)));
    }

    private static async Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation)
    {
        var analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new RootedCycleAnalyzer(), new InjectedEventAnalyzer());
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            static (exception, _, _) => throw new InvalidOperationException("The analyzer threw: " + exception, exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        return await compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
    }

    private static Assembly Load(CSharpCompilation compilation)
    {
        var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(stream);
    }
}
