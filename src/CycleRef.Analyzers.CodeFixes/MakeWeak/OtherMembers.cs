using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

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
            if (await WeakPlans.ForAsync(declaring, location.SourceSpan, cancellationToken).ConfigureAwait(false) is { IsSeenAssigned: true } plan)
                return plan;
        }

        return null;
    }
}
