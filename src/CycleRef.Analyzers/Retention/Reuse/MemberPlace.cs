using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention.Reuse;

/// <summary>How to find the definition of a member again in another compilation, without a symbol.</summary>
/// <param name="Namespace">The full namespace, or empty.</param>
/// <param name="Path">Names from the outermost containing type inwards, with their arity.</param>
/// <param name="Name">The name of the member; empty for the type itself.</param>
/// <param name="Kind">A field, a property, a parameter of a primary constructor, or the type itself.</param>
internal sealed record MemberPlace(string Namespace, ImmutableArray<string> Path, string Name, SymbolKind Kind)
{
    public static MemberPlace Of(ISymbol symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        var path = new Stack<string>();
        var outermost = type;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            path.Push(current.Arity == 0 ? current.Name : current.Name + "`" + current.Arity);
            outermost = current;
        }

        var namespaces = new Stack<string>();
        for (var current = outermost.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
            namespaces.Push(current.Name);
        return new MemberPlace(string.Join(".", namespaces), path.ToImmutableArray(), symbol is INamedTypeSymbol ? "" : symbol.Name, symbol.Kind);
    }

    /// <summary>Null where there is none, or more than one.</summary>
    public ISymbol? Find(IAssemblySymbol assembly)
    {
        ISymbol? found = null;
        foreach (var symbol in SourceTypes.Find(assembly, Namespace, Path).SelectMany(Candidates))
        {
            if (found is not null)
                return null;
            found = symbol;
        }

        return found;
    }

    private IEnumerable<ISymbol> Candidates(INamedTypeSymbol type) => Kind switch
    {
        SymbolKind.NamedType => [type],
        SymbolKind.Parameter => type.InstanceConstructors.Where(StorageMembers.IsPrimary).SelectMany(static constructor => constructor.Parameters).Where(parameter => parameter.Name == Name),
        _ => type.GetMembers(Name).Where(member => member.Kind == Kind),
    };
}
