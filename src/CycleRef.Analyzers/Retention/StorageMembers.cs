using System.Collections.Generic;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention;

/// <summary>A place in an object that stores a reference.</summary>
/// <param name="Symbol">The definition that users see: field, property, parameter, or the type itself for what it inherits from a library collection.</param>
/// <param name="Type">The stored type, with the type arguments of the constructed holder.</param>
/// <param name="IsAssignedOnceByDeclaration">readonly, get-only or init-only.</param>
/// <param name="IsBackReference">Carries the contract <c>[BackReference]</c>: its lifetime is managed elsewhere.</param>
internal readonly record struct StorageMember(ISymbol Symbol, ITypeSymbol Type, bool IsAssignedOnceByDeclaration, bool IsBackReference);

/// <summary>Lists the storage of a type: instance fields, backing fields, captured primary-constructor parameters, library base collections.</summary>
internal static class StorageMembers
{
    public static IEnumerable<StorageMember> Of(INamedTypeSymbol type, EvidenceTable evidence, HeldTypes heldTypes)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, IsConst: false } field || field.Type.TypeKind is TypeKind.Delegate or TypeKind.Enum)
                continue;
            if (field.AssociatedSymbol is IPropertySymbol property)
                yield return new StorageMember(property.OriginalDefinition, field.Type, property.SetMethod is null or { IsInitOnly: true }, IsBackReference(property) || IsBackReference(field));
            else if (field.AssociatedSymbol is null && !field.IsImplicitlyDeclared)
                yield return new StorageMember(field.OriginalDefinition, field.Type, field.IsReadOnly, IsBackReference(field));
        }

        foreach (var parameter in CapturedParameters(type, evidence))
            yield return parameter;

        // class Children : Collection<Child>: the children are held by what the base class does.
        if (type.BaseType is { IsGenericType: true } library && !heldTypes.IsSource(library))
            yield return new StorageMember(type.OriginalDefinition, library, false, false);
    }

    private static IEnumerable<StorageMember> CapturedParameters(INamedTypeSymbol type, EvidenceTable evidence)
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
                // A member of the same name hides the parameter in bodies.
                if (parameter.RefKind == RefKind.None && evidence.IsNamedInBodies(definition, parameter.Name) && definition.GetMembers(parameter.Name).IsEmpty)
                    yield return new StorageMember(parameter.OriginalDefinition, parameter.Type, false, IsBackReference(parameter));
            }
        }
    }

    private static bool IsBackReference(ISymbol symbol) => ContractNames.Has(symbol.OriginalDefinition, ContractNames.BackReference);

    private static bool IsPrimary(IMethodSymbol constructor)
    {
        foreach (var reference in constructor.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax)
                return true;
        }

        return false;
    }
}
