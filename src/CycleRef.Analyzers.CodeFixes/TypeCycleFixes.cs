using System.Collections.Generic;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.BackReference;
using CycleRef.Analyzers.CodeFixes.MakeWeak;
using CycleRef.Analyzers.CodeFixes.Records;
using CycleRef.Analyzers.CodeFixes.Release;
using CycleRef.Analyzers.CodeFixes.WeakCollection;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Offers the remedies for a cycle of types, the cheapest first.</summary>
internal static class TypeCycleFixes
{
    public static async Task RegisterAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var weak = await MakeWeakFix.OfferedAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            var release = await ReleaseFix.OfferedAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            var fixes = new List<MemberFix>(weak);
            if (await WeakCollectionFix.Instance.IsOfferedAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                fixes.Insert(0, WeakCollectionFix.Instance);
            // Releasing costs nothing, so it comes first; where nothing is collected otherwise, weak is the safer remedy.
            if (release is not null)
                fixes.Insert(diagnostic.Id == RuleIds.NativePeerInCycle ? fixes.Count : 0, release);
            if (await BackReferenceFix.Instance.IsOfferedAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                fixes.Add(BackReferenceFix.Instance);
            foreach (var fix in fixes)
                Register(context, diagnostic, fix);
        }
    }

    /// <summary>The fix of that key, or null.</summary>
    public static MemberFix? Find(string? equivalenceKey) => equivalenceKey switch
    {
        EquivalenceKeys.WeakOrNull => MakeWeakFix.OrNull,
        EquivalenceKeys.WeakOrThrow => MakeWeakFix.OrThrow,
        EquivalenceKeys.OtherWeakOrNull => MakeWeakFix.OtherOrNull,
        EquivalenceKeys.OtherWeakOrThrow => MakeWeakFix.OtherOrThrow,
        EquivalenceKeys.WeakCollection => WeakCollectionFix.Instance,
        EquivalenceKeys.Release => ReleaseFix.Instance,
        EquivalenceKeys.BackReference => BackReferenceFix.Instance,
        EquivalenceKeys.LeaveOut => LeaveOutFix.Instance,
        _ => null,
    };

    public static void Register(CodeFixContext context, Diagnostic diagnostic, MemberFix fix)
    {
        var document = context.Document;
        context.RegisterCodeFix(
            CodeAction.Create(
                fix.TitleFor(MemberName(diagnostic)),
                async cancellationToken => await fix.ApplyAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) ?? document.Project.Solution,
                fix.EquivalenceKey),
            diagnostic);
    }

    /// <summary><c>Order.Customer</c>, out of the path of the message.</summary>
    private static string MemberName(Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Path, out var path) || path is null)
            return "";
        var end = path.IndexOf(' ');
        return end < 0 ? path : path.Substring(0, end);
    }
}
