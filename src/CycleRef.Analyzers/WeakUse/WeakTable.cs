using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>A dictionary with weak references for keys, and the way from its values back to the keys.</summary>
/// <param name="Member">The field or property.</param>
/// <param name="Path"><c>Entry.Owner → Control</c>.</param>
internal sealed record WeakTable(ISymbol Member, string Path)
{
    /// <summary>Members on the way from value to key. In a large object model everything reaches everything in the end.</summary>
    private const int MaxSteps = 2;

    /// <summary>Types looked at on the way.</summary>
    private const int MaxTypes = 200;

    private static readonly string[] Dictionaries = ["Dictionary", "ConcurrentDictionary", "SortedDictionary", "IDictionary"];

    /// <summary>By syntax alone: <c>Dictionary&lt;WeakReference…, …&gt;</c>.</summary>
    public static bool IsPossible(TypeSyntax type) => Generic(type) is { } generic
        && Dictionaries.Contains(generic.Identifier.ValueText)
        && generic.TypeArgumentList.Arguments is { Count: 2 } arguments
        && arguments[0].ToString().Contains("WeakReference");

    public static WeakTable? Of(ISymbol member, ITypeSymbol type, HeldTypes held, SemanticModel model, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } || !WeakReferenceTypes.IsOne(arguments[0]))
            return null;
        foreach (var key in KeyTypes(member, (INamedTypeSymbol)arguments[0], model, cancellationToken))
        {
            if (PathTo(key, arguments[1], member.ContainingType, held, cancellationToken) is { } path)
                return new WeakTable(member, path);
        }

        return null;
    }

    /// <summary>What the weak references are made of: by their type, or by what the code of this file puts into them.</summary>
    private static IEnumerable<ITypeSymbol> KeyTypes(ISymbol member, INamedTypeSymbol reference, SemanticModel model, CancellationToken cancellationToken)
    {
        if (reference.Arity == 1)
            return [reference.TypeArguments[0]];
        return TypeCode.Mentions(member.ContainingType, member.Name, cancellationToken)
            .Where(mention => mention.SyntaxTree == model.SyntaxTree)
            .Select(static mention => mention.FirstAncestorOrSelf<StatementSyntax>())
            .Where(static statement => statement is not (null or BlockSyntax))
            .SelectMany(static statement => statement!.DescendantNodes().OfType<ObjectCreationExpressionSyntax>())
            .Where(static creation => creation.Type.ToString().Contains("WeakReference") && creation.ArgumentList is { Arguments.Count: > 0 })
            .Select(creation => model.GetTypeInfo(creation.ArgumentList!.Arguments[0].Expression, cancellationToken).Type!)
            .Where(static type => type is not null and not { SpecialType: SpecialType.System_Object });
    }

    /// <summary>The shortest way by declared types.</summary>
    private static string? PathTo(ITypeSymbol key, ITypeSymbol value, INamedTypeSymbol holder, HeldTypes held, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<(INamedTypeSymbol Type, string Path, int Steps)>();
        foreach (var start in held.Of(value, holder))
            open.Enqueue((start.Type, "", 0));
        while (open.Count > 0 && seen.Count < MaxTypes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (type, path, steps) = open.Dequeue();
            if (SymbolEqualityComparer.Default.Equals(type, key))
                return path.Length == 0 ? $"the value is a {type.Name} itself" : path + type.Name;
            if (steps == MaxSteps || !seen.Add(type))
                continue;
            foreach (var (field, target) in Fields(type, held))
                open.Enqueue((target, path + type.Name + "." + field + " → ", steps + 1));
        }

        return null;
    }

    private static IEnumerable<(string Name, INamedTypeSymbol Target)> Fields(INamedTypeSymbol type, HeldTypes held)
    {
        var steps = 0;
        for (var current = type; current is not null && held.IsSource(current) && steps++ < Knowledge.KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var field in current.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !StorageMembers.IsBackReference(field)))
            {
                foreach (var target in held.Of(field.Type, current))
                    yield return ((field.AssociatedSymbol ?? field).Name, target.Type);
            }
        }
    }

    private static GenericNameSyntax? Generic(TypeSyntax type) => type switch
    {
        GenericNameSyntax generic => generic,
        QualifiedNameSyntax { Right: GenericNameSyntax generic } => generic,
        NullableTypeSyntax nullable => Generic(nullable.ElementType),
        _ => null,
    };
}
