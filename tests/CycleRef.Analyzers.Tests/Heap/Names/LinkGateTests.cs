using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Heap.Names;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Heap.Names;

/// <summary>Which bodies pass the gate that knows names only.</summary>
public sealed class LinkGateTests
{
    private const string Tree = """
        using System; using System.Collections.Generic;
        class Child { Parent _parent; string _name; public Child() { } public Child(Parent p) { _parent = p; } public Parent Owner { get { return _parent; } set { _parent = value; } } BODY_CHILD }
        class Parent { List<Child> _children = new List<Child>(); Child _first; public event Action Changed; object _tag; int _count; public void Keep(Child c) { _children.Add(c); } BODY_PARENT }
        """;

    [Theory]
    [InlineData("void M(Child c) { _children.Add(c); c.Owner = this; }")]
    [InlineData("void M() { _first = new Child(this); }")]
    [InlineData("void M(Child c) { c.Owner = this; Keep(c); }")]
    [InlineData("void M() { _tag = this; }")]
    [InlineData("void M() { Changed += () => _count++; }")]
    [InlineData("void M() { Changed += M; }")]
    [InlineData("void M(Child c) { _first = c; var p = c.Owner; p = this; }")]
    public void A_body_that_may_close_a_cycle_passes(string body) => Assert.True(Passes(Tree.Replace("BODY_PARENT", body).Replace("BODY_CHILD", "")));

    [Theory]
    [InlineData("void M(Child c) { _first = c; }")]
    [InlineData("void M() { _first = new Child(); }")]
    [InlineData("void M(int n) { _count += n; _count = n; }")]
    [InlineData("int M(Child c) { return _children.IndexOf(c); }")]
    [InlineData("void M() { _first = null; _children.Clear(); }")]
    [InlineData("void M(List<int> l) { l.ForEach(x => _count += x); }")]
    public void A_body_that_makes_one_link_does_not(string body) => Assert.False(Passes(Tree.Replace("BODY_PARENT", body).Replace("BODY_CHILD", "")));

    [Fact]
    public void An_edit_inside_a_body_keeps_the_graph()
    {
        var stage = new LinkStage();
        var before = Names(stage, Tree.Replace("BODY_PARENT", "void M() { }").Replace("BODY_CHILD", ""));
        var edited = Names(stage, Tree.Replace("BODY_PARENT", "void M() { _tag = this; }").Replace("BODY_CHILD", ""));
        var declared = Names(stage, Tree.Replace("BODY_PARENT", "void M() { _tag = this; }").Replace("BODY_CHILD", "Parent _other;"));
        Assert.Same(before.Links, edited.Links);
        Assert.NotSame(before.Links, declared.Links);
    }

    private static bool Passes(string source)
    {
        var names = Names(new LinkStage(), source);
        var code = CodeReader.Read(CSharpSyntaxTree.ParseText(source), CancellationToken.None).Code.Single(static c => c.Name.Name == "M");
        return LinkGate.MayClose(names, code, CancellationToken.None);
    }

    private static LinkNames Names(LinkStage stage, string source)
    {
        var compilation = Analysis.Compile(ImmutableArray.Create(("/src/Tree.cs", source)));
        return stage.NamesOf(compilation, static tree => TreeOutlineReader.Read(tree, CancellationToken.None), static tree => CodeReader.Read(tree, CancellationToken.None), CancellationToken.None);
    }
}
