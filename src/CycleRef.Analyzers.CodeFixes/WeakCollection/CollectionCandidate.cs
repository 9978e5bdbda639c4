using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.MakeWeak;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakCollection;

/// <summary>A private collection whose declaration can be rewritten. What its uses say is not known yet.</summary>
/// <param name="Document">Where it is declared.</param>
/// <param name="Model">The model of that document.</param>
/// <param name="Declaration">Its declaration.</param>
/// <param name="Field">The symbol.</param>
/// <param name="Kind">What it becomes.</param>
/// <param name="Elements">The elements, or keys, that are to be held weakly.</param>
/// <param name="Library">The library type that holds them weakly: <c>ConditionalWeakTable</c> or <c>WeakReference</c>, unbound.</param>
internal sealed record CollectionCandidate(
    Document Document,
    SemanticModel Model,
    FieldDeclarationSyntax Declaration,
    IFieldSymbol Field,
    WeakCollectionKind Kind,
    INamedTypeSymbol Elements,
    INamedTypeSymbol Library)
{
    public VariableDeclaratorSyntax Variable => Declaration.Declaration.Variables[0];

    /// <summary><c>?</c> and <c>!</c> may be written here.</summary>
    public bool HasAnnotations => Model.GetNullableContext(Declaration.SpanStart).AnnotationsEnabled();

    public static async Task<CollectionCandidate?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(span) || SharedFile.LanguageOf(document) < LanguageVersion.CSharp7
            || root.FindToken(span.Start).Parent is not VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax declaration } variable
            || declaration is not { Declaration.Variables.Count: 1, Parent: ClassDeclarationSyntax, ContainsDiagnostics: false } || declaration.AttributeLists.Any()
            || model.GetDeclaredSymbol(variable, cancellationToken) is not IFieldSymbol { IsStatic: false, IsVolatile: false, Type: INamedTypeSymbol type } field
            || field.DeclaredAccessibility != Accessibility.Private
            || !WeakCandidates.CanHold(field.ContainingType, field)
            || declaration.Declaration.Type is not GenericNameSyntax)
            return null;
        var (kind, name) = type.OriginalDefinition.ToDisplayString() switch
        {
            "System.Collections.Generic.Dictionary<TKey, TValue>" => (WeakCollectionKind.Table, "System.Runtime.CompilerServices.ConditionalWeakTable`2"),
            "System.Collections.Generic.HashSet<T>" => (WeakCollectionKind.Set, "System.Runtime.CompilerServices.ConditionalWeakTable`2"),
            "System.Collections.Generic.List<T>" => (WeakCollectionKind.List, "System.WeakReference`1"),
            _ => (default, ""),
        };
        if (name.Length == 0 || model.Compilation.GetTypeByMetadataName(name) is not { DeclaredAccessibility: Accessibility.Public } library
            || type.TypeArguments[0] is not INamedTypeSymbol elements || !WeakCandidates.CanBeHeld(elements))
            return null;
        if (variable.Initializer is { } initializer && !IsEmpty(initializer.Value))
            return null;
        if (DisabledCode.Mentions(field.ContainingType, field.Name, cancellationToken) || !await IsSameEverywhereAsync(document, library, name, cancellationToken).ConfigureAwait(false))
            return null;
        return new CollectionCandidate(document, model, declaration, field, kind, elements, library);
    }

    /// <summary>Where the file is compiled for several frameworks: the library offers the same in each of them.</summary>
    private static async Task<bool> IsSameEverywhereAsync(Document document, INamedTypeSymbol library, string name, CancellationToken cancellationToken)
    {
        var compilations = await SharedFile.CompilationsAsync(document, cancellationToken).ConfigureAwait(false);
        return compilations.Count < 2 || compilations.All(compilation => compilation.GetTypeByMetadataName(name) is { DeclaredAccessibility: Accessibility.Public } other
            && other.MemberNames.OrderBy(static n => n, System.StringComparer.Ordinal).SequenceEqual(library.MemberNames.OrderBy(static n => n, System.StringComparer.Ordinal))
            && other.AllInterfaces.Length == library.AllInterfaces.Length);
    }

    /// <summary><c>new List&lt;T&gt;()</c>, <c>new()</c>, <c>[]</c>: without elements, capacity or comparer.</summary>
    public static bool IsEmpty(ExpressionSyntax value) => value switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList is null or { Arguments.Count: 0 } && creation.Initializer is null or { Expressions.Count: 0 },
        CollectionExpressionSyntax collection => collection.Elements.Count == 0,
        _ => false,
    };
}
