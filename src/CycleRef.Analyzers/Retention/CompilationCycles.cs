using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Retention;

/// <summary>What one component came to: the cycle to report on each member, and the symbols behind the graph.</summary>
/// <param name="Component">The bound graph.</param>
/// <param name="ByMember">The cycle to report at a member.</param>
/// <param name="OnParameters">The captured parameters among these members, by type: they get no callback of their own.</param>
internal sealed record ComponentCycles(
    BoundComponent Component,
    Dictionary<ISymbol, ReportedCycle> ByMember,
    ILookup<ISymbol, IParameterSymbol> OnParameters);

/// <summary>
/// The cycles of one compilation, computed when a member of a suspicious type asks, one component at a time. Lives as long as the
/// compilation and hangs off its analysis. Thread-safe; the answer does not depend on who asks first.
/// </summary>
internal sealed class CompilationCycles(
    Compilation compilation,
    AnalyzerConfigOptionsProvider options,
    KnowledgeBase knowledge,
    NameStage nameStage,
    OutlineSource outlineOf,
    ChangesSource changesOf,
    KeptFacts keptFacts)
{
    private readonly ConcurrentDictionary<NameComponent, ComponentCycles> _components = new();
    private readonly ConcurrentDictionary<NameComponent, object> _gates = new();
    private readonly object _gate = new();
    private NameGraph? _names;
    private SubtypePolicy _policy;
    private CycleRefOptions _global = CycleRefOptions.Default;
    private KnownTypes? _known;

    /// <summary>The cycles of the component that a type lies in; null proves that there are none.</summary>
    public ComponentCycles? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (Names(cancellationToken).ComponentOf(type.Name) is not { } component)
            return null;
        if (_components.TryGetValue(component, out var cycles))
            return cycles;
        // One thread computes, the others wait: not Lazy, which would keep a cancellation as its value.
        lock (_gates.GetOrAdd(component, static _ => new object()))
        {
            if (!_components.TryGetValue(component, out cycles))
                _components[component] = cycles = Compute(component, cancellationToken);
        }

        return cycles;
    }

    private NameGraph Names(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _names) is { } names)
            return names;
        lock (_gate)
        {
            if (_names is null)
            {
                _global = CompilationWideOptions.Read(compilation, options);
                _known = new KnownTypes(compilation, knowledge, _global);
                _policy = new SubtypePolicy(_global.FollowSubtypes, _global.MaxSubtypes, _known.MayHavePeers);
                Volatile.Write(ref _names, nameStage.GraphOf(compilation, outlineOf, _policy, _global.ReportSelfEdges, cancellationToken));
            }
        }

        return _names!;
    }

    /// <summary>A cycle may span files with different settings; whatever is set for one of them holds for the whole component.</summary>
    private CycleRefOptions OptionsOf(ComponentTypes types)
    {
        var merged = CycleRefOptions.Read(options.GlobalOptions);
        var trees = new HashSet<SyntaxTree>();
        foreach (var reference in types.All.SelectMany(static type => type.DeclaringSyntaxReferences))
        {
            if (trees.Add(reference.SyntaxTree))
                merged = merged.Widen(CycleRefOptions.Read(options.GetOptions(reference.SyntaxTree)));
        }

        return merged;
    }

    private ComponentCycles Compute(NameComponent component, CancellationToken cancellationToken)
    {
        var types = ComponentTypes.Bind(component, _names!, _policy, compilation.Assembly, cancellationToken);
        var settings = OptionsOf(types);
        types.Exclude(settings.ExcludedTypes);
        var known = settings.Equals(_global) ? _known! : new KnownTypes(compilation, knowledge, settings);
        var teardown = new NamePatterns(knowledge[TableNames.TeardownMethods].Rows.Select(static row => row.Id).Concat(settings.TeardownMethods), ignoreCase: false);
        var evidence = EvidenceTable.Read(types.WithBasesAndNested(compilation.Assembly), component.MemberNames(), teardown, changesOf, keptFacts, cancellationToken);
        var facts = new MemberFacts(known, new MemberNameRoles(knowledge), evidence, options, cancellationToken);
        var heldTypes = new HeldTypes(known, compilation.Assembly);
        var bound = new RetentionGraphBuilder(types, known, heldTypes, evidence, facts, cancellationToken).Build();
        var byMember = new Dictionary<ISymbol, ReportedCycle>(SymbolEqualityComparer.Default);
        foreach (var cycle in new ReportableCycles(bound.Graph, settings).Find(cancellationToken))
            byMember[bound.MemberSymbols[cycle.Label]] = cycle;
        return new ComponentCycles(bound, byMember, byMember.Keys.OfType<IParameterSymbol>().ToLookup<IParameterSymbol, ISymbol>(static parameter => parameter.ContainingType, SymbolEqualityComparer.Default));
    }
}
