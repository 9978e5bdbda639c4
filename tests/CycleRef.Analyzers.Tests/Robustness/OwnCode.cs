using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Catalogue;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>
/// The package runs over its own source, with every rule on. A build cannot do it: the analyzers would need themselves to be compiled.
/// </summary>
public sealed class OwnCode
{
    [Theory]
    [InlineData("src/CycleRef.Analyzers")]
    [InlineData("src/CycleRef.Analyzers.CodeFixes")]
    [InlineData("tests/CycleRef.Analyzers.Tests")]
    [InlineData("tests/CycleRef.Corpus")]
    [InlineData("tests/CycleRef.EndToEnd.Tests")]
    [InlineData("benchmarks/CycleRef.Benchmarks")]
    public async Task Has_no_cycle_that_any_rule_reports(string project)
    {
        var compilation = Compile(project);
#if ROSLYN_NEWEST
        // The floor does not know the language that we write. Without this, missing types would silence the rules.
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error && !IsTolerated(d)).Select(static d => d.ToString()).Take(10).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
#endif
        var reports = await compilation.WithAnalyzers(WholePackage.Analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            static (exception, analyzer, _) => throw new InvalidOperationException(analyzer.GetType().Name, exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        Assert.True(reports.IsEmpty, string.Join("\n", reports.Select(Analysis.Describe)));
    }

    private static CSharpCompilation Compile(string project)
    {
        // A project that shows its internals must be what the others see, so each is compiled with what it refers to.
        string[] uses = project switch
        {
            "src/CycleRef.Analyzers.CodeFixes" => ["src/CycleRef.Analyzers"],
            "tests/CycleRef.Analyzers.Tests" => ["src/CycleRef.Analyzers", "src/CycleRef.Analyzers.CodeFixes", "tests/CycleRef.Corpus", "benchmarks/CycleRef.Benchmarks"],
            "benchmarks/CycleRef.Benchmarks" => ["src/CycleRef.Analyzers", "tests/CycleRef.Corpus"],
            _ => [],
        };
        var files = uses.Append(project)
            .SelectMany(static folder => Directory.GetFiles(Repository.Path(folder.Split('/')), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Select(static file => (file, File.ReadAllText(file)));
        var options = (CSharpCompilationOptions)Analysis.Compile([]).Options;
        return Analysis.Compile(files)
            .AddReferences(Beside())
            .WithOptions(options.WithNullableContextOptions(NullableContextOptions.Enable).WithSpecificDiagnosticOptions(Analysis.EveryRuleOn));
    }

#if ROSLYN_NEWEST
    // CS8795, CS9248: generated code is missing, which only a project's own build adds. One file uses a package that the tests do not have.
    private static bool IsTolerated(Diagnostic error) => error.Id is "CS8795" or "CS9248" || Path.GetFileName(error.Location.SourceTree?.FilePath) == "DecompileCommand.cs";
#endif

    /// <summary>The packages of the tests, which are those of all projects.</summary>
    private static IEnumerable<MetadataReference> Beside() =>
        Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(static file => !Path.GetFileName(file).StartsWith("CycleRef.", StringComparison.Ordinal))
            .Select(static file => MetadataReference.CreateFromFile(file));
}
