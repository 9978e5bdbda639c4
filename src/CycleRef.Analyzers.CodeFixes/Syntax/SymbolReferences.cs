using System.Collections.Generic;
using System.Collections.Immutable;
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
        if (solution.GetProject(symbol.ContainingAssembly, cancellationToken) is not { } project)
            return null;
        var documents = DocumentsThatMayUse(symbol, project).ToImmutableHashSet();
        foreach (var document in documents)
        {
            if (await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is { } tree && IsNamedTooDeep(symbol, tree, cancellationToken))
                return null;
        }

        var found = await SymbolFinder.FindReferencesAsync(symbol, solution, documents, cancellationToken).ConfigureAwait(false);
        return [.. found.SelectMany(static used => used.Locations)];
    }

    private static IEnumerable<Document> DocumentsThatMayUse(ISymbol symbol, Project project)
    {
        var solution = project.Solution;
        if (symbol.DeclaredAccessibility == Accessibility.Private && symbol.ContainingType is { } type)
            return Outermost(type).DeclaringSyntaxReferences.Select(part => solution.GetDocument(part.SyntaxTree)).OfType<Document>().SelectMany(WithLinked);
        // One project file is a project for each framework that it targets.
        var targets = solution.Projects.Where(other => other == project || (other.FilePath is not null && other.FilePath == project.FilePath)).ToList();
        var graph = solution.GetProjectDependencyGraph();
        var dependents = targets.SelectMany(target => graph.GetProjectsThatTransitivelyDependOnThisProject(target.Id)).Select(solution.GetProject).OfType<Project>();
        return targets.Concat(dependents).Distinct().SelectMany(static p => p.Documents);
    }

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

    /// <summary>A constructor goes by the name of its type, by <c>this</c>, <c>base</c> and <c>new</c>.</summary>
    private static IEnumerable<string> NamesOf(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? [symbol.ContainingType.Name, "this", "base", "new"] : [symbol is IPropertySymbol { IsIndexer: true } ? "[" : symbol.Name];
}
