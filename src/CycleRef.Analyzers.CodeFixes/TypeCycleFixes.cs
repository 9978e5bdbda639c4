using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.MakeWeak;
using CycleRef.Analyzers.Reporting;
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
            foreach (var fix in await MakeWeakFix.OfferedAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                Register(context, diagnostic, fix);
        }
    }

    /// <summary>The fix of that key, or null.</summary>
    public static MemberFix? Find(string? equivalenceKey) => equivalenceKey switch
    {
        EquivalenceKeys.WeakOrNull => MakeWeakFix.OrNull,
        EquivalenceKeys.WeakOrThrow => MakeWeakFix.OrThrow,
        _ => null,
    };

    private static void Register(CodeFixContext context, Diagnostic diagnostic, MemberFix fix)
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
