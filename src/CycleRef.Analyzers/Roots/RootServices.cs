using System;
using System.Collections.Concurrent;
using System.Threading;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Roots;

/// <summary>What the rules about roots know of one compilation. Everything but the tables is made when first asked for.</summary>
internal sealed class RootServices
{
    private readonly Lazy<Releases> _releases;
    private readonly Lazy<ProcessLived> _processLived;
    private readonly Lazy<ShortLived> _shortLived;
    private readonly Lazy<SemanticModels> _models;
    private readonly ConcurrentDictionary<ISymbol, MemberUses> _uses = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;
    private readonly Func<SyntaxTree, ReleaseNames> _namesOf;
    private ReleaseNames? _names;

    private RootServices(Compilation compilation, RootTables tables, KnowledgeBase knowledge, Func<CycleRefOptions> options, Func<SyntaxTree, ReleaseNames> namesOf)
    {
        Tables = tables;
        _compilation = compilation;
        _namesOf = namesOf;
        _releases = new(() => new Releases(knowledge, options()));
        _processLived = new(() => new ProcessLived(knowledge));
        _shortLived = new(() => new ShortLived(knowledge));
        _models = new(() => new SemanticModels(compilation));
    }

    public RootTables Tables { get; }

    /// <param name="compilation">The compilation that the analyzer starts on.</param>
    /// <param name="analyzer">What the analyzer is given.</param>
    /// <param name="knowledge">The tables.</param>
    /// <param name="namesOf">Reads what a file removes, from a cache where the host has one.</param>
    public static RootServices Of(Compilation compilation, AnalyzerOptions analyzer, KnowledgeBase knowledge, Func<LifetimeCalls, Func<SyntaxTree, ReleaseNames>> namesOf)
    {
        var configured = analyzer.AnalyzerConfigOptionsProvider;
        var tables = new RootTables(knowledge);
        return new RootServices(compilation, tables, knowledge, () => CompilationWideOptions.Read(compilation, configured), namesOf(tables.Lifetimes));
    }

    public Releases Releases => _releases.Value;

    public ProcessLived ProcessLived => _processLived.Value;

    public ShortLived ShortLived => _shortLived.Value;

    public SemanticModels Models => _models.Value;

    public Closures Closures { get; } = new();

    /// <inheritdoc cref="MemberUses.Of"/>
    /// <remarks>Code that subscribes to one member thousands of times is read once for it.</remarks>
    public MemberUses UsesOf(ISymbol member, CancellationToken cancellationToken)
    {
        if (!_uses.TryGetValue(member, out var uses))
            _uses[member] = uses = MemberUses.Of(member, cancellationToken);
        return uses;
    }

    /// <summary>A container makes one object of the type, a static member elsewhere holds it, or the entry point makes it. Reads names of all files: only asked once a report hangs on it.</summary>
    public bool IsRegisteredSingleton(INamedTypeSymbol type, CancellationToken cancellationToken) => Names(cancellationToken).Singletons.Contains(type.MetadataName);

    /// <summary>
    /// It is seen that objects of the type end before the process: by the type, by its registration, or because code makes them as it goes. A service
    /// that is registered in another project tells none of this.
    /// </summary>
    public bool EndsBeforeProcess(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        ShortLived.HasEnd(type) || Names(cancellationToken).ShortLived.Contains(type.MetadataName);

    /// <summary>What the whole compilation removes and unsubscribes, by name. Two threads may both make it, with the same result.</summary>
    public ReleaseNames Names(CancellationToken cancellationToken)
    {
        if (_names is { } known)
            return known;
        var all = new ReleaseNames();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            all.Add(_namesOf(tree));
        }

        return _names = all;
    }
}
