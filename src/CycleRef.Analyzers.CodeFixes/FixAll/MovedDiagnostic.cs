using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        var location = Symbols(id.Split(' ')[0], compilation)
            .SelectMany(static symbol => symbol.Locations)
            .FirstOrDefault(l => l.SourceTree == tree);
        return location is null ? null : (document, Moved(diagnostic, location));
    }

    /// <summary>A parameter of a primary constructor has no documentation ID; it goes by that of its type and its own name.</summary>
    private static IEnumerable<ISymbol> Symbols(string id, Compilation compilation)
    {
        var found = DocumentationCommentId.GetSymbolsForDeclarationId(id, compilation);
        if (found.Length > 0 || id.LastIndexOf('.') is not (> 0 and var end))
            return found;
        var name = id.Substring(end + 1);
        return DocumentationCommentId.GetSymbolsForDeclarationId(id.Substring(0, end), compilation).OfType<INamedTypeSymbol>()
            .SelectMany(static type => type.InstanceConstructors)
            .SelectMany(static constructor => constructor.Parameters)
            .Where(parameter => parameter.Name == name && parameter.DeclaringSyntaxReferences.Any(static declared => declared.GetSyntax().Parent?.Parent is TypeDeclarationSyntax));
    }

    private static Diagnostic Moved(Diagnostic diagnostic, Location location) => Diagnostic.Create(
        diagnostic.Descriptor,
        location,
        diagnostic.Severity,
        additionalLocations: null,
        diagnostic.Properties);
}
