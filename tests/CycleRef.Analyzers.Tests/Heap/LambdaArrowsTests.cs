using System;
using System.Linq;
using CycleRef.Analyzers.Heap;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>Where a file may have lambdas, by its text.</summary>
public sealed class LambdaArrowsTests
{
    [Theory]
    [InlineData("class C { void M() { F(x => x); } }", 1)]
    [InlineData("class C { void M() { F(x => x); F(delegate { }); F(() => 1); } }", 3)]
    [InlineData("class C { void M() { } }", 0)]
    public void Counts_arrows_and_delegates(string source, int expected) => Assert.Equal(expected, Count(source));

    [Fact]
    public void Misses_none_wherever_the_text_is_cut()
    {
        // Every offset around the size of the parts that are read at once.
        for (var padding = 4070; padding < 4110; padding++)
            Assert.Equal(2, Count(new string(' ', padding) + "delegate { }; () => 1;" + new string(' ', padding)));
    }

    [Fact]
    public void Only_those_of_the_span_count()
    {
        const string Source = "x => x; y => y; z => z;";
        var arrows = LambdaArrows.Of(CSharpSyntaxTree.ParseText(Source));
        var second = Source.IndexOf('y', StringComparison.Ordinal);
        Assert.True(arrows.MayHave(2, TextSpan.FromBounds(second, Source.Length)));
        Assert.False(arrows.MayHave(3, TextSpan.FromBounds(second, Source.Length)));
        Assert.False(arrows.MayHave(2, TextSpan.FromBounds(0, second)));
    }

    private static int Count(string source)
    {
        var arrows = LambdaArrows.Of(CSharpSyntaxTree.ParseText(source));
        return Enumerable.Range(1, 9).TakeWhile(count => arrows.MayHave(count, new TextSpan(0, source.Length))).Count();
    }
}
