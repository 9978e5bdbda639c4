using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>A solution, what is reported in it and what is offered there, as an editor would see it.</summary>
internal sealed class FixRun
{
    private static readonly CodeFixProvider[] Providers = [new ManagedCycleFixProvider(), new UncollectedCycleFixProvider(), new RecordRecursionFixProvider(), new SerializationFixProvider()];

    private readonly Solution _solution;

    private FixRun(Solution solution) => _solution = solution;

    public LanguageVersion LanguageVersion { get; private init; }

    /// <summary>Only this rule is looked at, where several report on one member; null for all rules on types.</summary>
    public string? Rule { get; private init; }

    public FixRun ForRule(string rule) => new(_solution) { LanguageVersion = LanguageVersion, Rule = rule };

    public FixRun WithReferences(IEnumerable<MetadataReference> references)
    {
        var solution = _solution;
        foreach (var project in _solution.ProjectIds)
            solution = solution.AddMetadataReferences(project, references);
        return new FixRun(solution) { LanguageVersion = LanguageVersion, Rule = Rule };
    }

    public static FixRun On(params string[] sources) => On(LanguageVersion.Preview, NullableContextOptions.Disable, sources);

    public static FixRun On(LanguageVersion languageVersion, NullableContextOptions nullable, params string[] sources) =>
        new FixRun(new AdhocWorkspace().CurrentSolution).WithProject("App", languageVersion, nullable, sources);

