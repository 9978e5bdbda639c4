using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Handlers;

/// <summary>How a type is written at a place.</summary>
internal static class TypeText
{
    private static readonly SymbolDisplayFormat Annotated =
        SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Plain =
        SymbolDisplayFormat.MinimallyQualifiedFormat.RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <param name="type">The type.</param>
    /// <param name="model">The model of the file.</param>
    /// <param name="position">Where it will stand.</param>
    /// <param name="isNullable">It gets a <c>?</c> where the place knows that.</param>
    public static string Of(ITypeSymbol type, SemanticModel model, int position, bool isNullable = false)
    {
        if (!model.GetNullableContext(position).AnnotationsEnabled())
            return type.ToMinimalDisplayString(model, position, Plain);
        var text = type.WithNullableAnnotation(isNullable && type.IsReferenceType ? NullableAnnotation.Annotated : type.NullableAnnotation).ToMinimalDisplayString(model, position, Annotated);
        return text;
    }

    /// <summary>It has no name, or one that only the method around it knows.</summary>
    public static bool IsUnspeakable(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.DeclaringMethod is not null,
        IArrayTypeSymbol array => IsUnspeakable(array.ElementType),
        IPointerTypeSymbol or IFunctionPointerTypeSymbol or IErrorTypeSymbol => true,
        INamedTypeSymbol named => named.IsAnonymousType || named.TypeArguments.Any(IsUnspeakable),
        _ => false,
    };
}
