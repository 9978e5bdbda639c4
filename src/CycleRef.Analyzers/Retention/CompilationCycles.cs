using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Retention.Reuse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// The cycles of one compilation, computed when a member of a suspicious type asks, one component at a time. Lives as long as the
/// compilation and hangs off its analysis. Thread-safe; the answer does not depend on who asks first.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="options">The options of its files.</param>
/// <param name="knowledge">The tables.</param>
/// <param name="nameStage">The graph of names.</param>
/// <param name="sources">What the trees of the compilation say, kept by the host.</param>
/// <param name="keptFacts">What code told in compilations before.</param>
/// <param name="keptComponents">What components came to in compilations before; null where none can have been kept.</param>
internal sealed class CompilationCycles(
    Compilation compilation,
    AnalyzerConfigOptionsProvider options,
    KnowledgeBase knowledge,
    NameStage nameStage,
    TreeSources sources,
    KeptFacts keptFacts,
    KeptComponents? keptComponents)
{
    private readonly ConcurrentDictionary<NameComponent, ComponentCycles> _components = new();
    private readonly ConcurrentDictionary<NameComponent, object> _gates = new();
    private readonly object _gate = new();
    private NameGraph? _names;
    private SubtypePolicy _policy;
    private CycleRefOptions _global = CycleRefOptions.Default;
    private KnownTypes? _known;
    private KeptSession? _session;

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
                _components[component] = cycles = ReuseOrCompute(component, cancellationToken);
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
                Volatile.Write(ref _names, nameStage.GraphOf(compilation, sources.Outline, _policy, _global.ReportSelfEdges, cancellationToken));
            }
        }

        return _names!;
    }

    private KeptSession? Session(CancellationToken cancellationToken)
    {
        if (keptComponents is null || Volatile.Read(ref _session) is { } session)
            return keptComponents is null ? null : _session;
        lock (_gate)
        {
            if (_session is null)
            {
                var key = SurroundingsKey.Of(compilation, knowledge, _global, _policy);
                Volatile.Write(ref _session, keptComponents.Open(compilation, key, options, sources, keptFacts, cancellationToken));
            }
        }

        return _session;
    }

    private ComponentCycles ReuseOrCompute(NameComponent component, CancellationToken cancellationToken)
    {
        var session = Session(cancellationToken);
        if (session?.Find(component, cancellationToken) is { } known)
            return known;
        var types = ComponentTypes.Bind(component, _names!, _policy, compilation.Assembly, cancellationToken);
        var settings = OptionsOf(types);
        var allTypes = types.All.ToImmutableArray();
        types.Exclude(settings.ExcludedTypes);
        var teardown = new NamePatterns(knowledge[TableNames.TeardownMethods].Rows.Select(static row => row.Id).Concat(settings.TeardownMethods), ignoreCase: false);
        var evidence = EvidenceTable.Read(types.WithBasesAndNested(compilation.Assembly), component.MemberNames(), teardown, sources.Changes, keptFacts, cancellationToken);
        var bound = Build(types, settings, evidence, cancellationToken);
        var cycles = new ReportableCycles(bound.Graph, settings).Find(cancellationToken);
        session?.Keep(component, bound, cycles, evidence.Code, allTypes, cancellationToken);
        return new ComponentCycles(bound, cycles);
    }

    private BoundComponent Build(ComponentTypes types, CycleRefOptions settings, EvidenceTable evidence, CancellationToken cancellationToken)
    {
        var known = settings.Equals(_global) ? _known! : new KnownTypes(compilation, knowledge, settings);
        var facts = new MemberFacts(known, new MemberNameRoles(knowledge), evidence, options, cancellationToken);
        return new RetentionGraphBuilder(types, known, new HeldTypes(known, compilation.Assembly), evidence, facts, cancellationToken).Build(compilation.Assembly);
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
}
