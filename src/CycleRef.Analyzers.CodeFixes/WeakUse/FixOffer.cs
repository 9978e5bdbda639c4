using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.FixAll;
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

/// <summary>Works out a fix to its end; null where it cannot be made.</summary>
internal delegate Task<OfferedFix?> FindFix(FixPlace place, CancellationToken cancellationToken);

/// <summary>Registers what fixes have worked out, if they have.</summary>
internal static class FixOffer
{
    public static async Task RegisterAsync(CodeFixContext context, params FindFix[] finders)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in await OfferedAsync(context.Document, diagnostic, finders, context.CancellationToken).ConfigureAwait(false))
                context.RegisterCodeFix(fix.ToAction(), diagnostic);
        }
    }

    /// <summary>Fix All that repeats one of these fixes, asked again in each changed solution.</summary>
    /// <param name="defaultKey">Which of them, where the caller names none.</param>
    /// <param name="finders">The fixes.</param>
    public static FixAllProvider FixAll(string defaultKey, params FindFix[] finders) =>
        OncePerStatement.InOrder((document, diagnostic, cancellationToken) => OfferedAsync(document, diagnostic, finders, cancellationToken), defaultKey);

    private static async Task<IReadOnlyList<OfferedFix>> OfferedAsync(Document document, Diagnostic diagnostic, FindFix[] finders, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return [];
        var offered = new List<OfferedFix>();
        foreach (var find in finders)
        {
            if (await find(new FixPlace(document, root, model, diagnostic), cancellationToken).ConfigureAwait(false) is { } fix)
                offered.Add(fix);
        }

        return offered;
    }
}
