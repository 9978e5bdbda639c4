using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Records;

/// <summary>How the new methods of a record name the types that they use: as short as they mean the right thing there.</summary>
internal sealed class RecordTypeNames(RecordPlan plan)
{
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly int _position = plan.Declaration.Identifier.SpanStart;
    private readonly bool _isNullable = plan.Model.GetNullableContext(plan.Declaration.Identifier.SpanStart).AnnotationsEnabled();

    /// <summary>The record, as a parameter that may be null.</summary>
    public string Own => plan.Record.ToMinimalDisplayString(plan.Model, _position, Short) + (_isNullable ? "?" : "");

    public string StringBuilder => Of("System.Text.StringBuilder");

    public string RuntimeHelpers => Of("System.Runtime.CompilerServices.RuntimeHelpers");

    /// <summary>Null on frameworks that do not have it.</summary>
    public string? HashCode => plan.Model.Compilation.GetTypeByMetadataName("System.HashCode") is { DeclaredAccessibility: Accessibility.Public } type ? Name(type) : null;

    public string Comparer(ITypeSymbol type) =>
        plan.Model.Compilation.GetTypeByMetadataName("System.Collections.Generic.EqualityComparer`1") is { } comparer
            ? Name(comparer.Construct(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type))
            : "System.Collections.Generic.EqualityComparer<" + type.ToDisplayString(Full) + ">";

    /// <summary>The cast that keeps <c>Append</c> from taking the value for something other than an object.</summary>
    public string PrintedAs(ITypeSymbol type)
    {
        var isOther = type is IArrayTypeSymbol || (type.SpecialType == SpecialType.None && HasConversion(type));
        return isOther ? _isNullable ? "(object?)" : "(object)" : "";
    }

    /// <summary>For these, <c>==</c> answers as <c>EqualityComparer&lt;T&gt;.Default</c> does; for floating-point numbers it does not.</summary>
    public static bool ComparesByOperator(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return nullable.TypeArguments[0] is { IsValueType: true } value && ComparesByOperator(value);
        return type.TypeKind == TypeKind.Enum
            || type is INamedTypeSymbol { IsRecord: true }
            || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_DateTime
                or (>= SpecialType.System_SByte and <= SpecialType.System_Decimal)
            || (type is { Name: "Guid" or "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });
    }

    private static bool HasConversion(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (!current.GetMembers(WellKnownMemberNames.ImplicitConversionName).IsEmpty)
                return true;
        }

        return type is ITypeParameterSymbol { ConstraintTypes.IsEmpty: false };
    }

    private string Of(string metadataName) => plan.Model.Compilation.GetTypeByMetadataName(metadataName) is { } type ? Name(type) : metadataName;

    private string Name(INamedTypeSymbol type)
    {
        var name = type.ToMinimalDisplayString(plan.Model, _position, Short);
        return IsHidden(type.Name) || (name.StartsWith("System.", System.StringComparison.Ordinal) && !MeansTheNamespace()) ? type.ToDisplayString(Full) : name;
    }

    /// <summary>A member of the record, or of what it is nested in, has the name of the type.</summary>
    private bool IsHidden(string name)
    {
        for (var outer = plan.Record; outer is not null; outer = outer.ContainingType)
        {
            for (var current = outer; current is not null; current = current.BaseType)
            {
                if (current.GetMembers(name).Any(static member => member is not INamedTypeSymbol))
                    return true;
            }
        }

        return false;
    }

    private bool MeansTheNamespace()
    {
        var found = plan.Model.LookupNamespacesAndTypes(_position, name: "System");
        return !IsHidden("System") && found.Length == 1 && found[0] is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true };
    }
}
