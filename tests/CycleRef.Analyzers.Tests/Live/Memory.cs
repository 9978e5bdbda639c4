using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>A package that sells "no cycles" keeps no compilation alive.</summary>
public sealed class Memory
{
    [Fact]
    public Task The_compilation_is_collected_after_analysis() => LiveChecks.KeepsNoCompilation(Samples.Shop, new TypeCycleAnalyzer());

    [Fact]
    public async Task Every_compilation_is_collected_after_a_hundred_edits()
    {
        var analyzer = new TypeCycleAnalyzer();
        var weak = await AnalyzeEdits(analyzer, 100);
        await LiveChecks.AreCollected(weak);
        GC.KeepAlive(analyzer);
    }

    public static TheoryData<string> Analyzers => [.. WholePackage.Analyzers.Select(static analyzer => analyzer.GetType().Name)];

    /// <summary>The rules that look at roots, services and serializers too, and those that are off.</summary>
    [Theory]
    [MemberData(nameof(Analyzers))]
    public async Task Whatever_an_analyzer_keeps_it_is_no_compilation(string name)
    {
        var analyzer = LiveChecks.Create(name);
        var weak = await AnalyzeEdits(analyzer, 9);
        await LiveChecks.AreCollected(weak);
        GC.KeepAlive(analyzer);
    }

    [Fact]
    public async Task A_project_that_is_referred_to_is_collected_as_well()
    {
        var analyzer = new TypeCycleAnalyzer();
        await LiveChecks.AreCollected(await AnalyzeDependent(analyzer));
        GC.KeepAlive(analyzer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> AnalyzeDependent(TypeCycleAnalyzer analyzer)
    {
        var seen = new List<WeakReference>();
        for (var i = 0; i < 3; i++)
        {
            var library = Analysis.Compile([("/lib.cs", "public class Shelf<T> : System.Collections.Generic.List<T> { }")]).WithAssemblyName("Lib");
            var program = Analysis.Compile([("/a.cs", "class A { Shelf<B> _all = new(); } class B { A _owner; public B(A owner) { _owner = owner; } }")]).AddReferences(library.ToMetadataReference());
            Assert.NotEmpty(await new Analysis(program).Live(analyzer));
            Assert.NotEmpty(await new Analysis(program).Live(analyzer));
            seen.Add(new WeakReference(library));
            seen.Add(new WeakReference(program));
        }

        return seen;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> AnalyzeEdits(DiagnosticAnalyzer analyzer, int count)
    {
        var seen = new List<WeakReference>();
        Compilation compilation = Analysis.Compile([.. Samples.ShopFiles, .. Samples.RootFiles]);
        for (var i = 0; i < count; i++)
        {
            var tree = compilation.SyntaxTrees.ElementAt(i % compilation.SyntaxTrees.Count());
            var text = i % 3 == 0 ? tree.ToString().Replace("{ ", "{  ") : i % 3 == 1 ? tree.GetText() + "\nclass Extra" + i + " { }" : tree.GetText() + " ";
            var edited = tree.WithChangedText(SourceText.From(text));
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            await new Analysis(compilation).LiveFile(analyzer, edited, null);
            seen.Add(new WeakReference(compilation));
        }

        return seen;
    }
}
