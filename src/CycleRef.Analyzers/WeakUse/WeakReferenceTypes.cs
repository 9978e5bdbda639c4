using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>The weak references of the core library.</summary>
internal static class WeakReferenceTypes
{
    public static bool IsOne(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "WeakReference", Arity: 0 or 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
