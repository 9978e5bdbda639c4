using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>How a generic library type holds the objects of its type arguments.</summary>
internal enum Holding
{
    None,
    One,
    Many,
}

/// <summary>
/// What the knowledge tables and the options say about the types of one compilation. Lives as long as the compilation: it
/// remembers symbols. Every answer is computed once per type; thread-safe.
/// </summary>
internal sealed class KnownTypes
{
    /// <summary>More levels of base types than any program that loads; stops on cyclic inheritance in broken code.</summary>
    internal const int MaxBaseTypes = 256;

    private readonly Compilation _compilation;
    private readonly CycleRefOptions _options;
    private readonly TypeIdSet<bool> _weak = new();
    private readonly TypeIdSet<Holding> _containers = new();
    private readonly TypeIdSet<bool> _readOnlyContainers = new();
    private readonly TypeIdSet<bool> _peers = new();
    private readonly TypeIdSet<bool> _peerAttributes = new();
    private readonly TypeIdSet<bool> _notPeers = new();
    private readonly TypeIdSet<List<string>> _safe = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _isPeer = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Holding> _holding = new(SymbolEqualityComparer.Default);

    public KnownTypes(Compilation compilation, KnowledgeBase knowledge, CycleRefOptions options)
    {
        _compilation = compilation;
        _options = options;
        foreach (var row in knowledge[TableNames.WeakHolders].Rows)
            _weak.Add(row.Id, true);
        foreach (var id in options.WeakTypes)
            _weak.Add(id, true);
        foreach (var row in knowledge[TableNames.Containers].Rows)
            _containers.Add(row.Id, row.Word == "none" ? Holding.None : row.Word == "many" ? Holding.Many : Holding.One);
        foreach (var row in knowledge[TableNames.ReadOnlyContainers].Rows)
            _readOnlyContainers.Add(row.Id, true);
        // Several rows may name one type, each in another holder.
        foreach (var rows in knowledge[TableNames.SafeTypes].Rows.GroupBy(static row => row.Id))
            _safe.Add(rows.Key, rows.Select(static row => row.ConditionWord == "in" ? row.ConditionId : "").ToList());
        foreach (var row in knowledge[TableNames.NativePeers].Rows)
        {
            if (row.ConditionWord == "when" && Resolve(row.ConditionId) is null)
                continue;
            (row.Word switch { "attribute" => _peerAttributes, "not" => _notPeers, _ => _peers }).Add(row.Id, true);
        }

        foreach (var id in options.NativePeers)
            _peers.Add(id, true);
        MayHavePeers = options.NativePeers.Length > 0 || knowledge[TableNames.NativePeers].Rows.Any(IsAvailable);
    }

    /// <summary>The compilation knows a library whose types are native peers, so that a base type from outside may make a type one.</summary>
    public bool MayHavePeers { get; }

    /// <summary>The type keeps nothing alive (<c>WeakReference&lt;T&gt;</c> and the like).</summary>
    public bool IsWeakHolder(INamedTypeSymbol type) => _weak.Contains(type);

    /// <summary>A container whose content cannot change through a member of this type.</summary>
    public bool IsReadOnlyContainer(INamedTypeSymbol type) => _readOnlyContainers.Contains(type);

    /// <summary>How a library type (not one of this compilation's source) holds what its type arguments name.</summary>
    public Holding HoldingOfArguments(INamedTypeSymbol type) => _holding.GetOrAdd(type.OriginalDefinition, ComputeHolding);

    /// <summary>The type is, or derives from, or wraps, a native peer.</summary>
    public bool IsNativePeer(INamedTypeSymbol type) => _isPeer.GetOrAdd(type.OriginalDefinition, ComputeIsPeer);

    /// <summary>No edge goes from <paramref name="holder"/> to <paramref name="target"/>: it never leads back.</summary>
    public bool IsSafe(INamedTypeSymbol holder, INamedTypeSymbol target)
    {
        return _safe.TryGet(target, out var holders) && holders.Any(id => id.Length == 0 || IsOrDerivesFrom(holder, id));
    }

    private Holding ComputeHolding(INamedTypeSymbol type)
    {
        if (_containers.TryGet(type, out var holding))
            return holding;
        if (type.IsTupleType)
            return Holding.One;
        if (type.TypeKind is TypeKind.Delegate)
            return Holding.None;
        // A base class of the container may be named too: RangeObservableCollection<T> : ObservableCollection<T> is an IEnumerable<T> anyway.
        return IsEnumerable(type) || type.AllInterfaces.Any(IsEnumerable) ? Holding.Many : Holding.None;

        static bool IsEnumerable(INamedTypeSymbol candidate) =>
            candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
    }

    private bool ComputeIsPeer(INamedTypeSymbol type)
    {
        var steps = 0;
        var found = false;
        for (INamedTypeSymbol? current = type; current is not null && steps++ < MaxBaseTypes; current = current.BaseType)
        {
            if (_notPeers.Contains(current))
                return false;
            found = found || _peers.Contains(current) || CarriesPeerAttribute(current);
        }

        // An attribute on an interface says nothing about who implements it: a managed class behind a COM interface is no native object.
        return found || type.AllInterfaces.Any(_peers.Contains);
    }

    private bool CarriesPeerAttribute(INamedTypeSymbol type)
    {
        if (type.IsComImport)
            return true;
        // Attributes of library types are only read where the library can carry them: reading all of them is dear.
        if (type.SpecialType != SpecialType.None || _peerAttributes.IsEmpty)
            return false;
        return type.GetAttributes().Any(attribute => attribute.AttributeClass is { } c && _peerAttributes.Contains(c));
    }

    private bool IsOrDerivesFrom(INamedTypeSymbol type, string id)
    {
        var wanted = new TypeIdSet<bool>();
        wanted.Add(id, true);
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is not null && steps++ < MaxBaseTypes; current = current.BaseType)
        {
            if (wanted.Contains(current))
                return true;
        }

        return type.AllInterfaces.Any(wanted.Contains);
    }

    /// <summary>A row can matter here: its type is known to the compilation and is not one that every program knows.</summary>
    private bool IsAvailable(KnowledgeRow row)
    {
        if (row.Word == "not")
            return false;
        // ComImport and its source-generated successors live in the core library of every program and say nothing about this one.
        return !row.Id.StartsWith("T:System.", StringComparison.Ordinal) && Resolve(row.Id) is not null;
    }

    private INamedTypeSymbol? Resolve(string id) =>
        _compilation.GetTypesByMetadataName(id.StartsWith("T:", StringComparison.Ordinal) ? id.Substring(2) : id).FirstOrDefault();
}
