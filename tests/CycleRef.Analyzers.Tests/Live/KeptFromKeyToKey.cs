using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>What an analyzer keeps of the last compilations never shows in what it reports.</summary>
public sealed class KeptFromKeyToKey
{
    /// <summary>Each file in several states, which differ in what their code tells about the members of the cycle.</summary>
    private static readonly (string Path, string[] States)[] Files =
    [
        ("/owner.cs",
        [
            "partial class Owner { Child _child; public Owner() { _child = new Child(this); } }",
            "partial class Owner { Child _child; public Owner(Child child) { _child = child; } }",
            "partial class Owner { Child _child; public void Fill() { _child = new Child(this); } public void Dispose() { Forget(); } }",
            "partial class Owner { Child _child; Child _second; public Owner() { _child = new Child(this); _second = new Child(this); } }",
        ]),
        ("/owner.part.cs",
        [
            "partial class Owner { void Forget() { } }",
            "partial class Owner { void Forget() { _child = null; } }",
            "partial class Owner(int size) { void Forget() { System.Console.WriteLine(size); } }",
        ]),
        ("/child.cs",
        [
            "class Child { Owner _owner; public Child(Owner owner) { _owner = owner; } public Child() { } }",
            "class Child { Owner _owner; public Child(Owner owner) { } public Child() { } void Take(Owner owner) { _owner = owner; } }",
            "class Child { Owner _owner; public Child(Owner owner) { _owner = owner; } public Child() { } public void Dispose() { _owner = null; } }",
            "// One line down.\nclass Child { Owner _owner; public Child(Owner owner) { _owner = owner; } public Child() { } }",
            "class Child { public Owner Parent; public Child(Owner owner) { Parent = owner; } }",
        ]),
    ];

    [Fact]
    public async Task An_analyzer_that_has_seen_other_states_reports_what_a_new_one_reports()
    {
        var kept = new TypeCycleAnalyzer();
        Compilation compilation = Analysis.Compile([.. Files.Select(static file => (file.Path, file.States[0]))]);
        var seen = new HashSet<string>();
        foreach (var state in States())
        {
            for (var file = 0; file < Files.Length; file++)
                compilation = With(compilation, Files[file].Path, Files[file].States[state[file]]);
            var expected = await ReportsOf(new TypeCycleAnalyzer(), compilation);
            Assert.Equal(expected, await ReportsOf(kept, compilation));
            seen.Add(expected);
        }

        // The states do differ in what is to be reported.
        Assert.True(seen.Count > 3);
    }

    /// <summary>All combinations, each next to one that differs in one file where that can be.</summary>
    private static IEnumerable<int[]> States()
    {
        for (var a = 0; a < Files[0].States.Length; a++)
        {
            for (var b = 0; b < Files[1].States.Length; b++)
            {
                for (var c = 0; c < Files[2].States.Length; c++)
                    yield return [a, a % 2 == 0 ? b : Files[1].States.Length - 1 - b, b % 2 == 0 ? c : Files[2].States.Length - 1 - c];
            }
        }
    }

    /// <summary>A file whose text stays keeps its very tree, as in an editor.</summary>
    private static Compilation With(Compilation compilation, string path, string source)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == path);
        return tree.ToString() == source ? compilation : compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(source)));
    }

    private static async Task<string> ReportsOf(TypeCycleAnalyzer analyzer, Compilation compilation)
    {
        var reports = new List<string>();
        foreach (var tree in compilation.SyntaxTrees)
            reports.AddRange((await new Analysis(compilation).LiveFile(analyzer, tree, null)).Select(static report => report.ToString() + string.Concat(report.AdditionalLocations) + string.Concat(report.Properties.OrderBy(static property => property.Key, System.StringComparer.Ordinal))));
        return string.Join("\n", reports.Order(System.StringComparer.Ordinal));
    }
}
