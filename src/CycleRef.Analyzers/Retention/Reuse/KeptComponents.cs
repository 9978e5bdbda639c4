using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Retention.Reuse;

/// <summary>What components came to in the last few compilations. One per analyzer instance; holds no symbol and no syntax. Thread-safe.</summary>
internal sealed class KeptComponents
{
    private readonly LastResults<DeclarationMark, SurroundingsKey, Surroundings> _surroundings = new();

    /// <param name="compilation">The compilation that asks.</param>
    /// <param name="key">What its components depend on besides source.</param>
    /// <param name="options">The options of its files.</param>
    /// <param name="sources">What its trees say.</param>
    /// <param name="facts">What code told in compilations before.</param>
    /// <param name="cancellationToken">Checked at every tree.</param>
    public KeptSession Open(Compilation compilation, SurroundingsKey key, AnalyzerConfigOptionsProvider options, TreeSources sources, KeptFacts facts, CancellationToken cancellationToken)
    {
        var trees = compilation.SyntaxTrees.ToImmutableArray();
        var marks = ImmutableArray.CreateBuilder<DeclarationMark>(trees.Length);
        var methodNames = TextHash.Start;
        foreach (var tree in trees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mark = sources.Mark(tree);
            marks.Add(mark);
            methodNames.Add(mark.MethodNames);
        }

        var surroundings = _surroundings.Of(marks.MoveToImmutable(), key, static _ => new Surroundings());
        return new KeptSession(compilation.Assembly, surroundings, trees, methodNames.Value, options, sources.Changes, facts);
    }
}

/// <summary>What one compilation may take over from those before, and leaves to those that come. Lives as long as the compilation.</summary>
internal sealed class KeptSession(
    IAssemblySymbol assembly,
    Surroundings surroundings,
    ImmutableArray<SyntaxTree> trees,
    ulong methodNames,
    AnalyzerConfigOptionsProvider options,
    ChangesSource changesOf,
    KeptFacts facts)
{
    /// <summary>What the component came to before, if nothing that it depends on has changed since.</summary>
    public ComponentCycles? Find(NameComponent component, CancellationToken cancellationToken)
    {
        if (surroundings.Of(component) is not { } kept
            || (kept.MethodNames != 0 && kept.MethodNames != methodNames)
            || !kept.Files.Equals(FileSettings.Of(kept.Files.Trees, trees, options, cancellationToken))
            || !kept.Code.StillTellsTheSame(trees, changesOf, facts, cancellationToken))
            return null;
        return new ComponentCycles(new BoundComponent(kept.Graph, kept.Places, assembly), kept.Cycles);
    }

    /// <param name="component">The component.</param>
    /// <param name="bound">What it came to.</param>
    /// <param name="cycles">What is reported of it.</param>
    /// <param name="code">What its code told.</param>
    /// <param name="types">All its types, also those that options exclude.</param>
    /// <param name="cancellationToken">Checked at every member.</param>
    public void Keep(NameComponent component, BoundComponent bound, ImmutableArray<ReportedCycle> cycles, ReadCode code, IEnumerable<INamedTypeSymbol> types, CancellationToken cancellationToken)
    {
        var places = new Dictionary<SyntaxTree, int>();
        for (var i = 0; i < trees.Length; i++)
            places[trees[i]] = i;
        // The options of its own types decide, not those of a base's file that was read for what it does to them.
        var files = types.SelectMany(static type => type.DeclaringSyntaxReferences).Select(static reference => reference.SyntaxTree).Distinct().ToList();
        if (!files.All(places.ContainsKey) || !code.Parts.All(part => places.ContainsKey(part.Part.SyntaxTree)) || KeptComponent.PlacesOf(bound, assembly, cancellationToken) is not { } members)
            return;
        var settings = FileSettings.Of(files.Select(file => places[file]).ToImmutableArray(), trees, options, cancellationToken);
        var names = code.Parts.Any(static part => part.MayCapture) ? methodNames : 0;
        surroundings.Keep(component, new KeptComponent(bound.Graph, members, cycles, KeptCode.Of(code, places), settings, names));
    }
}
