using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Where the reported member cannot be weak, another member of the cycle may: one link is enough.</summary>
internal static class OtherMembers
{
    public static async Task<WeakPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Cycle, out var ids) || ids is null
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
            return null;
        foreach (var id in ids.Split(';').Skip(1))
        {
            var symbol = DocumentationCommentId.GetSymbolsForDeclarationId(id, compilation).FirstOrDefault(static found => found is IFieldSymbol or IPropertySymbol);
            if (symbol?.Locations.FirstOrDefault() is not { IsInSource: true } location || document.Project.GetDocument(location.SourceTree) is not { } declaring)
                continue;
            // The analyzer chose against it, so somebody must be seen to hand it what it refers to.
            if (await WeakPlans.ForAsync(declaring, location.SourceSpan, cancellationToken).ConfigureAwait(false) is { IsSeenAssigned: true } plan
                && await EndsReportAsync(document, diagnostic, plan, cancellationToken).ConfigureAwait(false))
                return plan;
        }

        return null;
    }

    /// <summary>The reported member may be part of several cycles, and the other one of only some of them. The analyzer itself is asked.</summary>
    private static async Task<bool> EndsReportAsync(Document document, Diagnostic diagnostic, WeakPlan plan, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        foreach (var changed in plan.Rewrite(WeakForm.ThrowWhenCollected, cancellationToken))
            solution = solution.WithDocumentSyntaxRoot(changed.Key, changed.Value);
        var project = solution.GetProject(document.Project.Id)!;
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || await project.GetDocument(document.Id)!.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } tree)
            return false;
        var reports = await compilation.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new TypeCycleAnalyzer()), project.AnalyzerOptions)
            .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, cancellationToken).ConfigureAwait(false);
        return reports.All(report => report.Properties[DiagnosticProperties.Member] != diagnostic.Properties[DiagnosticProperties.Member]);
    }
}
