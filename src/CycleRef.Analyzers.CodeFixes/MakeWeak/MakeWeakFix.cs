using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>The member becomes a property over a <c>WeakReference&lt;T&gt;</c>; its name, its accessibility and every use stay.</summary>
internal sealed class MakeWeakFix : MemberFix
{
    private readonly WeakForm _form;
    private readonly bool _isOfOther;
    private readonly string? _name;

    private MakeWeakFix(WeakForm form, bool isOfOther, string? name = null)
        : base((form, isOfOther) switch
        {
            (WeakForm.NullWhenCollected, false) => EquivalenceKeys.WeakOrNull,
            (WeakForm.NullWhenCollected, true) => EquivalenceKeys.OtherWeakOrNull,
            (_, false) => EquivalenceKeys.WeakOrThrow,
            _ => EquivalenceKeys.OtherWeakOrThrow,
        }) => (_form, _isOfOther, _name) = (form, isOfOther, name);

    public static MakeWeakFix OrNull { get; } = new(WeakForm.NullWhenCollected, isOfOther: false);

    public static MakeWeakFix OrThrow { get; } = new(WeakForm.ThrowWhenCollected, isOfOther: false);

    /// <summary>The same for another member of the cycle, where the reported one cannot be weak.</summary>
    public static MakeWeakFix OtherOrNull { get; } = new(WeakForm.NullWhenCollected, isOfOther: true);

    public static MakeWeakFix OtherOrThrow { get; } = new(WeakForm.ThrowWhenCollected, isOfOther: true);

    public override string TitleFor(string member) =>
        $"Make '{_name ?? member}' weak ({(_form == WeakForm.NullWhenCollected ? "null" : "throws")} when collected)";

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(document, diagnostic, _isOfOther, cancellationToken).ConfigureAwait(false);
        if (plan is null || !plan.Fits(_form))
            return null;
        var solution = document.Project.Solution;
        foreach (var changed in plan.Rewrite(_form, cancellationToken))
            solution = solution.WithDocumentSyntaxRoot(changed.Key, changed.Value);
        var declaring = solution.GetDocument(plan.Document.Id)!;
        if (UsingSystem.CanBeAdded(plan.Model, plan.Position, plan.WeakReference, cancellationToken)
            && await declaring.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
        {
            var first = plan.Model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<TypeDeclarationSyntax>().SelectMany(static type => type.Members).First();
            declaring = declaring.WithSyntaxRoot(UsingSystem.AddTo(root, Layout.Of(first).NewLine));
        }

        var reduced = await Simplifier.ReduceAsync(declaring, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        return (await AsLaidOutAsync(reduced, cancellationToken).ConfigureAwait(false)).Project.Solution;
    }

    /// <summary>Names that were made or shortened ask to be formatted as the workspace does: that would change the lines around them.</summary>
    private static async Task<Document> AsLaidOutAsync(Document document, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            return document;
        return document.WithSyntaxRoot(root.ReplaceSyntax(
            root.GetAnnotatedNodes(Formatter.Annotation), static (_, node) => node.WithoutAnnotations(Formatter.Annotation),
            root.GetAnnotatedTokens(Formatter.Annotation), static (_, token) => token.WithoutAnnotations(Formatter.Annotation),
            root.GetAnnotatedTrivia(SyntaxAnnotation.ElasticAnnotation), static (trivia, _) => trivia.WithoutAnnotations(SyntaxAnnotation.ElasticAnnotation)));
    }

    /// <summary>The forms that can be offered, the one that fits the declared type first.</summary>
    public static async Task<IReadOnlyList<MakeWeakFix>> OfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var isOfOther = false;
        var plan = await PlanAsync(document, diagnostic, isOfOther, cancellationToken).ConfigureAwait(false);
        if (plan is null)
            plan = await PlanAsync(document, diagnostic, isOfOther = true, cancellationToken).ConfigureAwait(false);
        if (plan is null)
            return [];
        return [.. (plan.IsNonNullable ? new[] { WeakForm.ThrowWhenCollected, WeakForm.NullWhenCollected } : [WeakForm.NullWhenCollected, WeakForm.ThrowWhenCollected])
            .Where(plan.Fits)
            .Select(form => new MakeWeakFix(form, isOfOther, isOfOther ? plan.Name : null))];
    }

    private static Task<WeakPlan?> PlanAsync(Document document, Diagnostic diagnostic, bool isOfOther, CancellationToken cancellationToken)
    {
        if (isOfOther)
            return OtherMembers.PlanAsync(document, diagnostic, cancellationToken);
        // What its own type makes, nobody else may hold: a weak reference to it dies at once.
        return Property(diagnostic, DiagnosticProperties.Source) is "handed-in" or "unknown" && Property(diagnostic, DiagnosticProperties.Holds) == "one"
            ? WeakPlans.ForAsync(document, diagnostic.Location.SourceSpan, cancellationToken)
            : Task.FromResult<WeakPlan?>(null);
    }
}
