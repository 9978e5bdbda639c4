using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>A project, what the statement rules report in it, and what their fixes make of it.</summary>
internal sealed class StatementFixRun
{
    private static readonly CodeFixProvider Provider = new ObjectCycleFixProvider();

    private readonly Project _project;

    private StatementFixRun(Project project) => _project = project;

    public static StatementFixRun On(params string[] sources) => On(LanguageVersion.Preview, NullableContextOptions.Disable, sources);

    public static StatementFixRun On(LanguageVersion languageVersion, NullableContextOptions nullable, params string[] sources)
    {
        var id = ProjectId.CreateNewId();
        var isProgram = sources.Any(static source => source.StartsWith("// program", StringComparison.Ordinal));
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "App",
            "App",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: nullable,
                optimizationLevel: OptimizationLevel.Release,
                specificDiagnosticOptions: Analysis.EveryRuleOn),
            parseOptions: new CSharpParseOptions(languageVersion, DocumentationMode.Parse),
            metadataReferences: References.Net));
        for (var i = 0; i < sources.Length; i++)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{i}.cs", SourceText.From(sources[i].ReplaceLineEndings("\n") + "\n"), filePath: $"/App/File{i}.cs");
        return new StatementFixRun(solution.GetProject(id)!);
    }

    public Compilation Compilation => _project.GetCompilationAsync().Result!;

    /// <summary>The first file.</summary>
    public string Text => _project.Documents.First().GetTextAsync().Result.ToString();

    public async Task<IReadOnlyList<Diagnostic>> ReportsAsync()
    {
        DiagnosticAnalyzer[] analyzers = [new DroppedCycleAnalyzer(), new ObjectCycleAnalyzer(), new SharedClosureAnalyzer()];
        var compilation = (await _project.GetCompilationAsync())!;
        return Analysis.Sorted(await compilation.WithAnalyzers([.. analyzers], _project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync());
    }

    /// <summary>The keys that are offered at the only report, or at the one of that rule.</summary>
    public async Task<string[]> OfferedAsync(string? rule = null) => [.. (await ActionsAsync(await ReportAsync(rule))).Select(static action => action.EquivalenceKey!)];

    /// <summary>The fix must be offered, compile without a new warning, and end the report.</summary>
    public async Task<StatementFixRun> ApplyAsync(string key, string? rule = null)
    {
        var report = await ReportAsync(rule);
        var actions = await ActionsAsync(report);
        var action = actions.FirstOrDefault(action => action.EquivalenceKey == key);
        Assert.True(action is not null, $"{key} is not offered, only: {string.Join(", ", actions.Select(static a => a.EquivalenceKey))}");
        var result = await ChangedAsync(action);
        Assert.True((await ProblemsAsync()).SequenceEqual(await result.ProblemsAsync()), string.Join("\n", await result.ProblemsAsync()) + "\n" + result.Text);
        var left = await result.ReportsAsync();
        Assert.True(left.Count < (await ReportsAsync()).Count, string.Join("\n", left) + "\n" + result.Text);
        return result;
    }

    /// <summary>The fix turns the source into that one, and the program prints the same.</summary>
    public async Task<StatementFixRun> TurnsIntoAsync(string key, string expected, string? rule = null)
    {
        var result = await ApplyAsync(key, rule);
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), result.Text.TrimEnd());
        if (Compilation.GetTypeByMetadataName("Program")?.GetMembers("Run").Any() == true)
            Assert.Equal(Behaviour.Output(Compilation), Behaviour.Output(result.Compilation));
        return result;
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

    public async Task<StatementFixRun> FixAllAsync(string key, FixAllScope scope, string rule)
    {
        var reports = await ReportsAsync();
        var report = reports.First(report => report.Id == rule);
        var context = new FixAllContext(_project.GetDocument(report.Location.SourceTree)!, Provider, scope, key, [rule], new ReportSource(this), CancellationToken.None);
        var action = await Provider.GetFixAllProvider()!.GetFixAsync(context);
        var result = await ChangedAsync(action!);
        Assert.True((await ProblemsAsync()).SequenceEqual(await result.ProblemsAsync()), string.Join("\n", await result.ProblemsAsync()) + "\n" + result.Text);
        return result;
    }

    private async Task<StatementFixRun> ChangedAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return new StatementFixRun(Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(_project.Id)!);
    }

    private async Task<Diagnostic> ReportAsync(string? rule)
    {
        var reports = await ReportsAsync();
        var wanted = reports.Where(report => rule is null || report.Id == rule).ToList();
        Assert.True(wanted.Count == 1, "reported: " + string.Join("\n", reports) + string.Join("\n", await ProblemsAsync()));
        return wanted[0];
    }

    private async Task<IReadOnlyList<CodeAction>> ActionsAsync(Diagnostic report)
    {
        var actions = new List<CodeAction>();
        var document = _project.GetDocument(report.Location.SourceTree)!;
        await Provider.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    /// <summary>What the compiler says, without places, so that it can be compared with what it says of changed code.</summary>
    private async Task<List<string>> ProblemsAsync() =>
    [
        .. (await _project.GetCompilationAsync())!.GetDiagnostics()
            .Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("CS8618" or "CS0649" or "CS0169" or "CS0414" or "CS0067"))
            .Select(static d => d.Id + ": " + d.GetMessage()).Order(StringComparer.Ordinal),
    ];

    private sealed class ReportSource(StatementFixRun run) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await run.ReportsAsync();

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await run.ReportsAsync()).Where(report => run._project.GetDocument(report.Location.SourceTree)?.Id == document.Id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
