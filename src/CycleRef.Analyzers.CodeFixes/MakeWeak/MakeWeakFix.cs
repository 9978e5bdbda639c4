using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Simplification;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>The member becomes a property over a <c>WeakReference&lt;T&gt;</c>; its name, its accessibility and every use stay.</summary>
internal sealed class MakeWeakFix : MemberFix
{
    private readonly WeakForm _form;

    private MakeWeakFix(WeakForm form)
        : base(form == WeakForm.NullWhenCollected ? EquivalenceKeys.WeakOrNull : EquivalenceKeys.WeakOrThrow) => _form = form;

    public static MakeWeakFix OrNull { get; } = new(WeakForm.NullWhenCollected);

    public static MakeWeakFix OrThrow { get; } = new(WeakForm.ThrowWhenCollected);

    public override string TitleFor(string member) =>
        _form == WeakForm.NullWhenCollected ? $"Make '{member}' weak (null when collected)" : $"Make '{member}' weak (throws when collected)";

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not var (candidate, uses) || !Fits(_form, candidate, uses))
            return null;
        var root = WeakMemberRewriter.Rewrite(candidate, uses, _form);
        if (UsingSystem.CanBeAdded(candidate.Model, candidate.Declaration.SpanStart, candidate.WeakReference, cancellationToken))
            root = UsingSystem.AddTo(root, Layout.Of(candidate.Declaration).NewLine);
        var rewritten = await Simplifier.ReduceAsync(document.WithSyntaxRoot(root), Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        return rewritten.Project.Solution;
    }

    /// <summary>The forms that can be offered, the one that fits the declared type first.</summary>
    public static async Task<IReadOnlyList<MakeWeakFix>> OfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offered = new List<MakeWeakFix>();
        if (await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not var (candidate, uses))
            return offered;
        foreach (var fix in candidate.IsNonNullable ? new[] { OrThrow, OrNull } : [OrNull, OrThrow])
        {
            if (Fits(fix._form, candidate, uses))
                offered.Add(fix);
        }

        return offered;
    }

    private static async Task<(WeakCandidate Candidate, MemberUses Uses)?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // What its own type makes, nobody else may hold: a weak reference to it dies at once.
        if (Property(diagnostic, DiagnosticProperties.Source) is not ("handed-in" or "unknown") || Property(diagnostic, DiagnosticProperties.Holds) != "one")
            return null;
        if (await WeakCandidates.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not { } candidate)
            return null;
        var uses = await MemberUses.OfAsync(candidate, cancellationToken).ConfigureAwait(false);
        return uses.NeedsVariable || uses.MayBeOnlyHolder ? null : (candidate, uses);
    }

    /// <summary>The nullable form changes a non-nullable type: nobody outside may count on the old one, and no read may earn a warning.</summary>
    private static bool Fits(WeakForm form, WeakCandidate candidate, MemberUses uses)
    {
        if (form == WeakForm.ThrowWhenCollected || !candidate.IsNonNullable)
            return true;
        return !uses.MustNotBeNull && !candidate.Member.IsVirtual && !candidate.Member.IsOverride && !Implementations.IsAny(candidate.Member);
    }
}
