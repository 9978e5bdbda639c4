using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.MakeWeak;
using CycleRef.Analyzers.CodeFixes.Syntax;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace CycleRef.Analyzers.CodeFixes.WeakCollection;

/// <summary>A private collection holds its elements, or its keys, weakly. All its uses are rewritten, or the fix is not offered.</summary>
internal sealed class WeakCollectionFix : MemberFix
{
    private WeakCollectionFix()
        : base(EquivalenceKeys.WeakCollection)
    {
    }

    public static WeakCollectionFix Instance { get; } = new();

    public override string TitleFor(string member) => $"Hold the elements of '{member}' weakly";

    public async Task<bool> IsOfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await EditsAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not null;

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await EditsAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not var (candidate, edits))
            return null;
        var solution = document.Project.Solution;
        foreach (var pair in edits)
        {
            var changed = solution.GetDocument(pair.Key)!;
            var root = pair.Value.ApplyTo((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!);
            var model = (await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            if (UsingSystem.CanBeAdded(model, PositionIn(candidate, model), candidate.Library, cancellationToken))
                root = UsingSystem.AddTo(root, Layout.Of(candidate.Declaration).NewLine, candidate.Library.ContainingNamespace.ToDisplayString());
            solution = solution.WithDocumentSyntaxRoot(pair.Key, root);
        }

        foreach (var id in edits.Keys)
            solution = (await Simplifier.ReduceAsync(solution.GetDocument(id)!, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false)).Project.Solution;
        return solution;
    }

    private static async Task<(CollectionCandidate Candidate, Dictionary<DocumentId, CollectionEdits> Edits)?> EditsAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Property(diagnostic, DiagnosticProperties.Holds) != "many"
            || await CollectionCandidate.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not { } candidate)
            return null;
        var solution = document.Project.Solution;
        if (candidate.Kind != WeakCollectionKind.List && !await Elements.AreComparedByReferenceAsync(candidate.Elements, solution, cancellationToken).ConfigureAwait(false))
            return null;
        if (candidate.Kind == WeakCollectionKind.Table && (((INamedTypeSymbol)candidate.Field.Type).TypeArguments[1] is not { IsReferenceType: true } value || !Elements.LeadNowhere(value)))
            return null;

        var edits = new Dictionary<DocumentId, CollectionEdits> { [document.Id] = new() };
        var text = new WeakCollectionText(candidate);
        var values = new AssignedValues(solution);
        edits[document.Id].Change(candidate.Declaration, text.Declaration);
        if (await SymbolReferences.FindAsync(candidate.Field, solution, cancellationToken).ConfigureAwait(false) is not { } references)
            return null;
        foreach (var reference in references)
        {
            var root = await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var model = await reference.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            if (model is null || root?.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax name || name.ContainsDirectives)
                return null;
            if (Expressions.IsInNameof(name))
                continue;
            if (!edits.TryGetValue(reference.Document.Id, out var inDocument))
                edits.Add(reference.Document.Id, inDocument = new CollectionEdits());
            var use = new CollectionUse(candidate, model, text, inDocument, cancellationToken);
            if (!use.Rewrite(Expressions.WholeAccess(name)))
                return null;
            foreach (var added in use.Added)
            {
                if (await values.MayBeMadeAsync(added, model, cancellationToken).ConfigureAwait(false))
                    return null;
            }
        }

        return (candidate, edits);
    }

    private static int PositionIn(CollectionCandidate candidate, SemanticModel model) =>
        candidate.Field.ContainingType.DeclaringSyntaxReferences.First(part => part.SyntaxTree == model.SyntaxTree).GetSyntax() is TypeDeclarationSyntax type ? type.OpenBraceToken.Span.End : 0;
}
