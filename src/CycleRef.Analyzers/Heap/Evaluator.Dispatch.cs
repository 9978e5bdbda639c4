using System.Linq;
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
        if (ExactTypeOf(o) is { } exact)
            return Dispatch(method, exact);
        if (o.Type is INamedTypeSymbol { IsSealed: true, TypeKind: TypeKind.Class } @sealed)
            return Dispatch(method, @sealed);
        if (method.DeclaringSyntaxReferences.Length == 0)
            return method;
        if (!method.IsAbstract && method.ContainingType?.TypeKind != TypeKind.Interface && !_run.Services.Overrides.MayBeOverridden(method, _run.CancellationToken))
            return method;
        _run.AsksForType |= o.Kind == ObjectKind.This;
        return null;
    }

    /// <summary>The type of an object that is of no derived one.</summary>
    private static INamedTypeSymbol? ExactTypeOf(HeapObject o) =>
        o is { Kind: ObjectKind.Fresh or ObjectKind.Struct, MayDerive: false } || o.IsExact ? o.Type as INamedTypeSymbol is { TypeKind: not TypeKind.Interface } exact ? exact : null : null;

    /// <summary><c>T.Make(x)</c>: the static member of the type argument; null where that is not known.</summary>
    private IMethodSymbol? ResolveStatic(IMethodSymbol method, ITypeSymbol? constraint)
    {
        if (!method.IsStatic || !(method.IsAbstract || method.IsVirtual) || constraint is not ITypeParameterSymbol { DeclaringMethod: { } generic } parameter)
            return null;
        if (_run.Context.Constructed is { } constructed && SymbolEqualityComparer.Default.Equals(constructed.OriginalDefinition, generic.OriginalDefinition))
            return (constructed.TypeArguments[parameter.Ordinal] as INamedTypeSymbol)?.FindImplementationForInterfaceMember(method.ConstructedFrom) as IMethodSymbol is { Arity: 0 } found ? found : null;
        _run.AsksForArguments = true;
        return null;
    }

    /// <summary>The summary of a callee, made for what is known of the call where that tells more.</summary>
    private Summary? SummaryOf(IMethodSymbol method, Call call)
    {
        var summary = SummaryFor(default);
        if (summary is not ({ AsksForType: true } or { AsksForArguments: true }))
            return summary;
        var receiver = call.Receiver == NoReceiver ? null : Objects[call.Receiver];
        _run.AsksForType |= summary.AsksForType && receiver is { Kind: ObjectKind.This, IsExact: false };
        var context = new CallContext(
            summary.AsksForType && receiver is not null ? ExactTypeOf(receiver) : null,
            summary.AsksForArguments && call.Method is { IsGenericMethod: true, ReducedFrom: null } && call.Method.TypeArguments.All(static a => a is INamedTypeSymbol) ? call.Method : null);
        return context.Equals(default) ? summary : SummaryFor(context) ?? summary;

        Summary? SummaryFor(CallContext context) => _run.Services.Summaries.Of(method, context, _run.CallDepth - 1, _run, _run.CancellationToken);
    }

    private static IMethodSymbol? Dispatch(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.ContainingType?.TypeKind == TypeKind.Interface)
        {
            // Asked for a constructed method, Roslyn throws.
            var found = type.FindImplementationForInterfaceMember(method.ConstructedFrom) as IMethodSymbol;
            return found is { Arity: > 0 } && found.Arity == method.Arity ? found.ConstructedFrom.Construct(method.TypeArguments.ToArray()) : found;
        }

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
