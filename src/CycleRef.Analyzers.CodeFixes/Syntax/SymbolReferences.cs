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
        foreach (var tree in await TreesThatMayUseAsync(symbol, solution, cancellationToken).ConfigureAwait(false))
        {
            if (IsNamedTooDeep(symbol, tree, cancellationToken))
                return null;
        }

        var found = await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false);
        return [.. found.SelectMany(static used => used.Locations)];
    }

    /// <summary>A private member is used in the files of its type. Any other may be used by way of an interface or a base that some other project declares.</summary>
    private static async Task<IEnumerable<SyntaxTree>> TreesThatMayUseAsync(ISymbol symbol, Solution solution, CancellationToken cancellationToken)
    {
        var trees = new List<SyntaxTree>();
        if (IsPrivate(symbol))
        {
            foreach (var part in Outermost(symbol.ContainingType).DeclaringSyntaxReferences)
            {
                trees.Add(part.SyntaxTree);
                foreach (var linked in LinkedWith(part.SyntaxTree, solution))
                {
                    if (await linked.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is { } tree)
                        trees.Add(tree);
                }
            }

            return trees;
        }

        // With what generators add, which no document stands for.
        foreach (var project in solution.Projects.Where(static project => project.Language == LanguageNames.CSharp))
        {
            if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation)
                trees.AddRange(compilation.SyntaxTrees);
        }

        return trees;
    }

    private static bool IsPrivate(ISymbol symbol) => symbol is { DeclaredAccessibility: Accessibility.Private, ContainingType: not null }
        and (IFieldSymbol or IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: true } or IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: true });

    private static IEnumerable<Document> LinkedWith(SyntaxTree tree, Solution solution) =>
        solution.GetDocument(tree)?.GetLinkedDocumentIds().Select(solution.GetDocument).OfType<Document>() ?? [];

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
