using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Reachability over the declared types of fields, subtypes included. What is declared as <c>object</c>, as a delegate, as an interface or
/// class of a library that is not sealed, may hold anything.
/// </summary>
internal sealed class DeclaredTypesGate : IRetentionGate
{
    /// <summary>Types looked at for one question; beyond it the answer is yes.</summary>
    private const int MaxTypes = 300;

    private readonly Compilation _compilation;
    private readonly KnownTypes _types;
    private readonly ConcurrentDictionary<ITypeSymbol, Reach> _reach = new(SymbolEqualityComparer.Default);
    private Dictionary<ITypeSymbol, List<INamedTypeSymbol>>? _subtypes;

    public DeclaredTypesGate(Compilation compilation, KnownTypes types)
    {
        _compilation = compilation;
        _types = types;
    }

    public bool CanCloseCycle(ITypeSymbol holder, ITypeSymbol held)
    {
        var reach = ReachOf(held);
        if (reach.IsEverything)
            return true;
        holder = holder.OriginalDefinition;
        if (reach.Types.Contains(holder))
            return true;
        // What is declared as a base of the holder, or as one of its subtypes, may be the holder.
        return Bases(holder).Any(reach.Types.Contains) || Below(holder).Any(reach.Types.Contains);
    }

    private Reach ReachOf(ITypeSymbol type) => _reach.GetOrAdd(type, Compute);

    private Reach Compute(ITypeSymbol start)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<ITypeSymbol>();
        var everything = false;
        Push(start);
        while (pending.Count > 0 && !everything)
        {
            var type = pending.Pop();
            if (seen.Count > MaxTypes)
                everything = true;
            foreach (var part in Below(type).Concat(Bases(type)))
            {
                if (part.DeclaringSyntaxReferences.Length == 0)
                    continue;
                foreach (var member in part.GetMembers())
                {
                    switch (member)
                    {
                        case IFieldSymbol { IsStatic: false, IsConst: false } field:
                            Push(field.Type);
                            break;
                        case IEventSymbol { IsStatic: false }:
                            everything = true;
                            break;
                        case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                            // Captured parameters of primary constructors have no member.
                            if (constructor.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax))
                            {
                                foreach (var parameter in constructor.Parameters)
                                    Push(parameter.Type);
                            }

                            break;
                    }
                }
            }
        }

        return new Reach(everything, seen);

        void Push(ITypeSymbol? type)
        {
            switch (type)
            {
                case null or { SpecialType: not SpecialType.None and not SpecialType.System_Object } or { TypeKind: TypeKind.Enum or TypeKind.Pointer or TypeKind.FunctionPointer }:
                    return;
                case { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Delegate or TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Error }:
                    everything = true;
                    return;
                case IArrayTypeSymbol array:
                    Push(array.ElementType);
                    return;
                case INamedTypeSymbol named:
                    if (_types.IsWeakHolder(named))
                        return;
                    if (named.DeclaringSyntaxReferences.Length == 0 && !named.IsTupleType)
                        PushLibrary(named);
                    else if (seen.Add(named.OriginalDefinition))
                        pending.Push(named.OriginalDefinition);
                    foreach (var argument in named.TypeArguments)
                        Push(argument);
                    return;
            }
        }

        void PushLibrary(INamedTypeSymbol type)
        {
            // A collection holds what its arguments say; a native peer may hold anything; a base or interface may stand for a type of ours.
            if (_types.IsNativePeer(type))
                everything = true;
            else if (Below(type.OriginalDefinition).Skip(1).Any() && seen.Add(type.OriginalDefinition))
                pending.Push(type.OriginalDefinition);
            else
                seen.Add(type.OriginalDefinition);
        }
    }

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        var steps = 0;
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None } && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
            yield return current.OriginalDefinition;
        foreach (var @interface in type.AllInterfaces)
            yield return @interface.OriginalDefinition;
    }

    /// <summary>The type and every source type that derives from it or implements it.</summary>
    private IEnumerable<ITypeSymbol> Below(ITypeSymbol type)
    {
        var subtypes = LazyInitializer.EnsureInitialized(ref _subtypes, CollectSubtypes)!;
        return subtypes.TryGetValue(type.OriginalDefinition, out var below) ? below.Prepend(type) : [type];
    }

    private Dictionary<ITypeSymbol, List<INamedTypeSymbol>> CollectSubtypes()
    {
        var subtypes = new Dictionary<ITypeSymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(_compilation.Assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            foreach (var member in pending.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                pending.Push(member);
                if (member is not INamedTypeSymbol type)
                    continue;
                foreach (var @base in Bases(type))
                {
                    if (!subtypes.TryGetValue(@base, out var below))
                        subtypes.Add(@base, below = []);
                    below.Add(type);
                }
            }
        }

        return subtypes;
    }

    private sealed record Reach(bool IsEverything, HashSet<ITypeSymbol> Types);
}
