using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Where the attributes of a member go when it becomes a property over a field.</summary>
internal sealed record MemberAttributes(IReadOnlyList<AttributeListSyntax> OnProperty, IReadOnlyList<AttributeListSyntax> OnField)
{
    private const string NonSerialized = "System.NonSerializedAttribute";

    /// <returns>Null when an attribute would lose its meaning.</returns>
    public static MemberAttributes? Of(WeakCandidate candidate)
    {
        var onProperty = new List<AttributeListSyntax>();
        var onField = new List<AttributeListSyntax>();
        foreach (var list in candidate.Declaration.AttributeLists)
        {
            var target = list.Target?.Identifier.ValueText ?? (candidate.Variable is null ? "property" : "field");
            var classes = list.Attributes.Select(attribute => candidate.Model.GetTypeInfo(attribute).Type as INamedTypeSymbol).ToList();
            if (classes.Any(static type => type is null or { TypeKind: TypeKind.Error }))
                return null;
            if (target == "field" && classes.All(static type => type!.ToDisplayString() == NonSerialized))
                onField.Add(list);
            else if (classes.All(type => KeepsMeaning(type!, target, candidate)))
                onProperty.Add(list);
            else
                return null;
        }

        return new MemberAttributes(onProperty, onField);
    }

    public static bool IsNonSerialized(ISymbol member)
    {
        var field = member as IFieldSymbol
            ?? member.ContainingType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, member));
        // The compiler turns the attribute into a flag of the field.
        return field is not null && field.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == NonSerialized);
    }

    private static bool KeepsMeaning(INamedTypeSymbol type, string target, WeakCandidate candidate)
    {
        var name = type.ToDisplayString();
        // What they say of null would no longer be true; the others speak to whoever assigns by reflection.
        if (name.StartsWith("System.Diagnostics.CodeAnalysis.", StringComparison.Ordinal))
            return name.EndsWith("SuppressMessageAttribute", StringComparison.Ordinal);
        if (target == "property")
            return candidate.Variable is null;
        return target == "field" && candidate.Variable is not null && !candidate.IsAssignedOnce && IsFor(type, AttributeTargets.Property);
    }

    private static bool IsFor(INamedTypeSymbol type, AttributeTargets target)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            var usage = current.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == "System.AttributeUsageAttribute");
            if (usage is { ConstructorArguments.Length: > 0 } && usage.ConstructorArguments[0].Value is int targets)
                return ((AttributeTargets)targets & target) != 0;
        }

        return true;
    }

    /// <summary>On a property, <c>[field: …]</c> names the field; on the weak field itself it says nothing.</summary>
    public static string TextOf(AttributeListSyntax list) => list.WithTarget(null).WithoutTrivia().ToString();

    /// <summary>Attributes of accessors are not moved anywhere: an accessor stays one.</summary>
    public static string TextOf(AccessorDeclarationSyntax? accessor) =>
        accessor is null || !accessor.AttributeLists.Any() ? "" : string.Join(" ", accessor.AttributeLists.Select(static list => list.WithoutTrivia().ToString())) + " ";
}
