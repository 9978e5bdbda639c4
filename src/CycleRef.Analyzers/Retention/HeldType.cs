using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>A type whose objects a member keeps alive.</summary>
/// <param name="Type">A class or interface; of this source, or of a library where that may be a native peer's base.</param>
/// <param name="IsMany">Through a collection.</param>
/// <param name="CanChange">Through a container whose content may change while the member stays the same.</param>
internal readonly record struct HeldType(INamedTypeSymbol Type, bool IsMany, bool CanChange);
