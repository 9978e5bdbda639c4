using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Serialization;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes.FixAll;

/// <summary>Fix All for CYC6004: each member is marked once, however many calls reach it; each call gets its options in one step per file.</summary>
internal sealed class SerializationFixAll : FixAllProvider
{
    private SerializationFixAll()
    {
    }

    public static SerializationFixAll Provider { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var key = fixAllContext.CodeActionEquivalenceKey;
        var diagnostics = await FixAllDiagnostics.InAsync(fixAllContext).ConfigureAwait(false);
        if (diagnostics.Count == 0 || key is not (EquivalenceKeys.JsonIgnore or EquivalenceKeys.HandleReferences))
            return null;
        var solution = fixAllContext.Solution;
        return CodeAction.Create(
            "Fix all",
            cancellationToken => key == EquivalenceKeys.JsonIgnore ? MarkAsync(solution, diagnostics, cancellationToken) : SetOptionsAsync(solution, diagnostics, cancellationToken),
            key);
    }

    private static async Task<Solution> MarkAsync(Solution solution, List<(DocumentId Document, Diagnostic Diagnostic)> diagnostics, CancellationToken cancellationToken)
    {
        // One member may be written by both libraries, and then needs both attributes.
        foreach (var same in diagnostics.GroupBy(static pair => (pair.Document.ProjectId, Text(pair.Diagnostic, DiagnosticProperties.Member), Text(pair.Diagnostic, DiagnosticProperties.Library))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (solution.GetProject(same.Key.ProjectId) is { } project)
                solution = await JsonIgnoreFix.Instance.ApplyAsync(project, same.First().Diagnostic, cancellationToken).ConfigureAwait(false) ?? solution;
        }

        return solution;
    }

    private static async Task<Solution> SetOptionsAsync(Solution solution, List<(DocumentId Document, Diagnostic Diagnostic)> diagnostics, CancellationToken cancellationToken)
    {
        foreach (var inFile in diagnostics.GroupBy(static pair => pair.Document))
        {
            var document = solution.GetDocument(inFile.Key)!;
            var edits = new List<OptionsEdit>();
            foreach (var (_, diagnostic) in inFile)
            {
                if (await ReferenceOptionsFix.EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } edit)
                    edits.Add(edit);
            }

            solution = (await ReferenceOptionsFix.ApplyAsync(document, edits, cancellationToken).ConfigureAwait(false)).Project.Solution;
        }

        return solution;
    }

    private static string? Text(Diagnostic diagnostic, string key) => diagnostic.Properties.TryGetValue(key, out var value) ? value : null;
}
