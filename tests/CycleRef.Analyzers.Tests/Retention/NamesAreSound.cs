using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using CycleRef.Analyzers.Cycles;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Tests.Catalogue;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Retention;

/// <summary>
/// "No cycle by name" is a proof: whatever lies on a cycle in the graph of all symbols, bound without the names-only stage, lies in a
/// component of names.
/// </summary>
public sealed class NamesAreSound
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void On_random_programs(int follow)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var source = new RandomProgram(seed).Write();
            AssertSound(Analysis.Compile([("/r.cs", source)]), (FollowSubtypes)follow, source);
        }
    }

    [Fact]
    public void On_the_analyzers_own_source()
    {
        var files = Directory.GetFiles(Repository.Path("src", "CycleRef.Analyzers"), "*.cs", SearchOption.AllDirectories).Select(static f => (f, File.ReadAllText(f)));
        AssertSound(Analysis.Compile(files), FollowSubtypes.Near, "own source");
    }

    private static void AssertSound(Compilation compilation, FollowSubtypes follow, string what)
    {
        var policy = new SubtypePolicy(follow, CycleRefOptions.DefaultMaxSubtypes, MayHavePeers: false);
        var outlines = compilation.SyntaxTrees.Select(static tree => TreeOutlineReader.Read(tree, default)).ToImmutableArray();
        var names = NameGraph.Build(outlines, policy, withSelfEdges: false, default);

        var everything = new NameComponent();
        foreach (var type in outlines.SelectMany(static outline => outline.Types))
            everything.Add(type);
        var expected = MembersOnCycles(compilation, everything, names, policy);

        var found = new HashSet<string>();
        foreach (var component in outlines.SelectMany(static o => o.Types).Select(type => names.ComponentOf(type.Name)).OfType<NameComponent>().Distinct())
            found.UnionWith(MembersOnCycles(compilation, component, names, policy));

        var missed = expected.Except(found).ToList();
        Assert.True(missed.Count == 0, $"Missed by name: {string.Join(", ", missed)} in\n{what}");
    }

    /// <summary>The members whose edges lie in a component with at least two members.</summary>
    private static HashSet<string> MembersOnCycles(Compilation compilation, NameComponent component, NameGraph names, SubtypePolicy policy)
    {
        var known = new KnownTypes(compilation, KnowledgeBase.Embedded, CycleRefOptions.Default);
        var types = ComponentTypes.Bind(component, names, policy, compilation.Assembly, default);
        var evidence = EvidenceTable.Read(types.WithBasesAndNested(compilation.Assembly), component.MemberNames(), new NamePatterns([], ignoreCase: false), static tree => TreeChanges.Read(tree, default), new KeptFacts(), default);
        var facts = new MemberFacts(known, new MemberNameRoles(KnowledgeBase.Embedded), evidence, new AnalyzerOptions([]).AnalyzerConfigOptionsProvider, default);
        var graph = new RetentionGraphBuilder(types, known, new HeldTypes(known, compilation.Assembly), evidence, facts, default).Build(compilation.Assembly).Graph;
        var components = StronglyConnectedComponents.Find(graph.Edges);
        var members = new Dictionary<int, HashSet<string>>();
        for (var edge = 0; edge < graph.Edges.EdgeCount; edge++)
        {
            ref readonly var e = ref graph.Edges[edge];
            if (e.IsStructural || !components.Encloses(e))
                continue;
            if (!members.TryGetValue(components[e.From], out var inComponent))
                members.Add(components[e.From], inComponent = []);
            inComponent.Add(graph.Members[e.Label].Id);
        }

        return [.. members.Values.Where(static set => set.Count > 1).SelectMany(static set => set)];
    }
}
