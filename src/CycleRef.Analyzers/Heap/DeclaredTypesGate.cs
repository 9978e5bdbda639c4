using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Reachability over the declared types of fields, subtypes included. What is declared as <c>object</c>, as a delegate or as an interface of
/// the core library may hold anything and is left out here: a body that stores into such a member is explored for that store.
/// </summary>
internal sealed class DeclaredTypesGate : IRetentionGate
{
    /// <summary>Types looked at for one question; beyond it the answer is yes.</summary>
    private const int MaxTypes = 2_000;

    private readonly Compilation _compilation;
    private readonly KnownTypes _types;
    private readonly ConcurrentDictionary<ITypeSymbol, HashSet<ITypeSymbol>?> _reached = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, ITypeSymbol[]> _parts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, ITypeSymbol[]> _bases = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _keepsAnything = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _cyclic = new(SymbolEqualityComparer.Default);
    private Dictionary<ITypeSymbol, List<ITypeSymbol>>? _subtypes;

    public DeclaredTypesGate(Compilation compilation, KnownTypes types)
    {
        _compilation = compilation;
        _types = types;
    }

    public bool CanCloseCycle(ITypeSymbol holder, ITypeSymbol held) => IsOneOf(holder, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default) { held.OriginalDefinition }) || CanReach(held, holder);

    public bool LeadsToCycle(ITypeSymbol type)
    {
        if (_cyclic.TryGetValue(type, out var known))
            return known;
        var reached = Reached(type);
        var leads = reached is null || CanReach(type, type) || reached.Any(t => CanReach(t, t));
        _cyclic[type] = leads;
        return leads;
    }

    /// <summary>An object of the one type may lead to one of the other, by one link or more.</summary>
    public bool Reaches(ITypeSymbol from, ITypeSymbol to) => CanReach(from, to);

    /// <summary>A field of the type is declared to hold any object or any delegate.</summary>
    public bool KeepsAnything(ITypeSymbol? type) => type is not null && IsSource(type.OriginalDefinition) && _keepsAnything.GetOrAdd(type.OriginalDefinition, t =>
        Bases(t).Prepend(t).SelectMany(static b => b.GetMembers().OfType<IFieldSymbol>()).Any(static f => !f.IsStatic && (f.Type.SpecialType == SpecialType.System_Object || f.Type.TypeKind is TypeKind.Delegate or TypeKind.Dynamic or TypeKind.TypeParameter)));

    private bool CanReach(ITypeSymbol from, ITypeSymbol to) => Reached(from) is not { } reached || IsOneOf(to, reached);

    /// <summary>The type, a base of it, or a subtype is among the types: a member declared as any of them may hold it.</summary>
    private bool IsOneOf(ITypeSymbol type, HashSet<ITypeSymbol> types)
    {
        type = type.OriginalDefinition;
        return types.Contains(type) || Bases(type).Any(types.Contains) || Below(type).Any(types.Contains);
    }

    /// <summary>Everything that an instance leads to by one link or more; null for too much.</summary>
    private HashSet<ITypeSymbol>? Reached(ITypeSymbol start) => _reached.TryGetValue(start, out var reached) ? reached : _reached.GetOrAdd(start, Compute(start));

    private HashSet<ITypeSymbol>? Compute(ITypeSymbol start)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<ITypeSymbol>(Held(start));
        if (IsSource(start))
            pending = new Stack<ITypeSymbol>(Parts(start).Concat(pending));
        while (pending.Count > 0)
        {
            var type = pending.Pop();
            if (!seen.Add(type))
                continue;
            if (seen.Count > MaxTypes)
                return null;
            foreach (var part in Parts(type))
                pending.Push(part);
        }

        return seen;
    }

    /// <summary>What the fields of a type, its bases and its subtypes are declared to hold; of an interface also what a class that implements it inherits.</summary>
    private ITypeSymbol[] Parts(ITypeSymbol type) => _parts.GetOrAdd(type.OriginalDefinition, t => Below(t).SelectMany(b => Bases(b).Prepend(b)).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default).Where(IsSource).SelectMany(OwnParts).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default).ToArray());

    private IEnumerable<ITypeSymbol> OwnParts(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { IsStatic: false, IsConst: false } field:
                    foreach (var held in Held(field.Type, itself: true))
                        yield return held;
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: > 0 } constructor when constructor.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax):
                    // Captured parameters of primary constructors have no member.
                    foreach (var held in constructor.Parameters.SelectMany(p => Held(p.Type, itself: true)))
                        yield return held;
                    break;
            }
        }
    }

    /// <summary>The types of this program that a storage type names: the type itself, elements, arguments.</summary>
    private IEnumerable<ITypeSymbol> Held(ITypeSymbol type, bool itself = false, int depth = 0)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Held(array.ElementType, true, depth + 1);
            case ITypeParameterSymbol parameter:
                return depth > 4 ? [] : parameter.ConstraintTypes.SelectMany(c => Held(c, true, depth + 1));
            case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } named when !_types.IsWeakHolder(named) && depth < 8:
                var arguments = named.TypeArguments.SelectMany(a => Held(a, true, depth + 1));
                return itself && IsRelevant(named) ? arguments.Prepend(named.OriginalDefinition) : arguments;
            default:
                return [];
        }
    }

    /// <summary>A type of the program, or a library type that one of the program derives from; a native peer may hold anything of ours.</summary>
    private bool IsRelevant(INamedTypeSymbol type) =>
        IsSource(type) || (type.SpecialType == SpecialType.None && !IsCore(type) && (_types.IsNativePeer(type) || Subtypes.ContainsKey(type.OriginalDefinition)));

    private static bool IsSource(ITypeSymbol type) => type.DeclaringSyntaxReferences.Length > 0;

    private static bool IsCore(ITypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Interface)
            return false;
        var top = type.ContainingNamespace;
        while (top is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            top = top.ContainingNamespace;
        return top is { Name: "System" or "Microsoft" };
    }

    /// <summary>Asked for once of every subtype of each type that is looked at, so kept.</summary>
    private ITypeSymbol[] Bases(ITypeSymbol type) => _bases.GetOrAdd(type.OriginalDefinition, static t => DeclaredBases(t).ToArray());

    private static IEnumerable<ITypeSymbol> DeclaredBases(ITypeSymbol type)
    {
        var steps = 0;
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None } && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
            yield return current.OriginalDefinition;
        foreach (var @interface in type.AllInterfaces)
        {
            if (!IsCore(@interface))
                yield return @interface.OriginalDefinition;
        }
    }

    private Dictionary<ITypeSymbol, List<ITypeSymbol>> Subtypes => LazyInitializer.EnsureInitialized(ref _subtypes, CollectSubtypes)!;

    /// <summary>The type and every source type that derives from it or implements it.</summary>
    private IEnumerable<ITypeSymbol> Below(ITypeSymbol type) => Subtypes.TryGetValue(type.OriginalDefinition, out var below) ? below.Prepend(type) : [type];

    private Dictionary<ITypeSymbol, List<ITypeSymbol>> CollectSubtypes()
    {
        var subtypes = new Dictionary<ITypeSymbol, List<ITypeSymbol>>(SymbolEqualityComparer.Default);
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(_compilation.Assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            // All members of a type would be made for its nested types.
            var next = pending.Pop();
            foreach (var member in next is INamespaceSymbol @namespace ? @namespace.GetMembers() : next.GetTypeMembers().CastArray<INamespaceOrTypeSymbol>())
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
}
