using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Serialization;

/// <summary>Which members a serializer follows by default. Where nobody can tell from the type alone (converters, resolvers, opt-in), it is said to follow nothing.</summary>
internal static class JsonMembers
{
    /// <summary>The member is written, and what it holds is written as an object or as the items of a collection.</summary>
    public static bool Follows(this JsonLibrary library, ISymbol member)
    {
        // What a collection holds that the type derives from.
        if (member is INamedTypeSymbol)
            return true;
        if (member.IsStatic || member.ContainingType is not { } holder || !library.WritesAsObject(holder))
            return false;
        return member switch
        {
            IPropertySymbol property => library.Writes(property) && IsPlainStorage(property.Type),
            IFieldSymbol field => (library.Writes(field) || ReadBy(field).Any(property => library.Writes(property))) && IsPlainStorage(field.Type),
            _ => false,
        };
    }

    /// <summary>What an attribute must stand on, so that the member is not written: itself, or the properties that give it out.</summary>
    public static IReadOnlyList<ISymbol> WrittenFor(this JsonLibrary library, ISymbol member) => member switch
    {
        IPropertySymbol property when library.Writes(property) => [property],
        IFieldSymbol field when library.Writes(field) => [field],
        IFieldSymbol field => ReadBy(field).Where(property => library.Writes(property)).ToList(),
        _ => [],
    };

    /// <summary>The members that lead from a type to the next ones, those of its bases included.</summary>
    public static IEnumerable<ITypeSymbol> TypesWritten(this JsonLibrary library, INamedTypeSymbol type)
    {
        var steps = 0;
        for (var current = type; current is { SpecialType: SpecialType.None } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false } property && library.Writes(property))
                    yield return property.Type;
                else if (member is IFieldSymbol { IsStatic: false } field && library.Writes(field))
                    yield return field.Type;
            }
        }
    }

    private static bool WritesAsObject(this JsonLibrary library, INamedTypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable))
            return false;
        var steps = 0;
        for (var current = type; current is { SpecialType: SpecialType.None } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (Has(current, "JsonConverterAttribute") || (library == JsonLibrary.Newtonsoft && current.GetAttributes().Any(KeepsReferences)))
                return false;
        }

        return true;
    }

    /// <summary><c>[DataContract(IsReference = true)]</c>, <c>[JsonObject(ItemReferenceLoopHandling = …)]</c>.</summary>
    private static bool KeepsReferences(AttributeData attribute) =>
        attribute.AttributeClass?.Name is "DataContractAttribute" or "JsonObjectAttribute" && attribute.NamedArguments.Any(static argument => argument.Key.Contains("Reference") || argument.Key.Contains("Converter"));

    /// <summary>Newtonsoft writes only marked members of such a type.</summary>
    private static bool IsOptIn(JsonLibrary library, INamedTypeSymbol type) =>
        library == JsonLibrary.Newtonsoft && type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name switch
        {
            "DataContractAttribute" => true,
            // MemberSerialization.OptOut is 0, and the default.
            "JsonObjectAttribute" => attribute.ConstructorArguments.Any(IsOtherThanOptOut) || attribute.NamedArguments.Any(static argument => argument.Key == "MemberSerialization" && IsOtherThanOptOut(argument.Value)),
            _ => false,
        });

    private static bool IsOtherThanOptOut(TypedConstant argument) => argument.Kind != TypedConstantKind.Enum || argument.Value is not 0;

    private static bool Writes(this JsonLibrary library, IPropertySymbol property)
    {
        if (property.IsIndexer || property.GetMethod is not { } getter || IsLeftOut(library, property))
            return false;
        if (IsOptIn(library, property.ContainingType))
            return IsOptedIn(property);
        return getter.DeclaredAccessibility == Accessibility.Public || Has(property, library == JsonLibrary.SystemTextJson ? "JsonIncludeAttribute" : "JsonPropertyAttribute");
    }

    private static bool Writes(this JsonLibrary library, IFieldSymbol field)
    {
        if (field.IsImplicitlyDeclared || field.IsConst || IsLeftOut(library, field))
            return false;
        if (IsOptIn(library, field.ContainingType))
            return IsOptedIn(field);
        return library == JsonLibrary.SystemTextJson ? Has(field, "JsonIncludeAttribute") : field.DeclaredAccessibility == Accessibility.Public || Has(field, "JsonPropertyAttribute");
    }

    private static bool IsOptedIn(ISymbol member) => Has(member, "DataMemberAttribute") || Has(member, "JsonPropertyAttribute");

    private static bool IsLeftOut(JsonLibrary library, ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                // Condition = Always (1) is the default; WhenWriting (4) leaves out, too. The others still write what is not null.
                case "JsonIgnoreAttribute":
                    var condition = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Condition").Value;
                    if (IsOf(library, attribute) && (condition.IsNull || condition.Value is 1 or 4))
                        return true;
                    break;
                case "JsonConverterAttribute" or "JsonExtensionDataAttribute" when IsOf(library, attribute):
                case "IgnoreDataMemberAttribute" or "NonSerializedAttribute" when library == JsonLibrary.Newtonsoft:
                    return true;
                // [JsonProperty(ReferenceLoopHandling = …, IsReference = …)]
                case "JsonPropertyAttribute" when attribute.NamedArguments.Any(static argument => argument.Key.Contains("Reference")):
                    return true;
            }
        }

        // ShouldSerializeParent() decides at run time.
        return library == JsonLibrary.Newtonsoft && !member.ContainingType.GetMembers("ShouldSerialize" + member.Name).IsEmpty;
    }

    private static bool IsOf(JsonLibrary library, AttributeData attribute) =>
        attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == (library == JsonLibrary.SystemTextJson ? "System.Text.Json.Serialization" : "Newtonsoft.Json");

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(data => data.AttributeClass?.Name == attribute);

    /// <summary>The object itself, an array or a collection; tuples, <c>Lazy&lt;T&gt;</c> and the like are written in ways of their own.</summary>
    private static bool IsPlainStorage(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType: var element } => IsPlainStorage(element),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } named when !named.IsGenericType || named.Locations.Any(static l => l.IsInSource) => !Has(named, "JsonConverterAttribute"),
        INamedTypeSymbol { IsGenericType: true, IsTupleType: false } named => named.AllInterfaces.Add(named).Any(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T),
        _ => false,
    };

    /// <summary>The properties that give out a field: <c>public IEnumerable&lt;Order&gt; Orders =&gt; _orders;</c>.</summary>
    private static IEnumerable<IPropertySymbol> ReadBy(IFieldSymbol field)
    {
        foreach (var property in field.ContainingType.GetMembers().OfType<IPropertySymbol>())
        {
            foreach (var reference in property.DeclaringSyntaxReferences)
            {
                var read = (reference.GetSyntax() as PropertyDeclarationSyntax) switch
                {
                    { ExpressionBody.Expression: var body } => body,
                    { AccessorList.Accessors: var accessors } => GetterValue(accessors.FirstOrDefault(static a => a.Keyword.ValueText == "get")),
                    _ => null,
                };
                if (read is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == field.Name)
                    yield return property;
            }
        }
    }

    private static ExpressionSyntax? GetterValue(AccessorDeclarationSyntax? getter) =>
        getter?.ExpressionBody?.Expression ?? (getter?.Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax { Expression: var value } ? value : null);
}
