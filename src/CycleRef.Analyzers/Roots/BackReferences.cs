using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Whether an object that a member holds leads back to the owner of the member.</summary>
internal static class BackReferences
{
    /// <summary>The member is only ever given <c>new Part(this)</c> or <c>new Part { Owner = this }</c>, and a field of the part can hold the owner.</summary>
    public static bool IsGivenOwner(ISymbol member, RootSite site)
    {
        var assigned = site.UsesOf(member).All.Where(static use => use.Kind == UseKind.Assigned).ToList();
        return assigned.Count == 1 && assigned[0].Value is BaseObjectCreationExpressionSyntax creation && IsGivenOwner(creation, site);
    }

    public static bool IsGivenOwner(BaseObjectCreationExpressionSyntax creation, RootSite site)
    {
        var isGiven = creation.ArgumentList?.Arguments.Any(static argument => argument.Expression is ThisExpressionSyntax) == true
            || creation.Initializer?.Expressions.Any(static e => e is AssignmentExpressionSyntax { Right: ThisExpressionSyntax }) == true;
        return isGiven && site.ModelOf(creation).GetTypeInfo(creation, site.CancellationToken).Type is INamedTypeSymbol made && CanHold(made, site.Type);
    }

    /// <summary>An instance field of the type, or of a source base, is declared as the owner's type or one of its bases.</summary>
    private static bool CanHold(INamedTypeSymbol part, INamedTypeSymbol owner)
    {
        var steps = 0;
        for (INamedTypeSymbol? current = part; current is { DeclaringSyntaxReferences.Length: > 0 } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (current.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && IsOrDerivesFrom(owner, field.Type)))
                return true;
            // A captured primary-constructor parameter has no field that can be seen.
            if (current.InstanceConstructors.Any(c => IsPrimary(c) && c.Parameters.Any(p => IsOrDerivesFrom(owner, p.Type) && IsUsedInBodies(current, p.Name))))
                return true;
        }

        return false;
    }

    private static bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax);

    private static bool IsUsedInBodies(INamedTypeSymbol type, string name) =>
        type.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()).OfType<TypeDeclarationSyntax>()
            .SelectMany(static part => part.Members).Where(static m => m is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax { })
            .Any(member => member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name));

    private static bool IsOrDerivesFrom(INamedTypeSymbol type, ITypeSymbol wanted)
    {
        if (wanted.SpecialType == SpecialType.System_Object)
            return false;
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, wanted))
                return true;
        }

        return type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, wanted));
    }
}
