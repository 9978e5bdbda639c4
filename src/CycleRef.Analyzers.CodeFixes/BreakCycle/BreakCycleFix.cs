using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>One link of a cycle that a method leaves behind is taken out again on every way out.</summary>
internal static class BreakCycleFix
{
    public static async Task<OfferedFix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // An object that others use must keep its links.
        if (diagnostic.Properties.TryGetValue(DiagnosticProperties.Outlives, out var outlives) && outlives != "false")
            return null;
        if (await ReportedCode.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not var (root, model, closing))
            return null;
        if (FunctionBody.Around(closing) is not { } body || HasErrors(body))
            return null;
        var writers = CycleLink.Of(diagnostic).Select(link => link.WriterIn(root)).OfType<SyntaxNode>().ToList();
        CycleVariables? variables = null;
        foreach (var cut in Cuts.For(diagnostic, root, model, cancellationToken))
        {
            if (!cut.Holder.DeclaringSyntaxReferences.Any(reference => FunctionBody.OwnNodes(body).Any(node => node.Span == reference.Span)))
                continue;
            variables ??= CycleVariables.In(body, writers, model, cancellationToken);
            if (DeferredWork.UsesAny(variables, body, model, cancellationToken))
                return null;
            if (ExitScope.Find(cut, closing, body, variables) is { } scope && CutPlan.For(cut, scope, variables, model, cancellationToken) is { } changes)
                return new OfferedFix($"Clear '{cut.Title}' before the objects go out of scope", EquivalenceKeys.BreakCycle, TextEdits.In(document, "\n", changes));
        }

        return null;
    }

    private static bool HasErrors(SyntaxNode body) => body.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error);
}
