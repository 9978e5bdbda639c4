using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Serialization;

/// <summary>Source-generated contexts of System.Text.Json, which carry their options as attributes.</summary>
internal static class GeneratedContext
{
    /// <summary><c>MyContext.Default</c> or <c>MyContext.Default.Order</c> of this compilation, whose attributes say nothing about references.</summary>
    public static bool IsKnownNotToHandleReferences(IOperation argument, IAssemblySymbol source)
    {
        if (argument is not IPropertyReferenceOperation property)
            return false;
        var shared = property.Property is { Name: "Default", IsStatic: true } ? property : property.Instance as IPropertyReferenceOperation;
        if (shared?.Property is not { Name: "Default", IsStatic: true, ContainingType: var context })
            return false;
        return context.BaseType is { Name: "JsonSerializerContext" }
            && SymbolEqualityComparer.Default.Equals(context.ContainingAssembly, source)
            && !context.GetAttributes().Any(IsOfInterest);
    }

    private static bool IsOfInterest(AttributeData attribute) =>
        attribute.AttributeClass?.Name == "JsonSourceGenerationOptionsAttribute" && attribute.NamedArguments.Any(static argument => argument.Key is "ReferenceHandler" or "Converters");
}
