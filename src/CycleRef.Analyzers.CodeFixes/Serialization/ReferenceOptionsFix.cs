using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Serialization;

/// <summary>Tells the serializer at its call what to do where a cycle comes back.</summary>
internal static class ReferenceOptionsFix
{
    public static string Title(OptionsEdit edit) => $"Set '{edit.Setting}' at the call";

    /// <summary>The edit at one call; null where it is not mechanical.</summary>
    public static async Task<OptionsEdit?> EditAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            return null;
        var value = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return value.FirstAncestorOrSelf<ArgumentSyntax>(argument => argument.Span.Contains(diagnostic.Location.SourceSpan)) is { Parent.Parent: InvocationExpressionSyntax call }
            ? OptionsEdit.At(call, model, cancellationToken)
            : null;
    }

    /// <summary>All edits of one document, in one step.</summary>
    public static async Task<Document> ApplyAsync(Document document, IEnumerable<OptionsEdit> edits, CancellationToken cancellationToken)
    {
        // Several calls may share one variable, and a call may stand in the argument of another.
        var all = edits.GroupBy(static edit => edit.Change).Select(static same => same.First()).OrderBy(static edit => edit.Change.Span.Start).ToList();
        var chosen = new List<OptionsEdit>();
        foreach (var edit in all)
        {
            if (chosen.Count == 0 || chosen[chosen.Count - 1].Change.Span.End <= edit.Change.Span.Start)
                chosen.Add(edit);
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return await Directives.AddAsync(document.WithText(text.WithChanges(chosen.Select(static edit => edit.Change))), chosen.SelectMany(static edit => edit.Namespaces), cancellationToken).ConfigureAwait(false);
    }
}
