using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace CycleRef.Analyzers.CodeFixes.Syntax;

/// <summary>
/// The one way to ask where a symbol is used. The workspace makes the operations of each body in which it finds a use, by a recursion that looks at no limit:
/// a body that is nested deeper than people write would overflow the stack of the host.
/// </summary>
internal static class SymbolReferences
{
    /// <summary>All uses, or null if they cannot be told safely.</summary>
    public static async Task<IReadOnlyList<ReferenceLocation>?> FindAsync(ISymbol symbol, Solution solution, CancellationToken cancellationToken)
    {
        foreach (var document in await DocumentsThatMayUseAsync(symbol, solution, cancellationToken).ConfigureAwait(false))
        {
            if (await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is { } tree && IsNamedTooDeep(symbol, tree, cancellationToken))
                return null;
        }

        var found = await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false);
        return [.. found.SelectMany(static used => used.Locations)];
    }

    /// <summary>A private member is used in the files of its type. Any other may be used by way of an interface or a base that some other project declares.</summary>
    private static async Task<IEnumerable<Document>> DocumentsThatMayUseAsync(ISymbol symbol, Solution solution, CancellationToken cancellationToken)
    {
        if (IsPrivate(symbol))
            return Outermost(symbol.ContainingType).DeclaringSyntaxReferences.Select(part => solution.GetDocument(part.SyntaxTree)).OfType<Document>().SelectMany(WithLinked);
        var documents = new List<Document>();
        foreach (var project in solution.Projects.Where(static project => project.Language == LanguageNames.CSharp))
        {
            documents.AddRange(project.Documents);
            documents.AddRange(await project.GetSourceGeneratedDocumentsAsync(cancellationToken).ConfigureAwait(false));
        }

        return documents;
    }

    private static bool IsPrivate(ISymbol symbol) => symbol is { DeclaredAccessibility: Accessibility.Private, ContainingType: not null }
        and (IFieldSymbol or IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: true } or IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: true });

    private static IEnumerable<Document> WithLinked(Document document) =>
        document.GetLinkedDocumentIds().Select(document.Project.Solution.GetDocument).OfType<Document>().Prepend(document);

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
            type = outer;
        return type;
    }

    private static bool IsNamedTooDeep(ISymbol symbol, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var bodies = new HashSet<SyntaxNode>();
        foreach (var token in TreeText.Tokens(tree, NamesOf(symbol)))
        {
            if (token.Parent is { } node && BodyOperations.BodyOf(node) is var body && bodies.Add(body) && BodyOperations.IsTooDeep(body, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>A constructor goes by the name of its type, and where that is not written, by a word and a parenthesis.</summary>
    private static IEnumerable<string> NamesOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => [symbol.ContainingType.Name, "new(", "new (", "this(", "this (", "base(", "base ("],
        IPropertySymbol { IsIndexer: true } => ["["],
        IMethodSymbol { ExplicitInterfaceImplementations: { IsEmpty: false } methods } => [methods[0].Name],
        IPropertySymbol { ExplicitInterfaceImplementations: { IsEmpty: false } properties } => [properties[0].Name],
        _ => [symbol.Name],
    };
}
