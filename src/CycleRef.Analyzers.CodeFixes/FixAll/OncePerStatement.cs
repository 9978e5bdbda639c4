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

/// <summary>What can be done about one report in the document as it is now.</summary>
internal delegate Task<IReadOnlyList<OfferedFix>> OfferFixes(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

/// <summary>
/// Fix All for reports on statements, one after the other, each in the solution that the last one left. So several reports of one type come to one
/// teardown method, and every name that a fix makes up is free.
/// </summary>
internal sealed class OncePerStatement : FixAllProvider
{
    private readonly OfferFixes _offer;
    private readonly bool _startsAtEnd;
    private readonly string? _defaultKey;

    private OncePerStatement(OfferFixes offer, bool startsAtEnd, string? defaultKey) => (_offer, _startsAtEnd, _defaultKey) = (offer, startsAtEnd, defaultKey);

    /// <summary>The last report of a file first, so that most edits lie behind what is still to be done: for fixes that change the statements themselves.</summary>
    public static OncePerStatement FromTheEnd(OfferFixes offer) => new(offer, startsAtEnd: true, defaultKey: null);

    /// <summary>In the order of the source, so that what is written elsewhere comes in that order too.</summary>
    /// <param name="offer">Finds the fixes.</param>
    /// <param name="defaultKey">Which fix is meant where none is named: the command line looks at one report, and that one may have no fix.</param>
    public static OncePerStatement InOrder(OfferFixes offer, string defaultKey) => new(offer, startsAtEnd: false, defaultKey);

    /// <summary>A change of members is made one at a time, as for the rules that report members.</summary>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if ((fixAllContext.CodeActionEquivalenceKey ?? _defaultKey) is not { } key)
            return null;
        var reports = await FixAllDiagnostics.InAsync(fixAllContext).ConfigureAwait(false);
        if (reports.Count == 0)
            return null;
        if (_startsAtEnd)
            reports.Reverse();
        var solution = fixAllContext.Solution;
        return CodeAction.Create("Fix all", cancellationToken => ApplyAsync(solution, reports, key, cancellationToken), key);
    }

    private async Task<Solution> ApplyAsync(Solution solution, List<(DocumentId Document, Diagnostic Diagnostic)> reports, string key, CancellationToken cancellationToken)
    {
        var original = solution;
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (documentId, diagnostic) in reports)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MembersOf(diagnostic).Any(changed.Contains)
                || await MovedStatement.InAsync(original, solution, documentId, diagnostic, cancellationToken).ConfigureAwait(false) is not { } moved)
                continue;
            var offered = await _offer(solution.GetDocument(documentId)!, moved, cancellationToken).ConfigureAwait(false);
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
