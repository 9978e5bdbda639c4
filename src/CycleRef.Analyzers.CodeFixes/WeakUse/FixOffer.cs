using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>Where a fix is worked out.</summary>
/// <param name="Document">The file of the diagnostic.</param>
/// <param name="Root">Its syntax.</param>
/// <param name="Model">Its model.</param>
/// <param name="Diagnostic">The diagnostic.</param>
internal sealed record FixPlace(Document Document, SyntaxNode Root, SemanticModel Model, Diagnostic Diagnostic)
{
    /// <summary>The node at the diagnostic.</summary>
    public SyntaxNode? Node => NodeAt(Diagnostic.Location);

    public SyntaxNode? NodeAt(Location location) =>
        location.SourceTree == Root.SyntaxTree && Root.FullSpan.Contains(location.SourceSpan) ? Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) : null;

    public TextEdits Edits(params Microsoft.CodeAnalysis.Text.TextChange[] changes) => TextEdits.In(Document, NewLine, changes);

    public string NewLine => Root.GetText().Lines is { Count: > 1 } lines && lines[0].EndIncludingLineBreak - lines[0].End == 2 ? "\r\n" : "\n";
}

/// <summary>Registers what a fix has worked out, if it has.</summary>
internal static class FixOffer
{
    public static async Task RegisterAsync(CodeFixContext context, Func<FixPlace, CancellationToken, Task<OfferedFix?>> find)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await find(new FixPlace(context.Document, root, model, diagnostic), context.CancellationToken).ConfigureAwait(false) is { } fix)
                context.RegisterCodeFix(fix.ToAction(), diagnostic);
        }
    }
}
