using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Records;

/// <summary>A method that the compiler writes for a record, and that calls the same method of what the record's members hold.</summary>
internal enum GeneratedMethod
{
    GetHashCode,
    Equals,
    ToString,
}

/// <summary>What the compiler puts into the methods of a record, and whether it writes them at all.</summary>
internal static class GeneratedMethods
{
    /// <summary>Record structs within record structs: deeper than people nest them.</summary>
    private const int MaxDepth = 8;

    /// <summary>The generated method of the member's own record calls the method on what the member holds, and that is a record.</summary>
    public static bool Follows(this GeneratedMethod method, ISymbol member)
    {
        if (member.IsStatic || member.ContainingType is not { IsRecord: true } holder || !method.IsGenerated(holder))
            return false;
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        return type is not null && (method != GeneratedMethod.ToString || IsPrinted(member)) && method.GoesInto(type, depth: 0);
    }

    /// <summary><c>ToString</c> shows the member.</summary>
    public static bool IsPrinted(ISymbol member) => member switch
    {
        { IsStatic: true } or { DeclaredAccessibility: not Accessibility.Public } => false,
        IPropertySymbol property => property is { IsIndexer: false, IsOverride: false, GetMethod: not null },
        IFieldSymbol => true,
        _ => false,
    };

    /// <summary>A record of type <paramref name="type"/> runs the method that the compiler wrote for <paramref name="declaring"/>, a base of it or the type itself.</summary>
    public static bool Reaches(this GeneratedMethod method, ITypeSymbol type, INamedTypeSymbol declaring)
    {
        // A record struct on the way was looked into when the member was.
        if (type.IsValueType)
            return true;
        var steps = 0;
        for (var current = type as INamedTypeSymbol; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (!method.IsGenerated(current))
                return false;
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, declaring.OriginalDefinition))
                return true;
        }

        return false;
    }

    /// <summary>The compiler writes the method; for <c>ToString</c>, what it prints.</summary>
    public static bool IsGenerated(this GeneratedMethod method, INamedTypeSymbol record) => method switch
    {
        GeneratedMethod.GetHashCode => !IsWritten(record, nameof(GetHashCode), static m => m.Parameters.IsEmpty),
        GeneratedMethod.Equals => !IsWritten(record, nameof(Equals), m => m.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(m.Parameters[0].Type, m.ContainingType)),
        _ => !IsWritten(record, "PrintMembers", static m => m.Parameters.Length == 1) && !InheritsWrittenToString(record),
    };

    /// <summary>A sealed <c>ToString</c> of a base stays; one that is not sealed is replaced in every derived record.</summary>
    private static bool InheritsWrittenToString(INamedTypeSymbol record)
    {
        if (IsWritten(record, nameof(ToString), static m => m.Parameters.IsEmpty))
            return true;
        var steps = 0;
        for (var current = record.BaseType; current is { IsRecord: true } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (IsWritten(current, nameof(ToString), static m => m.Parameters.IsEmpty && m.IsSealed))
                return true;
        }

        return false;
    }

    private static bool IsWritten(INamedTypeSymbol record, string name, System.Func<IMethodSymbol, bool> fits) =>
        record.GetMembers(name).OfType<IMethodSymbol>().Any(method => !method.IsStatic && !method.IsImplicitlyDeclared && fits(method));

    /// <summary>The type is a record, or a record struct that holds one; a collection, an interface or a plain class in between ends the walk.</summary>
    private static bool GoesInto(this GeneratedMethod method, ITypeSymbol type, int depth)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is not INamedTypeSymbol { IsRecord: true } record || depth >= MaxDepth || !method.IsGenerated(record))
            return false;
        if (!record.IsValueType)
            return true;
        return record.GetMembers().Any(member =>
            !member.IsStatic && member is IFieldSymbol field && (method != GeneratedMethod.ToString || IsPrinted(field.AssociatedSymbol ?? field)) && method.GoesInto(field.Type, depth + 1));
    }
}
