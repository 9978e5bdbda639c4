using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Changes of text in one or more files, all against the same solution.</summary>
internal sealed class TextEdits
{
    private readonly Solution _solution;
    private readonly string _newLine;
    private readonly ImmutableArray<(DocumentId Document, TextChange Change)> _changes;
    private readonly ImmutableArray<(DocumentId Document, string Namespace)> _needUsing;

    private TextEdits(Solution solution, string newLine, ImmutableArray<(DocumentId Document, TextChange Change)> changes, ImmutableArray<(DocumentId Document, string Namespace)> needUsing)
    {
        _solution = solution;
        _newLine = newLine;
        _changes = changes;
        _needUsing = needUsing;
    }

    public static TextEdits In(Document document, string newLine, IEnumerable<TextChange> changes) =>
        new(document.Project.Solution, newLine, changes.Select(change => (document.Id, change)).ToImmutableArray(), ImmutableArray<(DocumentId Document, string Namespace)>.Empty);

    /// <summary>The file gets <c>using System;</c>.</summary>
    public TextEdits WithUsingSystem(Document document) => WithUsing(document, nameof(System));

    public TextEdits WithUsing(Document document, string name) =>
        _needUsing.Contains((document.Id, name)) ? this : new(_solution, _newLine, _changes, _needUsing.Add((document.Id, name)));

    /// <summary>Both, of which the first comes first where both insert at one place.</summary>
    public TextEdits And(TextEdits other) =>
        new(_solution, _newLine, _changes.AddRange(other._changes), _needUsing.AddRange(other._needUsing.Where(wanted => !_needUsing.Contains(wanted))));

    public async Task<Solution> ApplyAsync(CancellationToken cancellationToken)
    {
        var solution = _solution;
        foreach (var group in _changes.GroupBy(static pair => pair.Document))
        {
            var text = await solution.GetDocument(group.Key)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            solution = solution.WithDocumentText(group.Key, text.WithChanges(Ordered(group.Select(static pair => pair.Change))));
        }

        foreach (var (id, name) in _needUsing)
        {
            if (await solution.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
                solution = solution.WithDocumentSyntaxRoot(id, UsingSystem.AddTo(root, _newLine, name));
        }

        return solution;
    }

    /// <summary>Insertions at one place become one.</summary>
    private static IEnumerable<TextChange> Ordered(IEnumerable<TextChange> changes) =>
        changes.GroupBy(static change => change.Span)
            .Select(static same => new TextChange(same.Key, string.Concat(same.Select(static change => change.NewText))))
            .OrderBy(static change => change.Span.Start).ThenBy(static change => change.Span.Length);
}
