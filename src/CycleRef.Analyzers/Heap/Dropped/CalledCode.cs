using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// The program's own members that a call by its name may run, and what they do to what they are given, by the syntax of their bodies. Declarations are
/// asked for, never a body. Each is looked at once per compilation.
/// </summary>
internal sealed class CalledCode(SourceNames names, SketchMemory.Pool memory)
{
    /// <summary>A helper that calls a helper that calls a helper.</summary>
    public const int MaxDepth = 3;

    /// <summary>A call that may run more members than these is as unknown as one of a library.</summary>
    private const int MaxCallees = 8;

    private readonly ConcurrentDictionary<(SyntaxNode Declaration, int CallsLeft), CalleeEffects> _effects = new();
    private readonly ConcurrentDictionary<IMethodSymbol, Callee?> _callees = new(SymbolEqualityComparer.Default);

    public SketchMemory.Pool Memory => memory;

    /// <summary>The code that the call may run; none if no member of the program fits; null if that is not known.</summary>
    public List<Callee>? CalleesOf(SketchedCall call, CancellationToken cancellationToken)
    {
        var members = call.Kind == CalleeKind.Constructor ? names.Types(call.Name!, cancellationToken).SelectMany(static type => type.InstanceConstructors) : OfReceiver(call, cancellationToken);
        if (members is null)
            return null;
        var methods = call.Kind == CalleeKind.Setter
            ? members.OfType<IPropertySymbol>().Select(static property => property.SetMethod).OfType<IMethodSymbol>()
            : members.OfType<IMethodSymbol>();
        var callees = new List<Callee>();
        var isOpen = false;
        foreach (var method in methods)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (call.Kind != CalleeKind.Setter && !Accepts(method, call))
                continue;
            if (CalleeOf(method) is not { } callee)
                isOpen |= !method.IsImplicitlyDeclared;
            else if (callees.Count == MaxCallees)
                return null;
            else
                callees.Add(callee);
        }

        return callees.Count == 0 && isOpen ? null : callees;
    }

    public CalleeEffects EffectsOf(Callee callee, int callsLeft, CancellationToken cancellationToken)
    {
        var key = (callee.Declaration, callsLeft);
        if (!_effects.TryGetValue(key, out var effects))
            _effects[key] = effects = BodySketch.EffectsOf(callee, names, this, callsLeft, cancellationToken);
        return effects;
    }

    /// <summary>The type, or a base of it in the program, has a member of this name.</summary>
    public bool IsDeclaredBy(string name, string? type, CancellationToken cancellationToken) =>
        type is not null && names.Types(type, cancellationToken).Any(declared => Bases(declared).Any(@base => !@base.GetMembers(name).IsEmpty));

    private Callee? CalleeOf(IMethodSymbol method) => _callees.GetOrAdd(method, static m => Callee.Of(m));

    /// <summary>The members of the name that an object of the receiver's type has; of all types, where the type does not settle it; null for too many.</summary>
    private IEnumerable<ISymbol>? OfReceiver(SketchedCall call, CancellationToken cancellationToken)
    {
        if (call.ReceiverType is { } type)
        {
            var own = names.Types(type, cancellationToken).SelectMany(declared => OwnOf(declared, call)).ToList();
            if (own.Count > 0 && (call.IsExact || !own.Exists(static member => member.IsVirtual || member.IsAbstract || member.IsOverride)))
                return own;
        }

        return names.MembersOf(call.Name!) > 2 * MaxCallees ? null : names.Members(call.Name!, cancellationToken);
    }

    private static IEnumerable<ISymbol> OwnOf(INamedTypeSymbol type, SketchedCall call)
    {
        foreach (var declaring in Bases(type).Concat(type.AllInterfaces))
        {
            var own = declaring.GetMembers().Where(member => IsOf(member.Name, call.Name!) && (member is not IMethodSymbol method || Accepts(method, call))).ToList();
            if (own.Count > 0)
                return own;
        }

        return [];
    }

    /// <summary>The name itself, or that of an explicit implementation.</summary>
    private static bool IsOf(string memberName, string name) =>
        memberName == name || (memberName.Length > name.Length && memberName[memberName.Length - name.Length - 1] == '.' && memberName.EndsWith(name, StringComparison.Ordinal));

    /// <summary>It takes as many arguments as the call gives.</summary>
    private static bool Accepts(IMethodSymbol method, SketchedCall call)
    {
        var given = call.Arguments.Length;
        var parameters = method.Parameters;
        return Fits(given) || (method.IsExtensionMethod && Fits(given + 1));

        bool Fits(int count) => (count <= parameters.Length || (parameters.Length > 0 && parameters[parameters.Length - 1].IsParams)) && parameters.Count(static p => !p.IsOptional && !p.IsParams) <= count;
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        var steps = 0;
        for (var current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
            yield return current;
    }
}
