using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus;

/// <summary>Applies each fix of each report of a body to the untouched body, and asks the compiler and the analyzers what they say now.</summary>
internal sealed class FixTrial
{
    private const string MemberProperty = "CycleRef.Member";
    private const string PathProperty = "CycleRef.Path";
    private const string LinksProperty = "CycleRef.Links";

    /// <summary>A body that is compiled beside the library that it is the source of earns this warning at every mention of a type.</summary>
    private const string SameTypeInLibrary = "CS0436";

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly ImmutableArray<CodeFixProvider> _fixes;
    private readonly Project _project;
    private readonly ILookup<DocumentId?, Diagnostic> _problems;
    private readonly ILookup<string, DocumentId> _mentions;
    private readonly Dictionary<(string Id, SyntaxTree Tree), IReadOnlyList<Diagnostic>> _before = [];

    private FixTrial(ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableArray<CodeFixProvider> fixes, Project project, ILookup<DocumentId?, Diagnostic> problems, ILookup<string, DocumentId> mentions) =>
        (_analyzers, _fixes, _project, _problems, _mentions) = (analyzers, fixes, project, problems, mentions);

    public static async Task<FixTrial> OnAsync(Body body, ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableArray<CodeFixProvider> fixes, IEnumerable<KeyValuePair<string, ReportDiagnostic>> severities)
    {
        var project = body.AddTo(new AdhocWorkspace().CurrentSolution, severities);
        var problems = (await project.GetCompilationAsync())!.GetDiagnostics().Where(IsProblem).ToLookup(problem => project.GetDocument(problem.Location.SourceTree)?.Id);
        return new FixTrial(analyzers, fixes, project, problems, await MentionsAsync(project));
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
        var affected = await AffectedAsync(changed, report);
        var left = affected.SelectMany(document => _problems[document]).CountBy(Key).ToDictionary();
        var added = new List<Diagnostic>();
        foreach (var problem in await ProblemsAsync(changed, affected))
        {
            var key = Key(problem);
            if (left.GetValueOrDefault(key) == 0)
                added.Add(problem);
            else
                left[key]--;
        }

        var before = await ReportsBeforeAsync(report);
        var again = await ReportsInSameFileAsync(changed, report);
        return result with
        {
            IsApplied = changes.Count > 0,
            IsGone = again.Count(other => IsSame(other, report)) < before.Count(other => IsSame(other, report)),
            NewErrors = [.. added.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString())],
            NewWarnings = [.. added.Where(static d => d.Severity == DiagnosticSeverity.Warning).Select(static d => d.ToString())],
            Changes = changes,
        };
    }

    private async Task<IReadOnlyList<Diagnostic>> ReportsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var reports = await compilation.WithAnalyzers(_analyzers, options: null).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. reports.Where(report => _fixes.Any(fix => fix.FixableDiagnosticIds.Contains(report.Id)))
                .OrderBy(static report => report.Properties.GetValueOrDefault(MemberProperty), StringComparer.Ordinal)
                .ThenBy(static report => report.Location.SourceTree!.FilePath, StringComparer.Ordinal)
                .ThenBy(static report => report.Location.SourceSpan.Start),
        ];
    }

    /// <summary>The fixes of one file are all tried on the same untouched source.</summary>
    private async Task<IReadOnlyList<Diagnostic>> ReportsBeforeAsync(Diagnostic report)
    {
        var key = (report.Id, report.Location.SourceTree!);
        if (!_before.TryGetValue(key, out var reports))
            _before.Add(key, reports = await ReportsInSameFileAsync(_project, report));
        return reports;
    }

    /// <summary>The member is reported in its own file, and no other file is asked: that would cost most of the time.</summary>
    private async Task<IReadOnlyList<Diagnostic>> ReportsInSameFileAsync(Project changed, Diagnostic report)
    {
        var compilation = (await changed.GetCompilationAsync())!;
        var document = changed.GetDocument(_project.GetDocument(report.Location.SourceTree)!.Id)!;
        var model = compilation.GetSemanticModel((await document.GetSyntaxTreeAsync())!);
        var reports = await compilation.WithAnalyzers(_analyzers, options: null).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
        return [.. reports.Where(other => other.Id == report.Id)];
    }

    /// <summary>One member is reported once; statements of one rule are told apart by their path.</summary>
    private static bool IsSame(Diagnostic one, Diagnostic other) =>
        one.Properties.GetValueOrDefault(MemberProperty) == other.Properties.GetValueOrDefault(MemberProperty)
        && (!one.Properties.ContainsKey(LinksProperty) || one.Properties.GetValueOrDefault(PathProperty) == other.Properties.GetValueOrDefault(PathProperty));

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

    /// <summary>
    /// The changed files and all that name the member, its type or a type derived from it: no other can notice. Asking only these makes bodies of
    /// hundreds of thousands of lines affordable.
    /// </summary>
    private async Task<HashSet<DocumentId>> AffectedAsync(Project changed, Diagnostic report)
    {
        var documents = changed.GetChanges(_project);
        var affected = documents.GetChangedDocuments().Concat(documents.GetAddedDocuments()).ToHashSet();
        var compilation = (await _project.GetCompilationAsync())!;
        var names = new HashSet<string>();
        foreach (var id in documents.GetChangedDocuments())
        {
            var tree = (await _project.GetDocument(id)!.GetSyntaxTreeAsync())!;
            var model = compilation.GetSemanticModel(tree);
            foreach (var change in await changed.GetDocument(id)!.GetTextChangesAsync(_project.GetDocument(id)!))
            {
                // A change may stand in a type, or before all of them.
                for (var symbol = model.GetEnclosingSymbol(change.Span.Start); symbol is not null; symbol = symbol.ContainingSymbol)
                {
                    if (symbol is INamedTypeSymbol { Name.Length: > 0 } type)
                        names.Add(type.Name);
                }
            }
        }

        if (report.Properties.GetValueOrDefault(MemberProperty) is { } memberId)
            names.Add(memberId.Split('.')[^1]);
        foreach (var type in compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
        {
            for (var current = type.BaseType; current is not null; current = current.BaseType)
            {
                if (names.Contains(current.Name))
                {
                    affected.UnionWith(_mentions[type.Name]);
                    break;
                }
            }
        }

        foreach (var name in names)
            affected.UnionWith(_mentions[name]);
        return affected;
    }

    private static async Task<ILookup<string, DocumentId>> MentionsAsync(Project project)
    {
        var mentions = new HashSet<(string Name, DocumentId Document)>();
        foreach (var document in project.Documents)
        {
            foreach (var token in (await document.GetSyntaxRootAsync())!.DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken))
                    mentions.Add((token.ValueText, document.Id));
            }
        }

        return mentions.ToLookup(static pair => pair.Name, static pair => pair.Document);
    }

    private static async Task<IEnumerable<Diagnostic>> ProblemsAsync(Project project, IEnumerable<DocumentId> documents)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var problems = new List<Diagnostic>();
        foreach (var id in documents)
        {
            var tree = (await project.GetDocument(id)!.GetSyntaxTreeAsync())!;
            problems.AddRange(compilation.GetSemanticModel(tree).GetDiagnostics().Where(IsProblem));
        }

        return problems;
    }

    private static bool IsProblem(Diagnostic problem) => problem.Severity >= DiagnosticSeverity.Warning && problem.Id != SameTypeInLibrary;

    /// <summary>Without the place, which edits move.</summary>
    private static string Key(Diagnostic problem) => problem.Id + " " + problem.GetMessage();
}
