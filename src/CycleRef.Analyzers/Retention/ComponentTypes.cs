using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>The types of one component as symbols, and which of them derive from which.</summary>
internal sealed class ComponentTypes
{
    private readonly HashSet<INamedTypeSymbol> _all = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> _subtypes = new(SymbolEqualityComparer.Default);
    private readonly NameGraph _names;
    private readonly SubtypePolicy _policy;

    private ComponentTypes(NameComponent component, NameGraph names, SubtypePolicy policy)
    {
        Component = component;
        _names = names;
        _policy = policy;
    }

    /// <summary>What names say of these types.</summary>
    public NameComponent Component { get; }

    /// <summary>Classes, records and interfaces: what can be a node.</summary>
    public List<INamedTypeSymbol> Definitions { get; } = [];

    /// <summary>All types whose code may tell about members, structs included.</summary>
    public List<INamedTypeSymbol> All { get; } = [];

    public static ComponentTypes Bind(
        NameComponent component,
        NameGraph names,
        SubtypePolicy policy,
        IAssemblySymbol assembly,
        CancellationToken cancellationToken)
    {
        var types = new ComponentTypes(component, names, policy);
        foreach (var declaration in component.Declarations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var type in SourceTypes.Find(assembly, declaration))
                types.Add(type);
        }

        return types;
    }

    /// <summary>
    /// The types, the source types that they derive from, and those nested in them: a base class's Dispose may call what a derived class
    /// overrides, and a nested type may write private members.
    /// </summary>
    public IEnumerable<INamedTypeSymbol> WithBasesAndNested(IAssemblySymbol assembly)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>(All);
        while (open.Count > 0)
        {
            var type = open.Pop();
            if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly) || !seen.Add(type))
                continue;
            yield return type;
            if (type.BaseType is { } baseType)
                open.Push(baseType.OriginalDefinition);
            foreach (var nested in type.GetTypeMembers())
                open.Push(nested);
        }
    }

    /// <summary>Takes the named types out: they are no part of any cycle.</summary>
    public void Exclude(ImmutableArray<string> ids)
    {
        if (ids.IsEmpty)
            return;
        var excluded = new TypeIdSet<bool>();
        foreach (var id in ids)
            excluded.Add(id, true);
        All.RemoveAll(excluded.Contains);
        Definitions.RemoveAll(excluded.Contains);
        _all.RemoveWhere(excluded.Contains);
        foreach (var subtypes in _subtypes.Values)
            subtypes.RemoveAll(excluded.Contains);
    }

    public bool Contains(INamedTypeSymbol type) => type.TypeKind != TypeKind.Struct && _all.Contains(type.OriginalDefinition);

    public bool HasSubtypes(INamedTypeSymbol type) => _subtypes.ContainsKey(type.OriginalDefinition);

    /// <summary>The concrete subtypes in the component for which a member declared as <paramref name="declared"/> may be taken.</summary>
    public IEnumerable<INamedTypeSymbol> SubtypesToFollow(INamedTypeSymbol declared, KnownTypes known)
    {
        if (_policy.Follow == FollowSubtypes.None || !_subtypes.TryGetValue(declared.OriginalDefinition, out var subtypes))
            return [];
        var isNear = _policy.IsNear(_names.SubtypesOf(declared.Name));
        return subtypes.Where(type => (isNear || (_policy.MayHavePeers && known.IsNativePeer(type))) && MayBe(type, declared));
    }

    /// <summary>An <c>IHandler&lt;Order&gt;</c> never is a class that implements <c>IHandler&lt;Invoice&gt;</c> only.</summary>
    private static bool MayBe(INamedTypeSymbol type, INamedTypeSymbol declared)
    {
        if (!declared.IsGenericType)
            return true;
        var steps = 0;
        for (var current = type; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (AgreesWith(current, declared))
                return true;
        }

        return type.AllInterfaces.Any(@interface => AgreesWith(@interface, declared));
    }

    private static bool AgreesWith(INamedTypeSymbol type, INamedTypeSymbol declared)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, declared.OriginalDefinition))
            return false;
        for (var i = 0; i < declared.TypeArguments.Length; i++)
        {
            // Only what both sides spell out, and no variance bends, can disagree.
            var (one, other) = (type.TypeArguments[i], declared.TypeArguments[i]);
            if (declared.TypeParameters[i].Variance == VarianceKind.None && IsPlain(one) && IsPlain(other) && !SymbolEqualityComparer.Default.Equals(one, other))
                return false;
        }

        return true;
    }

    private static bool IsPlain(ITypeSymbol argument) => argument is INamedTypeSymbol { IsGenericType: false };

    private void Add(INamedTypeSymbol type)
    {
        if (!_all.Add(type))
            return;
        All.Add(type);
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Interface) || type.IsStatic)
            return;
        Definitions.Add(type);
        if (type.IsAbstract || type.TypeKind == TypeKind.Interface)
            return;
        var steps = 0;
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
            AddSubtype(current, type);
        foreach (var @interface in type.AllInterfaces)
            AddSubtype(@interface, type);
    }

    private void AddSubtype(INamedTypeSymbol baseType, INamedTypeSymbol type)
    {
        if (!_subtypes.TryGetValue(baseType.OriginalDefinition, out var subtypes))
            _subtypes.Add(baseType.OriginalDefinition, subtypes = []);
        subtypes.Add(type);
    }
}
