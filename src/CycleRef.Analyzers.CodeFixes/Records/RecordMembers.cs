using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Records;

/// <summary>How new code in a record reads what the compiler would.</summary>
internal static class RecordMembers
{
    public static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IEventSymbol subscription => subscription.Type,
        _ => null,
    };

    /// <summary>Its name can be written there, without a warning.</summary>
    public static bool CanBeRead(ISymbol member) =>
        member.CanBeReferencedByName
        && TypeOf(member) is { IsRefLikeType: false, TypeKind: not (TypeKind.Error or TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer) }
        && !member.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is "ObsoleteAttribute" or "ExperimentalAttribute");

    /// <summary>Reading the member gives what its field holds, which is what the compiler compares.</summary>
    public static bool ReadsItsField(ISymbol member)
    {
        if (!CanBeRead(member))
            return false;
        switch (member)
        {
            case IFieldSymbol field:
                return !field.IsFixedSizeBuffer && field.RefKind == RefKind.None;
            case IPropertySymbol property:
                // A derived record may have another property over this one.
                var isFinal = property.IsSealed || property.ContainingType.IsSealed || !(property.IsVirtual || property.IsOverride);
                return isFinal && property.DeclaringSyntaxReferences.All(static part => IsPlain(part.GetSyntax()));
            default:
                return member is IEventSymbol { IsVirtual: false, IsOverride: false };
        }
    }

    private static bool IsPlain(SyntaxNode property) => property switch
    {
        ParameterSyntax => true,
        PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } declaration =>
            !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            && accessors.Any(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration) && a.Body is null && a.ExpressionBody is null),
        _ => false,
    };
}
