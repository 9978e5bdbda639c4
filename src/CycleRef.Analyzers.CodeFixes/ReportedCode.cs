using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The code that a diagnostic is about.</summary>
/// <param name="Root">The file.</param>
/// <param name="Model">Its model.</param>
/// <param name="Node">The innermost node of the span.</param>
internal sealed record ReportedCode(SyntaxNode Root, SemanticModel Model, SyntaxNode Node)
{
    /// <returns>Null where the file is not what it was when the diagnostic was made.</returns>
    public static async Task<ReportedCode?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is null || model is null || !root.FullSpan.Contains(span) ? null : new ReportedCode(root, model, root.FindNode(span, getInnermostNodeForTie: true));
    }
}
