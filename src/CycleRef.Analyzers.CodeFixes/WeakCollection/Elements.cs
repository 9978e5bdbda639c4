using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace CycleRef.Analyzers.CodeFixes.WeakCollection;

/// <summary>What has to be true of elements, keys and values for a weak collection to mean the same.</summary>
internal static class Elements
{
    /// <summary>More types than a plain value consists of; ends the walk through values of values.</summary>
    private const int MaxTypes = 32;

    /// <summary>A <c>ConditionalWeakTable</c> compares by reference: nobody may have another idea of equality.</summary>
    public static async Task<bool> AreComparedByReferenceAsync(INamedTypeSymbol type, Solution solution, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class || !IsComparedByReference(type))
            return false;
        var derived = await SymbolFinder.FindDerivedClassesAsync(type.OriginalDefinition, solution, cancellationToken: cancellationToken).ConfigureAwait(false);
        return derived.All(IsComparedByReference);
    }

    /// <summary>An overload of their own would be called instead of the inherited Equals.</summary>
    public static bool HaveNoEqualsOfTheirOwn(INamedTypeSymbol type) =>
        type.AllInterfaces.All(static i => i.Name != "IEquatable" && i.GetMembers(nameof(Equals)).IsEmpty) && type.GetMembers(nameof(Equals)).IsEmpty
        && Bases(type).All(static b => b.GetMembers(nameof(Equals)).IsEmpty);

    /// <summary>
    /// A value that leads back to the table keeps it, and through it everything, for as long as the key lives. Only values that plainly
    /// lead nowhere are allowed.
    /// </summary>
    public static bool LeadNowhere(ITypeSymbol value) => LeadsNowhere(value, 0) <= MaxTypes;

    private static int LeadsNowhere(ITypeSymbol type, int count)
    {
        if (count++ > MaxTypes)
            return count;
        if (type.SpecialType is SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double) || type.TypeKind == TypeKind.Enum)
            return count;
        if (type is not INamedTypeSymbol { IsGenericType: false } named || !(named.IsSealed || named.IsValueType) || named.TypeKind == TypeKind.Delegate)
            return MaxTypes + 1;
        // What a library's sealed class holds cannot be seen; these are known to hold text and numbers.
        if (!named.Locations.Any(static location => location.IsInSource))
            return named.IsValueType || named.ToDisplayString() is "System.Text.StringBuilder" or "System.Uri" or "System.Version" ? count : MaxTypes + 1;
        if (named.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) })
            return MaxTypes + 1;
        foreach (var field in named.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic))
            count = LeadsNowhere(field.Type, count);
        return count;
    }

    private static bool IsComparedByReference(INamedTypeSymbol type) =>
        !type.IsRecord && Bases(type).Prepend(type).All(static one => one.GetMembers(nameof(Equals)).IsEmpty && one.GetMembers(nameof(GetHashCode)).IsEmpty)
        && type.AllInterfaces.All(static i => i.Name != "IEquatable");

    private static System.Collections.Generic.IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
            yield return current;
    }
}
