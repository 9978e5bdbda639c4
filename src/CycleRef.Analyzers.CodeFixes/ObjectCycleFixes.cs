using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.BreakCycle;
using CycleRef.Analyzers.CodeFixes.CaptureLess;
using CycleRef.Analyzers.CodeFixes.MakeWeak;
using CycleRef.Analyzers.CodeFixes.Release;
using CycleRef.Analyzers.CodeFixes.Unsubscribe;
using CycleRef.Analyzers.CodeFixes.WeakCollection;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The remedies for what the statement rules report, the cheapest first. Fix All asks for them again in each changed solution.</summary>
internal static class ObjectCycleFixes
{
    public static async Task<IReadOnlyList<OfferedFix>> OfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offered = new List<OfferedFix?>();
        switch (diagnostic.Id)
        {
            case RuleIds.SharedClosure:
                offered.Add(await SplitClosureFix.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                break;
            case RuleIds.DroppedCycle:
                offered.Add(await BreakCycleFix.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                offered.AddRange(await WeakAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                break;
            case RuleIds.ClosedCycle:
                offered.Add(await ReleaseAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                offered.Add(await WeakCollectionAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                offered.AddRange(await WeakAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                break;
            case RuleIds.DelegateCycle or RuleIds.EventCycle:
                offered.Add(await CaptureFieldsFix.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                offered.Add(await BreakCycleFix.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                offered.Add(await UnsubscribeFix.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is { } undone
                    ? new OfferedFix(undone.Title, EquivalenceKeys.Unsubscribe, undone.Teardown.Edits)
                    // What is neither an event nor a delegate: the object with the delegate is let go of.
                    : await ReleaseAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                break;
        }

        return offered.OfType<OfferedFix>().ToList();
    }

    /// <summary>The first member of the cycle that its own type can let go of.</summary>
    private static async Task<OfferedFix?> ReleaseAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // Where the objects go out of scope anyway, nobody calls Dispose.
        if (diagnostic.Properties.TryGetValue(DiagnosticProperties.Outlives, out var outlives) && outlives == "false")
            return null;
        foreach (var (place, atMember, member) in await MembersAsync(document, diagnostic, cancellationToken).ConfigureAwait(false))
        {
            if (await ReleaseFix.Instance.ApplyAsync(place, atMember, cancellationToken).ConfigureAwait(false) is { } solution)
                return MemberFixed(ReleaseFix.Instance, solution, member, atMember);
        }

        return null;
    }

    /// <summary>The first collection of the cycle that can hold its elements weakly.</summary>
    private static async Task<OfferedFix?> WeakCollectionAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        foreach (var (place, atMember, member) in await MembersAsync(document, diagnostic, cancellationToken).ConfigureAwait(false))
        {
            if (await WeakCollectionFix.Instance.ApplyAsync(place, atMember, cancellationToken).ConfigureAwait(false) is { } solution)
                return MemberFixed(WeakCollectionFix.Instance, solution, member, atMember);
        }

        return null;
    }

    private static async Task<IEnumerable<OfferedFix>> WeakAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        foreach (var (place, atMember, member) in await MembersAsync(document, diagnostic, cancellationToken).ConfigureAwait(false))
        {
            var offered = new List<OfferedFix>();
            foreach (var fix in await MakeWeakFix.OfferedAsync(place, atMember, cancellationToken).ConfigureAwait(false))
            {
                if (await fix.ApplyAsync(place, atMember, cancellationToken).ConfigureAwait(false) is { } solution)
                    offered.Add(MemberFixed(fix, solution, member, atMember));
            }

            if (offered.Count > 0)
                return offered;
        }

        return [];
    }

    private static async Task<IEnumerable<(Document Document, Diagnostic Diagnostic, ISymbol Member)>> MembersAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation ? LinkMembers.Of(diagnostic, compilation, document.Project.Solution) : [];

    private static OfferedFix MemberFixed(MemberFix fix, Solution solution, ISymbol member, Diagnostic atMember) =>
        new(fix.TitleFor(member.ContainingType.Name + "." + member.Name), fix.EquivalenceKey, _ => Task.FromResult(solution)) { Member = atMember.Properties[DiagnosticProperties.Member] };
}
