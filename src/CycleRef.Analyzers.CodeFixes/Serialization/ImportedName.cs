using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Serialization;

/// <summary>How code at a place names a type of a library: by its name, by its name after a new <c>using</c>, or in full.</summary>
/// <param name="Text">What is written.</param>
/// <param name="Namespace">The namespace to import; null for none.</param>
internal readonly record struct ImportedName(string Text, string? Namespace)
{
    private const string Suffix = "Attribute";

    public static ImportedName For(INamedTypeSymbol type, SemanticModel model, int position, CancellationToken cancellationToken)
    {
        var isAttribute = type.Name.EndsWith(Suffix, StringComparison.Ordinal);
        var name = isAttribute ? type.Name.Substring(0, type.Name.Length - Suffix.Length) : type.Name;
        var space = type.ContainingNamespace.ToDisplayString();
        // There is a ReferenceHandler<T>, too.
        var found = model.LookupNamespacesAndTypes(position, name: type.Name).Where(symbol => symbol is not INamedTypeSymbol named || named.Arity == type.Arity).ToList();
        // [JsonIgnore] would mean a class of that very name, too.
        var isOther = (isAttribute && !model.LookupNamespacesAndTypes(position, name: name).IsEmpty) || model.LookupSymbols(position, name: name).Any(static symbol => symbol is not INamespaceOrTypeSymbol);
        if (!isOther && found.Count == 1 && SymbolEqualityComparer.Default.Equals(found[0], type))
            return new ImportedName(name, null);
        return !isOther && found.Count == 0 && UsingSystem.CanBeAdded(model, position, type, cancellationToken)
            ? new ImportedName(name, space)
            : new ImportedName($"global::{space}.{name}", null);
    }
}
