using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>Applies the first fix that is offered for a source and gives what comes out: for fixes whose result is run rather than read.</summary>
internal sealed partial class RuleFixRun
{
    private readonly Document _document;
    private readonly DiagnosticAnalyzer _analyzer;
    private readonly CodeFixProvider _fixes;

    private RuleFixRun(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fixes)
    {
        _document = document;
        _analyzer = analyzer;
        _fixes = fixes;
    }

    public static RuleFixRun On(DiagnosticAnalyzer analyzer, CodeFixProvider fixes, string source)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution
            .AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                "App",
                "App",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: Analysis.EveryRuleOn),
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview),
                metadataReferences: References.Net.AddRange(References.Libraries)));
        var document = DocumentId.CreateNewId(id);
        return new RuleFixRun(solution.AddDocument(document, "App.cs", SourceText.From(Marks().Replace(source, "") + "\n")).GetDocument(document)!, analyzer, fixes);
    }

    /// <summary>The source after the fix; it compiles, and nothing is reported in it any more.</summary>
    public async Task<string> FirstFixAsync()
    {
        var report = Assert.Single(await ReportsAsync(_document));
        var actions = new List<CodeAction>();
        await _fixes.RegisterCodeFixesAsync(new CodeFixContext(_document, report, (action, _) => actions.Add(action), CancellationToken.None));
        var operations = await actions[0].GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(_document.Id)!;
        var text = (await changed.GetTextAsync()).ToString();
        var errors = (await changed.Project.GetCompilationAsync())!.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors) + "\n" + text);
        Assert.Empty(await ReportsAsync(changed));
        return text;
    }

    private async Task<IReadOnlyList<Diagnostic>> ReportsAsync(Document document) =>
        await (await document.Project.GetCompilationAsync())!.WithAnalyzers([_analyzer]).GetAnalyzerDiagnosticsAsync();

    [GeneratedRegex(@"\{\|CYC[0-9]{4}:|\|\}")]
    private static partial Regex Marks();
}
