using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakCollection;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakTables;

/// <summary>CYC5003: a private dictionary with weak keys becomes a <c>ConditionalWeakTable</c>, where each of its uses has a counterpart.</summary>
internal static class DependentTable
{
    private const string Library = "System.Runtime.CompilerServices.ConditionalWeakTable`2";

    public static async Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Node?.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Initializer.Value: var initial, Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } declaration } variable
            || declaration is not { Parent: ClassDeclarationSyntax, ContainsDiagnostics: false, AttributeLists.Count: 0 }
            || ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp7
            || place.Model.GetDeclaredSymbol(variable, cancellationToken) is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private, Type: INamedTypeSymbol dictionary } field
            || dictionary.OriginalDefinition.ToDisplayString() is not ("System.Collections.Generic.Dictionary<TKey, TValue>" or "System.Collections.Concurrent.ConcurrentDictionary<TKey, TValue>")
            || dictionary.TypeArguments[1] is not { IsReferenceType: true }
            || place.Model.Compilation.GetTypeByMetadataName(Library) is not { DeclaredAccessibility: Accessibility.Public } library
            || HasComparer(initial, place.Model, cancellationToken) is not { } hasComparer)
            return null;
        var mentions = Mentions(field, cancellationToken);
        // Code of another file would be changed with another model; nobody writes a private table over several files.
        if (mentions.Any(mention => mention.SyntaxTree != place.Root.SyntaxTree)
            || KeyOf((INamedTypeSymbol)dictionary.TypeArguments[0], mentions, place.Model, cancellationToken) is not { TypeKind: TypeKind.Class } key)
            return null;
        // What the comparer of weak references compares is not looked at: with keys that know only one equality there is one thing it can mean.
        if (hasComparer && !await Elements.AreComparedByReferenceAsync(key, place.Document.Project.Solution, cancellationToken).ConfigureAwait(false))
            return null;
        var uses = new TableUses(key, library, hasComparer, place.Model, cancellationToken);
        var changes = new List<TextChange>();
        foreach (var mention in mentions)
        {
            var symbol = place.Model.GetSymbolInfo(mention, cancellationToken).Symbol;
            if (symbol is not null && !SymbolEqualityComparer.Default.Equals(symbol, field))
                continue;
            if (symbol is null || !uses.Rewrite(mention, changes))
                return null;
        }

        var needsUsing = UsingSystem.CanBeAdded(place.Model, declaration.SpanStart, library, cancellationToken);
        var name = needsUsing || place.Model.LookupNamespacesAndTypes(declaration.SpanStart, name: library.Name).Length == 1 ? library.Name : "System.Runtime.CompilerServices." + library.Name;
        var type = $"{name}<{key.ToMinimalDisplayString(place.Model, declaration.SpanStart)}, {ValueText(declaration.Declaration.Type)}>";
        changes.Add(new TextChange(declaration.Declaration.Type.Span, type));
        changes.Add(new TextChange(initial!.Span, initial is ObjectCreationExpressionSyntax ? $"new {type}()" : "new()"));
        var edits = place.Edits([.. changes]);
        return new OfferedFix(
            $"Make '{field.Name}' a ConditionalWeakTable",
            EquivalenceKeys.ConditionalWeakTable,
            needsUsing ? edits.WithUsing(place.Document, library.ContainingNamespace.ToDisplayString()) : edits);
    }

    /// <summary>Made in place, empty, with at most a comparer; null otherwise.</summary>
    private static bool? HasComparer(ExpressionSyntax? initial, SemanticModel model, CancellationToken cancellationToken)
    {
        if (initial is null)
            return null;
        if (CollectionCandidate.IsEmpty(initial))
            return false;
        return initial is BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } only }
            && model.GetTypeInfo(only[0].Expression, cancellationToken).Type is { } type
            && type.AllInterfaces.Append(type as INamedTypeSymbol).Any(static i => i?.Name == "IEqualityComparer")
            ? true
            : null;
    }

    private static List<SimpleNameSyntax> Mentions(IFieldSymbol field, CancellationToken cancellationToken) =>
        TypeCode.Mentions(field.ContainingType, field.Name, cancellationToken).ToList();

    /// <summary>The type of what the weak references refer to: their argument, or the one type that they are made of.</summary>
    private static INamedTypeSymbol? KeyOf(INamedTypeSymbol reference, List<SimpleNameSyntax> mentions, SemanticModel model, CancellationToken cancellationToken)
    {
        if (reference.Arity == 1)
            return reference.TypeArguments[0] as INamedTypeSymbol;
        var types = mentions.Select(static mention => mention.FirstAncestorOrSelf<StatementSyntax>()).OfType<StatementSyntax>()
            .SelectMany(static statement => statement.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            .Select(creation => TableUses.TargetOf(creation, model, cancellationToken)).OfType<ExpressionSyntax>()
            .Select(target => model.GetTypeInfo(target, cancellationToken).Type as INamedTypeSymbol)
            .Distinct<INamedTypeSymbol?>(SymbolEqualityComparer.Default).ToList();
        return types.Count == 1 ? types[0] : null;
    }

    private static string ValueText(TypeSyntax dictionary) => dictionary switch
    {
        QualifiedNameSyntax qualified => ValueText(qualified.Right),
        GenericNameSyntax generic => generic.TypeArgumentList.Arguments[1].ToString(),
        _ => "",
    };
}
