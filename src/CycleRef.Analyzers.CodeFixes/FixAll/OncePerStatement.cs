using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes.FixAll;

/// <summary>
/// Fix All for reports on statements, one after the other, each in the solution that the last one left. The last report of a file comes
/// first, so that most edits lie behind what is still to be done.
/// </summary>
internal sealed class OncePerStatement : FixAllProvider
{
    private OncePerStatement()
    {
    }

    public static OncePerStatement Provider { get; } = new();

    /// <summary>A change of members is made one at a time, as for the rules that report members.</summary>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (fixAllContext.CodeActionEquivalenceKey is not { } key)
            return null;
        var reports = await FixAllDiagnostics.InAsync(fixAllContext).ConfigureAwait(false);
        if (reports.Count == 0)
            return null;
        reports.Reverse();
        var solution = fixAllContext.Solution;
        return CodeAction.Create("Fix all", cancellationToken => ApplyAsync(solution, reports, key, cancellationToken), key);
    }

    private static async Task<Solution> ApplyAsync(Solution solution, List<(DocumentId Document, Diagnostic Diagnostic)> reports, string key, CancellationToken cancellationToken)
    {
        var original = solution;
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (documentId, diagnostic) in reports)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MembersOf(diagnostic).Any(changed.Contains)
                || await MovedStatement.InAsync(original, solution, documentId, diagnostic, cancellationToken).ConfigureAwait(false) is not { } moved)
                continue;
            var offered = await ObjectCycleFixes.OfferedAsync(solution.GetDocument(documentId)!, moved, cancellationToken).ConfigureAwait(false);
            if (offered.FirstOrDefault(fix => fix.EquivalenceKey == key) is not { } wanted)
                continue;
            solution = await wanted.ApplyAsync(cancellationToken).ConfigureAwait(false);
            if (wanted.Member is { } member)
                changed.Add(member);
        }

        return solution;
    }

    private static IEnumerable<string> MembersOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticProperties.Cycle, out var ids) && ids is not null ? ids.Split(';') : [];
}
