using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>Compiles mutants, runs every analyzer over them and applies every fix that is offered in the spoilt file.</summary>
internal sealed class MutantTrial
{
    /// <summary>An analysis of one mutant that takes longer is a fault.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly ImmutableArray<CodeFixProvider> _fixes;
    private readonly Project _empty;

    public MutantTrial(ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableArray<CodeFixProvider> fixes, IEnumerable<MetadataReference> references, CSharpParseOptions options)
    {
        _analyzers = analyzers;
        _fixes = fixes;
        var id = ProjectId.CreateNewId();
        _empty = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Mutants",
            "Mutants",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, specificDiagnosticOptions: AnalyzerLoader.Severities(analyzers)),
            parseOptions: options,
            metadataReferences: references)).GetProject(id)!;

        // Made once: the compilations of all mutants share what is read from the references.
        _ = _empty.GetCompilationAsync().Result!.GetSpecialType(SpecialType.System_Object).Name;
    }

    /// <summary>The files of an input, parsed. All its mutants are edits of it.</summary>
    public Document Open(FuzzInput input)
    {
        var project = input.Siblings.Aggregate(_empty, static (project, file) => Add(project, file).Project);
        return Add(project, input.File);
    }

    /// <param name="document">What <see cref="Open"/> gave.</param>
    /// <param name="text">The text of the mutant.</param>
    /// <param name="phase">Told before each step, so that somebody knows where a process has died.</param>
    public MutantResult On(Document document, string text, Action<string> phase)
    {
        var result = new MutantResult();
        SmallStack.Run(() => OnAsync(document.WithText(Microsoft.CodeAnalysis.Text.SourceText.From(text)), result, phase).GetAwaiter().GetResult());
        return result;
    }

    private static Document Add(Project project, SourceFile file) => project.AddDocument(file.Path, file.Text, filePath: "/" + file.Path);

    private async Task OnAsync(Document document, MutantResult result, Action<string> phase)
    {
        phase("compile");
        var compilation = (await document.Project.GetCompilationAsync())!;
        try
        {
            var model = compilation.GetSemanticModel((await document.GetSyntaxTreeAsync())!);
            result.Compiles = !model.GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        }
#pragma warning disable CA1031 // The compiler's own faults are not ours: such a mutant is analyzed all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            result.Compiles = false;
        }

        phase("analyze");
        var reports = await AnalyzeAsync(compilation, result);
        if (result.Analysis > Limit)
        {
            // Once more, because another process may have had the processor.
            var again = new MutantResult();
            await AnalyzeAsync(compilation, again);
            if (again.Analysis > Limit)
                result.Failures.Add($"slow: {result.Analysis.TotalSeconds:0.0}s and {again.Analysis.TotalSeconds:0.0}s");
            result.Analysis = again.Analysis;
        }

        result.Reports = reports.Length;
        phase("fix");
        foreach (var report in reports)
        {
            if (report.Location.SourceTree is { } tree && document.Project.GetDocument(tree) is { } at && (at.Id == document.Id || report.AdditionalLocations.Any(other => document.Project.GetDocument(other.SourceTree)?.Id == document.Id)))
                await FixAsync(at, report, result);
        }
    }

    private async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, MutantResult result)
    {
        var withAnalyzers = compilation.WithAnalyzers(
            _analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                (exception, analyzer, diagnostic) =>
                {
                    lock (result.Failures)
                        result.Failures.Add($"{analyzer.GetType().Name}: {exception}\n{diagnostic.GetMessage()}");
                },
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        var watch = Stopwatch.StartNew();
        var reports = await withAnalyzers.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        result.Analysis = watch.Elapsed;
        return reports;
    }

    private async Task FixAsync(Document document, Diagnostic report, MutantResult result)
    {
        foreach (var provider in _fixes.Where(provider => provider.FixableDiagnosticIds.Contains(report.Id)))
        {
            var offered = new List<CodeAction>();
            try
            {
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => offered.Add(action), CancellationToken.None));
            }
#pragma warning disable CA1031 // Whatever it is, it is a finding.
            catch (Exception exception)
            {
                result.Failures.Add($"{provider.GetType().Name} {report.Id} offering: {exception}");
            }

            foreach (var action in offered)
            {
                try
                {
                    await ApplyAsync(document.Project, action, report, result);
                }
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    result.Failures.Add($"{provider.GetType().Name} {report.Id} applying '{action.EquivalenceKey}': {exception}");
                }
            }
        }
    }

    private static async Task ApplyAsync(Project project, CodeAction action, Diagnostic report, MutantResult result)
    {
        result.Fixes++;
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        if (operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution.GetProject(project.Id) is not { } changed)
            return;
        foreach (var id in changed.GetChanges(project).GetChangedDocuments())
        {
            var before = (await project.GetDocument(id)!.GetSyntaxTreeAsync())!;
            var text = await changed.GetDocument(id)!.GetTextAsync();
            var after = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)before.Options);
            if (!HasErrors(before) && HasErrors(after))
            {
                var error = after.GetDiagnostics().First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
                var line = text.Lines.GetLineFromPosition(error.Location.SourceSpan.Start);
                result.Failures.Add($"{report.Id} '{action.EquivalenceKey}' writes what does not parse: {error.Id} {error.GetMessage()}: {line}\n{report}\n{text}");
            }
        }
    }

    private static bool HasErrors(SyntaxTree tree) => tree.GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
