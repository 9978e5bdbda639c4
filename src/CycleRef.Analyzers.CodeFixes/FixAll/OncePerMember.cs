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
        var diagnostics = await FixAllDiagnostics.InAsync(fixAllContext).ConfigureAwait(false);
        if (diagnostics.Count == 0)
            return null;
        var solution = fixAllContext.Solution;
        return CodeAction.Create("Fix all", cancellationToken => ApplyAsync(solution, diagnostics, fix, cancellationToken), fix.EquivalenceKey);
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
