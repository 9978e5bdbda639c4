using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>What an editor shows file by file is together what a build prints.</summary>
public sealed class LiveEqualsBatch
{
    [Fact]
    public async Task File_by_file()
    {
        var analysis = Samples.Shop();
        var batch = await analysis.Batch(new TypeCycleAnalyzer());
        Assert.NotEmpty(batch);
        Assert.Equal(batch.Select(Analysis.Describe), (await analysis.Live(new TypeCycleAnalyzer())).Select(Analysis.Describe));
    }

    [Fact]
    public async Task One_analyzer_instance_serves_all_files()
    {
        var analysis = Samples.Shop();
        var analyzer = new TypeCycleAnalyzer();
        var batch = await analysis.Batch(new TypeCycleAnalyzer());
        Assert.Equal(batch.Select(Analysis.Describe), (await analysis.Live(analyzer)).Select(Analysis.Describe));
        Assert.Equal(batch.Select(Analysis.Describe), (await analysis.Live(analyzer)).Select(Analysis.Describe));
    }

    [Fact]
    public async Task The_span_of_each_member_gets_its_own_diagnostic()
    {
        var analysis = Samples.Shop();
        var expected = await analysis.Batch(new TypeCycleAnalyzer());
        var found = new List<Diagnostic>();
        foreach (var tree in analysis.Compilation.SyntaxTrees)
        {
            foreach (var span in MemberSpans(tree))
                found.AddRange(await analysis.LiveFile(new TypeCycleAnalyzer(), tree, span));
        }

        Assert.Equal(expected.Select(Analysis.Describe), Analysis.Sorted(found).Select(Analysis.Describe).Distinct());
    }

    [Fact]
    public async Task Whatever_the_order_of_files_and_threads()
    {
        var expected = (await Samples.Shop().Batch(new TypeCycleAnalyzer())).Select(Analysis.Describe).ToList();
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            var files = Samples.ShopFiles.OrderBy(_ => random.Next()).ToArray();
            var analysis = new Analysis(Analysis.Compile(files));
            Assert.Equal(expected, (await analysis.Batch(new TypeCycleAnalyzer(), concurrent: round % 2 == 0)).Select(Analysis.Describe));
        }
    }

    [Fact]
    public async Task An_unrelated_type_changes_nothing()
    {
        var expected = (await Samples.Shop().Batch(new TypeCycleAnalyzer())).Select(Analysis.Describe).ToList();
        var more = Samples.ShopFiles.Append(("/src/Unrelated.cs", "class AAA { public ZZZ Z = new(); } class ZZZ { public AAA Owner; } class Lone { public string Name; }"));
        var found = await new Analysis(Analysis.Compile(more)).Batch(new TypeCycleAnalyzer());
        Assert.Equal(expected, found.Where(static d => !d.Location.SourceTree!.FilePath.EndsWith("Unrelated.cs", StringComparison.Ordinal)).Select(Analysis.Describe));
    }

    private static IEnumerable<TextSpan> MemberSpans(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes()
            .Where(static node => node is FieldDeclarationSyntax or PropertyDeclarationSyntax or ParameterSyntax { Parent.Parent: TypeDeclarationSyntax })
            .Select(static node => node.Span);
}
