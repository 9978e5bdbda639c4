using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>Two members of one type that point at each other's ends, inherited ones included.</summary>
public sealed class Pairs
{
    [Theory]
    [InlineData("class Node { public Node {|CYC1001:Parent|}; public List<Node> Children; }")]
    [InlineData("class Node { public Node {|CYC1001:Previous|}; public Node Next; }")]
    [InlineData("class Node { public Node {|CYC1001:Parent|} { get; set; } public Node FirstChild { get; set; } }")]
    [InlineData("class Element { public Container {|CYC1001:Parent|}; } class Container : Element { public List<Container> Children; }")]
    [InlineData("class Item<T> { public T {|CYC1001:Parent|}; public List<T> Children; } class Node : Item<Node> { }")]
    [InlineData("class Top { public Leaf {|CYC1001:Parent|}; } class Mid : Top { } class Leaf : Mid { public List<Leaf> Children; }")]
    public Task Report(string source) => Verify<TypeCycleAnalyzer>.Source("using System.Collections.Generic;\n" + source);

    [Theory]
    [InlineData("class Element { public Container Default; } class Container : Element { public List<Container> Children; }")]
    [InlineData("class Element { public Container Parent; } class Container : Element { public Container Previous; }")]
    [InlineData("class Item<T> { public T Parent; public List<T> Children; } class Node : Item<string> { }")]
    public Task Stay_silent(string source) => Verify<TypeCycleAnalyzer>.Source("using System.Collections.Generic;\n" + source);
}
