using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>
/// One stage of resolving: a service is asked for (<see cref="Type"/> and <see cref="Key"/>), a registration answers, a class is constructed.
/// </summary>
/// <param name="Type">The service, or the class.</param>
/// <param name="Key">The key of a keyed service.</param>
/// <param name="Registration">The registration that answers, at that stage.</param>
/// <param name="IsConstruction">The class itself is constructed.</param>
internal sealed record ServicePiece(INamedTypeSymbol Type, object? Key, Registration? Registration, bool IsConstruction)
{
    public static ServicePiece Service(INamedTypeSymbol type, object? key) => new(type, key, null, false);

    public static ServicePiece Answer(Registration registration, INamedTypeSymbol type) => new(type, registration.Key, registration, false);

    public static ServicePiece Construction(INamedTypeSymbol type) => new(type, null, null, true);

    internal sealed class Comparer : IEqualityComparer<ServicePiece>
    {
        public static readonly Comparer Instance = new();

        public bool Equals(ServicePiece? x, ServicePiece? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null
                && x.IsConstruction == y.IsConstruction
                && Equals(x.Key, y.Key)
                && ReferenceEquals(x.Registration, y.Registration)
                && SymbolEqualityComparer.Default.Equals(x.Type, y.Type));

        public int GetHashCode(ServicePiece piece) => SymbolEqualityComparer.Default.GetHashCode(piece.Type);
    }
}
