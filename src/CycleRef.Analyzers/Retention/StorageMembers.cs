using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention;

/// <summary>A place in an object that stores a reference.</summary>
/// <param name="Symbol">The definition that users see: field, property, parameter, or the type itself for what it inherits from a library collection.</param>
/// <param name="Type">The stored type, with the type arguments of the constructed holder.</param>
/// <param name="IsAssignedOnceByDeclaration">readonly, get-only or init-only.</param>
/// <param name="IsWrittenByOwnTypeOnly">Only code of the declaring type, and of types nested in it, can assign it.</param>
/// <param name="IsBackReference">Carries the contract <c>[BackReference]</c>: its lifetime is managed elsewhere.</param>
internal readonly record struct StorageMember(ISymbol Symbol, ITypeSymbol Type, bool IsAssignedOnceByDeclaration, bool IsWrittenByOwnTypeOnly, bool IsBackReference);

/// <summary>
/// Lists the storage of a type: instance fields, backing fields, captured primary-constructor parameters, library base collections. Only what
/// may hold a type of the component by name: the others are not bound.
/// </summary>
internal static class StorageMembers
{
    public static IEnumerable<StorageMember> Of(INamedTypeSymbol type, NameComponent component, EvidenceTable evidence, HeldTypes heldTypes)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, IsConst: false } field
                || !component.MayHold(type.Name, SimpleName(field.AssociatedSymbol ?? field))
                || field.Type.TypeKind is TypeKind.Delegate or TypeKind.Enum)
                continue;
            if (field.AssociatedSymbol is IPropertySymbol associated)
            {
                // The field of a partial property belongs to its implementation, the type lists its definition.
                var property = type.GetMembers(associated.Name).OfType<IPropertySymbol>().FirstOrDefault() ?? associated;
                yield return new StorageMember(property.OriginalDefinition, field.Type, IsAssignedOnce(property, field), HasPrivateSetter(property), IsBackReference(field));
            }
            else if (field.AssociatedSymbol is null && !field.IsImplicitlyDeclared)
                yield return new StorageMember(field.OriginalDefinition, field.Type, field.IsReadOnly, field.DeclaredAccessibility == Accessibility.Private, IsBackReference(field));
        }

        foreach (var parameter in CapturedParameters(type, component, evidence))
            yield return parameter;

        // class Children : Collection<Child>: the children are held by what the base class does.
        if (type.BaseType is { IsGenericType: true } library && !heldTypes.IsSource(library))
            yield return new StorageMember(type.OriginalDefinition, library, false, false, false);
    }

    private static IEnumerable<StorageMember> CapturedParameters(INamedTypeSymbol type, NameComponent component, EvidenceTable evidence)
    {
        var definition = type.OriginalDefinition;
        if (definition.IsRecord)
            yield break;
        for (var i = 0; i < type.InstanceConstructors.Length; i++)
        {
            var constructor = type.InstanceConstructors[i];
            if (!IsPrimary(constructor))
                continue;
            foreach (var parameter in constructor.Parameters)
            {
                if (parameter.RefKind == RefKind.None && component.MayHold(type.Name, parameter.Name) && evidence.IsNamedInBodies(definition, parameter.Name) && !IsHidden(definition, parameter.Name))
                    yield return new StorageMember(parameter.OriginalDefinition, parameter.Type, false, true, IsBackReference(parameter));
            }
        }
    }

    /// <summary>An explicit implementation is called after its interface too; a declaration says its last name only.</summary>
    private static string SimpleName(ISymbol member) => member.Name.Substring(member.Name.LastIndexOf('.') + 1);

    /// <summary>The member, or the property behind the field, carries the contract <c>[BackReference]</c>.</summary>
    public static bool IsBackReference(ISymbol symbol) =>
        ContractNames.Has(symbol.OriginalDefinition, ContractNames.BackReference)
        || (symbol is IFieldSymbol { AssociatedSymbol: { } property } && ContractNames.Has(property.OriginalDefinition, ContractNames.BackReference));

    /// <summary>A getter that fills its <c>field</c> later makes the field writable.</summary>
    private static bool IsAssignedOnce(IPropertySymbol property, IFieldSymbol field) => property.SetMethod?.IsInitOnly ?? field.IsReadOnly;

    /// <summary>An explicit implementation is private in name only.</summary>
    private static bool HasPrivateSetter(IPropertySymbol property) =>
        property.ExplicitInterfaceImplementations.IsEmpty && property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private };

    /// <summary>A member of the same name, also an inherited one, hides the parameter in bodies.</summary>
    private static bool IsHidden(INamedTypeSymbol definition, string name)
    {
        if (!definition.GetMembers(name).IsEmpty)
            return true;
        var steps = 0;
        for (var current = definition.BaseType; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member.DeclaredAccessibility != Accessibility.Private)
                    return true;
            }
        }

        return false;
    }

    public static bool IsPrimary(IMethodSymbol constructor)
    {
        foreach (var reference in constructor.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax)
                return true;
        }

        return false;
    }
}
