using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus;

/// <summary>Applies each fix of each report of a body to the untouched body, and asks the compiler and the analyzers what they say now.</summary>
internal sealed class FixTrial
{
    private const string MemberProperty = "CycleRef.Member";

    /// <summary>A body that is compiled beside the library that it is the source of earns this warning at every mention of a type.</summary>
    private const string SameTypeInLibrary = "CS0436";

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly ImmutableArray<CodeFixProvider> _fixes;
    private readonly Project _project;
    private readonly Dictionary<string, int> _problems;

    private FixTrial(ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableArray<CodeFixProvider> fixes, Project project, Dictionary<string, int> problems) =>
        (_analyzers, _fixes, _project, _problems) = (analyzers, fixes, project, problems);

    public static async Task<FixTrial> OnAsync(Body body, ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableArray<CodeFixProvider> fixes)
    {
        var project = body.AddTo(new AdhocWorkspace().CurrentSolution);
        return new FixTrial(analyzers, fixes, project, Count(await ProblemsAsync(project)));
    }

    public async Task<IReadOnlyList<Diagnostic>> ReportsAsync() => await ReportsAsync(_project);

    public async Task<List<(CodeAction Action, Diagnostic Report)>> OfferedAsync(Diagnostic report)
    {
        var offered = new List<(CodeAction, Diagnostic)>();
        var document = _project.GetDocument(report.Location.SourceTree)!;
        foreach (var provider in _fixes.Where(provider => provider.FixableDiagnosticIds.Contains(report.Id)))
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => offered.Add((action, report)), CancellationToken.None));
        return offered;
    }

    public async Task<FixResult> ApplyAsync(CodeAction action, Diagnostic report)
    {
        var result = new FixResult(Report.From(report), action.EquivalenceKey ?? "", action.Title);
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        if (operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution.GetProject(_project.Id) is not { } changed)
            return result;
        var changes = await ChangesAsync(changed);
        var left = new Dictionary<string, int>(_problems);
        var added = new List<Diagnostic>();
        foreach (var problem in await ProblemsAsync(changed))
        {
            var key = Key(problem);
            if (left.GetValueOrDefault(key) == 0)
                added.Add(problem);
            else
                left[key]--;
        }

        var again = await ReportsInSameFileAsync(changed, report);
        return result with
        {
            IsApplied = changes.Count > 0,
            IsGone = again.All(other => other.Properties[MemberProperty] != report.Properties[MemberProperty]),
            NewErrors = [.. added.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString())],
            NewWarnings = [.. added.Where(static d => d.Severity == DiagnosticSeverity.Warning).Select(static d => d.ToString())],
            Changes = changes,
        };
    }

    private async Task<IReadOnlyList<Diagnostic>> ReportsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var reports = await compilation.WithAnalyzers(_analyzers, options: null).GetAnalyzerDiagnosticsAsync();
        return [.. reports.Where(static report => report.Properties.ContainsKey(MemberProperty)).OrderBy(static report => report.Properties[MemberProperty], StringComparer.Ordinal)];
    }

    /// <summary>The member is reported in its own file, and no other file is asked: that would cost most of the time.</summary>
    private async Task<IReadOnlyList<Diagnostic>> ReportsInSameFileAsync(Project changed, Diagnostic report)
    {
        var compilation = (await changed.GetCompilationAsync())!;
        var document = changed.GetDocument(_project.GetDocument(report.Location.SourceTree)!.Id)!;
        var model = compilation.GetSemanticModel((await document.GetSyntaxTreeAsync())!);
        var reports = await compilation.WithAnalyzers(_analyzers, options: null).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
        return [.. reports.Where(static other => other.Properties.ContainsKey(MemberProperty))];
    }

    private async Task<List<string>> ChangesAsync(Project changed)
    {
        var texts = new List<string>();
        var documents = changed.GetChanges(_project);
        foreach (var id in documents.GetChangedDocuments())
        {
            foreach (var change in await changed.GetDocument(id)!.GetTextChangesAsync(_project.GetDocument(id)!))
                texts.Add(change.ToString());
        }

        foreach (var id in documents.GetAddedDocuments())
            texts.Add(changed.GetDocument(id)!.Name + ":\n" + await changed.GetDocument(id)!.GetTextAsync());
        return texts;
    }

    private static async Task<IEnumerable<Diagnostic>> ProblemsAsync(Project project) =>
        (await project.GetCompilationAsync())!.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id != SameTypeInLibrary);

    private static Dictionary<string, int> Count(IEnumerable<Diagnostic> problems) => problems.CountBy(Key).ToDictionary();

    /// <summary>Without the place, which edits move.</summary>
    private static string Key(Diagnostic problem) => problem.Id + " " + problem.GetMessage();
}