    /// <summary>A further project that refers to all earlier ones.</summary>
    public FixRun WithProject(string name, LanguageVersion languageVersion, NullableContextOptions nullable, params string[] sources)
    {
        var id = ProjectId.CreateNewId();
        var earlier = _solution.ProjectIds.Select(static project => new ProjectReference(project));
        var solution = _solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: nullable,
                optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Default),
            parseOptions: new CSharpParseOptions(languageVersion, DocumentationMode.Parse),
            projectReferences: earlier,
            metadataReferences: References.Net));
        for (var i = 0; i < sources.Length; i++)
        {
            var file = $"{name}{i}.cs";
            solution = solution.AddDocument(DocumentId.CreateNewId(id), file, SourceText.From(sources[i].ReplaceLineEndings("\n") + "\n"), filePath: "/" + name + "/" + file);
        }

        return new FixRun(solution) { LanguageVersion = languageVersion, Rule = Rule };
    }

    /// <summary>A further project that compiles the files of the first one, as a project for several frameworks does.</summary>
    public FixRun WithTwin(LanguageVersion languageVersion, params string[] symbols)
    {
        var first = _solution.Projects.First();
        var options = ((CSharpParseOptions)first.ParseOptions!).WithLanguageVersion(languageVersion).WithPreprocessorSymbols(symbols);
        var id = ProjectId.CreateNewId();
        var solution = _solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Twin",
            "Twin",
            LanguageNames.CSharp,
            compilationOptions: first.CompilationOptions,
            parseOptions: options,
            metadataReferences: first.MetadataReferences));
        foreach (var document in first.Documents)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), document.Name, document.GetTextAsync().Result, filePath: document.FilePath);
        return new FixRun(solution) { LanguageVersion = LanguageVersion, Rule = Rule };
    }

    public FixRun WithLineEnds(string lineEnd)
    {
        var solution = _solution;
        foreach (var document in _solution.Projects.SelectMany(static project => project.Documents))
            solution = solution.WithDocumentText(document.Id, SourceText.From(document.GetTextAsync().Result.ToString().ReplaceLineEndings(lineEnd)));
        return new FixRun(solution) { LanguageVersion = LanguageVersion, Rule = Rule };
    }

    /// <summary>Entries of an <c>.editorconfig</c> for all files.</summary>
    public FixRun WithOptions(string entries)
    {
        var solution = _solution;
        foreach (var project in _solution.ProjectIds)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".editorconfig", SourceText.From("root = true\n[*.cs]\n" + entries), filePath: "/.editorconfig");
        return new FixRun(solution) { LanguageVersion = LanguageVersion, Rule = Rule };
    }

    /// <summary>The sources, joined.</summary>
    public string Text => string.Join("\n", _solution.Projects.SelectMany(static project => project.Documents).Select(static document => document.GetTextAsync().Result.ToString()));

    public Compilation Compilation => _solution.Projects.Last().GetCompilationAsync().Result!;

    /// <summary>The keys that are offered at the report on this member, in order.</summary>
    public async Task<string[]> OfferedAsync(string? member = null) =>
        [.. (await ActionsAsync(member)).Select(static action => action.EquivalenceKey!)];

    /// <summary>What the editor shows of the fix of that key.</summary>
    public async Task<string> TitleAsync(string key, string? member = null) => (await ActionsAsync(member)).Single(action => action.EquivalenceKey == key).Title;

    /// <summary>What the fix of that key makes; it must be offered, compile without a new warning, and end the report.</summary>
    public async Task<FixRun> ApplyAsync(string key, string? member = null)
    {
        var actions = await ActionsAsync(member);
        var action = actions.FirstOrDefault(action => action.EquivalenceKey == key);
        Assert.True(action is not null, $"{key} is not offered, only: {string.Join(", ", actions.Select(static a => a.EquivalenceKey))}");
        var reported = await ReportAsync(member);
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = await SharedAsync(Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution);
        var result = new FixRun(changed) { LanguageVersion = LanguageVersion, Rule = Rule };
        Assert.Empty(await result.ProblemsSinceAsync(this));
        // Of several calls that serialize one cycle, an option mends one.
        var before = key == EquivalenceKeys.HandleReferences ? (await ReportsAsync()).Count(again => IdOf(again) == IdOf(reported)) : 1;
        Assert.Equal(before - 1, (await result.ReportsAsync()).Count(again => IdOf(again) == IdOf(reported)));
        return result;
    }

    /// <summary>A host writes a changed file once; all projects that compile it see the new text.</summary>
    private async Task<Solution> SharedAsync(Solution changed)
    {
        foreach (var id in changed.GetChanges(_solution).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()).ToList())
        {
            var document = changed.GetDocument(id)!;
            foreach (var linked in document.GetLinkedDocumentIds())
                changed = changed.WithDocumentText(linked, await document.GetTextAsync());
        }

        // A new file of one project is one of the folder that both take their files from.
        if (changed.Projects.FirstOrDefault(static project => project.Name == "Twin") is { } twin)
        {
            foreach (var id in changed.GetChanges(_solution).GetProjectChanges().SelectMany(static project => project.GetAddedDocuments()).ToList())
                changed = changed.AddDocument(DocumentId.CreateNewId(twin.Id), changed.GetDocument(id)!.Name, await changed.GetDocument(id)!.GetTextAsync());
        }

        return changed;
    }

    /// <summary>Applies everything that is offered anywhere, whatever comes out.</summary>
    public async Task ApplyEverythingAsync()
    {
        foreach (var report in await ReportsAsync())
        {
            foreach (var action in await ActionsAsync(report))
                Assert.NotEmpty(await action.GetOperationsAsync(CancellationToken.None));
        }
    }

    /// <summary>What Fix All makes; it must compile without a new warning.</summary>
    public async Task<FixRun> FixAllAsync(string key, FixAllScope scope, string? member)
    {
        var report = member is null ? (await ReportsAsync())[0] : await ReportAsync(member);
        var provider = Providers.Single(provider => provider.FixableDiagnosticIds.Contains(report.Id));
        var document = _solution.GetDocument(report.Location.SourceTree)!;
        var reports = new ReportSource(this);
        var context = new FixAllContext(document, provider, scope, key, [report.Id], reports, CancellationToken.None);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        var operations = await action!.GetOperationsAsync(CancellationToken.None);
        var result = new FixRun(Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution) { LanguageVersion = LanguageVersion, Rule = Rule };
        Assert.Empty(await result.ProblemsSinceAsync(this));
        return result;
    }

    public async Task<IReadOnlyList<Diagnostic>> ReportsAsync()
    {
        var all = new List<Diagnostic>();
        foreach (var project in _solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            DiagnosticAnalyzer analyzer = Rule == RuleIds.SerializedCycle ? new SerializationAnalyzer() : new TypeCycleAnalyzer();
            all.AddRange((await compilation.WithAnalyzers([analyzer], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync()).Where(report => Rule is null || report.Id == Rule));
        }

        return [.. all.OrderBy(IdOf, StringComparer.Ordinal)];
    }

    private async Task<Diagnostic> ReportAsync(string? member)
    {
        var reports = await ReportsAsync();
        var wanted = reports.Where(report => member is null || IdOf(report).EndsWith(member, StringComparison.Ordinal)).ToList();
        // Two projects that compile one file report it twice.
        if (_solution.Projects.Any(static project => project.Name == "Twin"))
            wanted = [.. wanted.Where(report => _solution.GetDocument(report.Location.SourceTree)!.Project.Name != "Twin")];
        Assert.True(wanted.Count == 1, "reported: " + string.Join("; ", reports.Select(IdOf)));
        return wanted[0];
    }

    private async Task<ImmutableArray<CodeAction>> ActionsAsync(string? member) => await ActionsAsync(await ReportAsync(member));

    private async Task<ImmutableArray<CodeAction>> ActionsAsync(Diagnostic report)
    {
        var document = _solution.GetDocument(report.Location.SourceTree)!;
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(report.Id)))
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.ToImmutable();
    }

    /// <summary>What the compiler says, without places, so that it can be compared with what it says of changed code.</summary>
    private async Task<List<string>> ProblemsAsync()
    {
        var problems = new List<string>();
        foreach (var project in _solution.Projects)
        {
            problems.AddRange((await project.GetCompilationAsync())!.GetDiagnostics()
                .Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("CS8618" or "CS0649" or "CS0169" or "CS0414" or "CS1701"))
                .Select(static d => d.Id + ": " + d.GetMessage()));
        }

        problems.Sort(StringComparer.Ordinal);
        return problems;
    }

    private async Task<List<string>> ProblemsSinceAsync(FixRun before)
    {
        var problems = await ProblemsAsync();
        foreach (var known in await before.ProblemsAsync())
            problems.Remove(known);
        return problems;
    }

    private sealed class ReportSource(FixRun run) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await run.ReportsAsync()).Where(report => run._solution.GetDocument(report.Location.SourceTree)?.Project.Id == project.Id);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await run.ReportsAsync()).Where(report => run._solution.GetDocument(report.Location.SourceTree)?.Id == document.Id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    private static string IdOf(Diagnostic report) => report.Properties[DiagnosticProperties.Member]!;
}
