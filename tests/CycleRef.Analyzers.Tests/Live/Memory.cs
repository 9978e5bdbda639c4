using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> AnalyzeEdits(TypeCycleAnalyzer analyzer, int count)
    {
        var seen = new List<WeakReference>();
        Compilation compilation = Samples.Shop().Compilation;
        for (var i = 0; i < count; i++)
        {
            var tree = compilation.SyntaxTrees.ElementAt(i % Samples.ShopFiles.Length);
            var text = i % 2 == 0 ? tree.GetText() + "\nclass Extra" + i + " { }" : tree.GetText() + " ";
            var edited = tree.WithChangedText(SourceText.From(text));
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            await new Analysis(compilation).LiveFile(analyzer, edited, null);
            seen.Add(new WeakReference(compilation));
        }

        return seen;
    }
}
