using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Which method runs for a receiver.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The method that runs for this receiver, or null where that is not certain.</summary>
    private IMethodSymbol? Resolve(IMethodSymbol method, int receiver)
    {
        if (receiver == NoReceiver || method.IsStatic || !(method.IsVirtual || method.IsAbstract || method.IsOverride || method.ContainingType?.TypeKind == TypeKind.Interface))
            return method;
        var o = Objects[receiver];
        if (o.Kind is ObjectKind.Fresh or ObjectKind.Struct && o.Type is INamedTypeSymbol exact)
            return Dispatch(method, exact);
        if (o.Type is INamedTypeSymbol { IsSealed: true, TypeKind: TypeKind.Class } @sealed)
            return Dispatch(method, @sealed);
        if (method.IsAbstract || method.ContainingType?.TypeKind == TypeKind.Interface)
            return method.DeclaringSyntaxReferences.Length == 0 ? method : null;
        return method.DeclaringSyntaxReferences.Length == 0 || !_run.Services.Overrides.MayBeOverridden(method, _run.CancellationToken) ? method : null;
    }

    private static IMethodSymbol? Dispatch(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.ContainingType?.TypeKind == TypeKind.Interface)
            return type.FindImplementationForInterfaceMember(method) as IMethodSymbol;
        var wanted = method.OriginalDefinition;
        var steps = 0;
        for (var current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var candidate in current.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, wanted))
                        return candidate.IsAbstract ? null : candidate;
                }
            }
        }

        return method.IsAbstract ? null : method;
    }
}
