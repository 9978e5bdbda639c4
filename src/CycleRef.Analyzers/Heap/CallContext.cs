using System;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// What a summary may take for granted beyond what it is given. Asked for only where the summary without it says that it would make a difference: so a
/// method has a few more summaries at most, one for each type that such a call is made with.
/// </summary>
internal readonly struct CallContext : IEquatable<CallContext>
{
    public CallContext(INamedTypeSymbol? type, IMethodSymbol? constructed)
    {
        Type = type;
        Constructed = constructed;
    }

    /// <summary>The exact type of the instance.</summary>
    public INamedTypeSymbol? Type { get; }

    /// <summary>The method with its type arguments.</summary>
    public IMethodSymbol? Constructed { get; }

    public bool Equals(CallContext other) => SymbolEqualityComparer.Default.Equals(Type, other.Type) && SymbolEqualityComparer.Default.Equals(Constructed, other.Constructed);

    public override bool Equals(object? obj) => obj is CallContext other && Equals(other);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Type) * 31 + SymbolEqualityComparer.Default.GetHashCode(Constructed);
}
