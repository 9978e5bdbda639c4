using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Finds the plan that fits what is declared at a place.</summary>
internal static class WeakPlans
{
    /// <returns>Null where the member cannot keep its promises once it is weak.</returns>
    public static async Task<WeakPlan?> ForAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(span))
            return null;
        var file = await SharedFile.OfAsync(document, cancellationToken).ConfigureAwait(false);
        if (file is not { Language: >= LanguageVersion.CSharp7, HasWeakReference: true })
            return null;
        switch (root.FindToken(span.Start).Parent)
        {
            case ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } positional:
                return await PositionalMemberPlan.ForAsync(document, model, file, positional, cancellationToken).ConfigureAwait(false);
            case ParameterSyntax { Parent.Parent: ClassDeclarationSyntax } captured:
                return await CapturedParameterPlan.ForAsync(document, model, file, captured, cancellationToken).ConfigureAwait(false);
            case PropertyDeclarationSyntax property when await FieldKeywordPlan.ForAsync(document, model, file, property, cancellationToken).ConfigureAwait(false) is { } plan:
                return plan;
            default:
                return await WeakCandidates.FindAsync(document, span, cancellationToken).ConfigureAwait(false) is { } candidate
                    ? await MemberPlan.ForAsync(candidate, file, cancellationToken).ConfigureAwait(false)
                    : null;
        }
    }
}
