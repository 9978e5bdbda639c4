using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Cycles;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// Makes the <see cref="RetentionGraph"/> of one component out of symbols. Binds the members of the component's types and nothing else.
/// Linear in their members times the bounded number of constructions and subtypes.
/// </summary>
internal sealed class RetentionGraphBuilder
{
    /// <summary>Nodes of one component. More come only from hostile or generated code; the rest is left out, which can only make it quieter.</summary>
    private const int MaxNodes = 20_000;

    private readonly ComponentTypes _types;
    private readonly KnownTypes _known;
    private readonly HeldTypes _heldTypes;
    private readonly EvidenceTable _evidence;
    private readonly MemberFacts _memberFacts;
    private readonly TypeCanon _canon;
    private readonly CancellationToken _cancellationToken;

    private readonly Dictionary<INamedTypeSymbol, int> _nodes = new(SymbolEqualityComparer.Default);
    private readonly List<INamedTypeSymbol> _nodeTypes = [];
    private readonly Dictionary<ISymbol, int> _labels = new(SymbolEqualityComparer.Default);
    private readonly List<(ISymbol Symbol, RetentionMember Member)> _members = [];
    private readonly List<LabelledEdge> _edges = [];

    public RetentionGraphBuilder(ComponentTypes types, KnownTypes known, HeldTypes heldTypes, EvidenceTable evidence, MemberFacts memberFacts, CancellationToken cancellationToken)
    {
        _types = types;
        _known = known;
        _heldTypes = heldTypes;
        _evidence = evidence;
        _memberFacts = memberFacts;
        _canon = new TypeCanon(heldTypes.IsSource);
        _cancellationToken = cancellationToken;
    }

    /// <param name="assembly">What the component is declared in.</param>
    public BoundComponent Build(IAssemblySymbol assembly)
    {
        foreach (var type in _types.Definitions)
            NodeOf(type);
        // The list grows while it is walked: constructions are found through members. TypeCanon and MaxNodes end it.
        for (var node = 0; node < _nodeTypes.Count; node++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            AddEdges(node);
        }

        return Sorted(assembly);
    }

    private int NodeOf(INamedTypeSymbol type)
    {
        if (_nodes.TryGetValue(type, out var node))
            return node;
        if (_nodeTypes.Count >= MaxNodes)
            return -1;
        node = _nodeTypes.Count;
        _nodes.Add(type, node);
        _nodeTypes.Add(type);
        return node;
    }

    private void AddEdges(int node)
    {
        var type = _nodeTypes[node];
        if (type.TypeKind == TypeKind.Interface)
            return;
        if (type.BaseType is { } baseType && _types.Contains(baseType) && NodeOf(_canon.Of(baseType)) is >= 0 and var baseNode)
            _edges.Add(LabelledEdge.IsAlso(node, baseNode));
        foreach (var storage in StorageMembers.Of(type, _types.Component, _evidence, _heldTypes))
            AddStorage(node, type, storage);
    }

    private RetentionMember FactsOf(StorageMember storage, List<HeldType> held)
    {
        var member = _memberFacts.Of(storage, held);
        return PassingReferences.IsOne(storage.Symbol, held, member, _evidence) ? member with { Evidence = member.Evidence | MemberEvidence.MovedOn } : member;
    }

    private void AddStorage(int node, INamedTypeSymbol type, StorageMember storage)
    {
        if (storage.IsBackReference)
            return;
        var held = _heldTypes.Of(storage.Type, type.OriginalDefinition);
        held.RemoveAll(h => !_types.Contains(h.Type) && !_types.HasSubtypes(h.Type));
        if (held.Count == 0)
            return;
        if (!_labels.TryGetValue(storage.Symbol, out var label))
        {
            label = _members.Count;
            _labels.Add(storage.Symbol, label);
            _members.Add((storage.Symbol, FactsOf(storage, held)));
        }

        var member = _members[label].Member;
        // Managed by hand: not an edge at all.
        if (member.Has(MemberEvidence.TornDown | MemberEvidence.MovedOn))
            return;
        // A member of a base type into which only `new Label()` goes holds no other subtype.
        var made = storage.IsWrittenByOwnTypeOnly && storage.Symbol is IFieldSymbol or IPropertySymbol ? _evidence.MadeTypes(storage.Symbol.ContainingType, storage.Symbol.Name) : null;
        foreach (var target in held)
        {
            var canClose = !AgeOrder.IsOlderOnly(storage.IsAssignedOnceByDeclaration, storage.IsWrittenByOwnTypeOnly, target.CanChange, member.Evidence);
            if (_types.Contains(target.Type))
                AddEdge(node, _canon.Of(target.Type), label, canClose, isMay: false);
            foreach (var subtype in _types.SubtypesToFollow(target.Type, _known))
            {
                if (made is null || target.IsMany || made.Contains(subtype.Name))
                    AddEdge(node, subtype, label, canClose, isMay: true);
            }
        }
    }

    private void AddEdge(int from, INamedTypeSymbol target, int label, bool canClose, bool isMay)
    {
        if (NodeOf(target) is >= 0 and var to)
            _edges.Add(new LabelledEdge(from, to, label, canClose, isMay));
    }

    /// <summary>Numbers nodes, members and edges anew by what they are called.</summary>
    private BoundComponent Sorted(IAssemblySymbol assembly)
    {
        var nodes = _nodeTypes.Select(_memberFacts.NodeOf).ToArray();
        var nodeOrder = Order(nodes.Length, i => nodes[i].Id);
        var memberOrder = Order(_members.Count, i => _members[i].Member.Id);
        var newNode = Inverse(nodeOrder);
        var newLabel = Inverse(memberOrder);
        var edges = _edges
            .Select(e => new LabelledEdge(newNode[e.From], newNode[e.To], e.IsStructural ? LabelledEdge.Structural : newLabel[e.Label], e.CanClose, e.IsMay))
            .OrderBy(static e => e.From).ThenBy(static e => e.Label).ThenBy(static e => e.IsMay).ThenBy(static e => e.To).ThenBy(static e => e.CanClose)
            .ToList();
        RemoveRepeats(edges);
        var graph = new RetentionGraph(
            nodeOrder.Select(i => nodes[i]).ToImmutableArray(),
            memberOrder.Select(i => _members[i].Member).ToImmutableArray(),
            new Digraph(nodes.Length, edges));
        return new BoundComponent(graph, memberOrder.Select(i => _members[i].Symbol).ToArray(), assembly);
    }

    private static void RemoveRepeats(List<LabelledEdge> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            var (edge, last) = (sorted[i], kept > 0 ? sorted[kept - 1] : default);
            if (kept == 0 || edge.From != last.From || edge.To != last.To || edge.Label != last.Label || edge.IsMay != last.IsMay || edge.CanClose != last.CanClose)
                sorted[kept++] = edge;
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }

    private static int[] Order(int count, Func<int, string> key) => Enumerable.Range(0, count).OrderBy(key, StringComparer.Ordinal).ToArray();

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return inverse;
    }
}
