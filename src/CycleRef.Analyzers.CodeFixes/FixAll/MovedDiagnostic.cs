using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.FixAll;

/// <summary>Finds the member of a diagnostic again, after edits have moved it.</summary>
internal static class MovedDiagnostic
{
    public static async Task<(Document Document, Diagnostic Diagnostic)?> InAsync(
        Solution solution,
        DocumentId documentId,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        if (solution.GetDocument(documentId) is not { } document || await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } tree)
            return null;
        if (tree == diagnostic.Location.SourceTree)
            return (document, diagnostic);
        var compilation = await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        if (compilation is null || !diagnostic.Properties.TryGetValue(DiagnosticProperties.Member, out var id) || id is null)
            return null;
        var location = DocumentationCommentId.GetSymbolsForDeclarationId(id, compilation)
            .SelectMany(static symbol => symbol.Locations)
            .FirstOrDefault(l => l.SourceTree == tree);
        return location is null ? null : (document, Moved(diagnostic, location));
    }

    private static Diagnostic Moved(Diagnostic diagnostic, Location location) => Diagnostic.Create(
        diagnostic.Descriptor,
        location,
        diagnostic.Severity,
        additionalLocations: null,
        diagnostic.Properties);
}
