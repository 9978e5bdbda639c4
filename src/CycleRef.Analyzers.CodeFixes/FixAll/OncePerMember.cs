using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes.FixAll;

/// <summary>
/// Fix All that changes one member after the other, each in the solution that the last one left, and one edge of each cycle: a cycle
/// that an earlier change broke is left alone.
/// </summary>
internal sealed class OncePerMember : FixAllProvider
{
    private OncePerMember()
    {
    }

    public static OncePerMember Provider { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (TypeCycleFixes.Find(fixAllContext.CodeActionEquivalenceKey) is not { } fix)
            return null;
        var diagnostics = await DiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        if (diagnostics.Count == 0)
            return null;
        var solution = fixAllContext.Solution;
        return CodeAction.Create("Fix all", cancellationToken => ApplyAsync(solution, diagnostics, fix, cancellationToken), fix.EquivalenceKey);
    }

    /// <summary>All reports of the scope, in the order of files and places.</summary>
    public static async Task<List<(DocumentId Document, Diagnostic Diagnostic)>> DiagnosticsAsync(FixAllContext context)
    {
        var found = new List<Diagnostic>();
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                found.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
                break;
            case FixAllScope.Project:
                found.AddRange(await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false));
                break;
            case FixAllScope.Solution:
                foreach (var project in context.Solution.Projects.Where(static p => p.Language == LanguageNames.CSharp))
                    found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                break;
        }

        // A file that several projects share is changed once.
        return found
            .Where(static diagnostic => diagnostic.Location.SourceTree is not null)
            .Select(diagnostic => (Document: context.Solution.GetDocument(diagnostic.Location.SourceTree)?.Id, Diagnostic: diagnostic))
            .Where(static pair => pair.Document is not null)
            .OrderBy(static pair => pair.Diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Diagnostic.Location.SourceSpan.Start)
            .GroupBy(static pair => (pair.Diagnostic.Location.SourceTree!.FilePath, pair.Diagnostic.Location.SourceSpan))
            .Select(static same => (same.First().Document!, same.First().Diagnostic))
            .ToList();
    }

    private static async Task<Solution> ApplyAsync(
        Solution solution,
        List<(DocumentId Document, Diagnostic Diagnostic)> diagnostics,
        MemberFix fix,
        CancellationToken cancellationToken)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (documentId, diagnostic) in diagnostics)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MembersOf(diagnostic).Any(changed.Contains) || Id(diagnostic) is not { } member)
                continue;
            var document = await MovedDiagnostic.InAsync(solution, documentId, diagnostic, cancellationToken).ConfigureAwait(false);
            if (document is null || await fix.ApplyAsync(document.Value.Document, document.Value.Diagnostic, cancellationToken).ConfigureAwait(false) is not { } next)
                continue;
            solution = next;
            changed.Add(member);
        }

        return solution;
    }

    private static string? Id(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(DiagnosticProperties.Member, out var id) ? id : null;

    private static IEnumerable<string> MembersOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticProperties.Cycle, out var ids) && ids is not null ? ids.Split(';') : ImmutableArray<string>.Empty;
}
