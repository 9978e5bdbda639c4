using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.FixAll;

/// <summary>Finds the statements of a diagnostic again, after edits around them have moved them.</summary>
internal static class MovedStatement
{
    /// <returns>Null where an edit has changed one of them.</returns>
    public static async Task<Diagnostic?> InAsync(Solution original, Solution solution, DocumentId documentId, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (original.GetDocument(documentId) is not { } before || solution.GetDocument(documentId) is not { } after)
            return null;
        if (before == after)
            return diagnostic;
        if (await after.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } tree)
            return null;
        var oldText = await before.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var newText = await after.GetTextAsync(cancellationToken).ConfigureAwait(false);
        // The texts alone would know only of edits of text, not of a using directive that was put into the tree.
        var changes = (await after.GetTextChangesAsync(before, cancellationToken).ConfigureAwait(false)).ToList();
        var locations = new List<Location>();
        foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
        {
            if (location.SourceTree != diagnostic.Location.SourceTree)
                locations.Add(location);
            else if (Moved(location.SourceSpan, changes) is { } span && oldText.ToString(location.SourceSpan) == newText.ToString(span))
                locations.Add(Location.Create(tree, span));
            else
                return null;
        }

        return Diagnostic.Create(diagnostic.Descriptor, locations[0], diagnostic.Severity, locations.Skip(1), diagnostic.Properties);
    }

    private static TextSpan? Moved(TextSpan span, IReadOnlyList<TextChange> changes)
    {
        var by = 0;
        foreach (var change in changes)
        {
            if (change.Span.End <= span.Start)
                by += (change.NewText?.Length ?? 0) - change.Span.Length;
            else if (change.Span.Start < span.End)
                return null;
        }

        return new TextSpan(span.Start + by, span.Length);
    }
}
