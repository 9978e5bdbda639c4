using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Retention.Reuse;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>Which keys cost a component a new graph, and which do not.</summary>
public sealed class GraphsAreReused
{
    private const string Child = "class Child { public Owner Parent { get; set; } void Work(int n) { n = 1; } int Size { get { return 1; } } int Twice => 2; public Child(Owner owner) { Parent = owner; } }";

    private readonly NameStage _names = new();
    private readonly KeptFacts _facts = new();
    private readonly KeptComponents _components = new();

    [Theory]
    [InlineData("a body that tells nothing", "n = 1;", "n = 12; Foo(")]
    [InlineData("an accessor", "return 1;", "return 11;")]
    [InlineData("an arrow", "=> 2", "=> 22")]
    [InlineData("the name of a method", "Work", "Works")]
    [InlineData("a parameter", "int n", "long n")]
    [InlineData("a new method", "void Work", "void More() { } void Work")]
    [InlineData("a comment in front of a member", "void Work", "/* why */ void Work")]
    public void These_keys_leave_the_graph(string what, string old, string @new)
    {
        Assert.True(IsReused(old, @new), what);
    }

    [Theory]
    [InlineData("what the member is given", "Parent = owner;", "Parent = null;")]
    [InlineData("what it is given elsewhere", "n = 1;", "Parent = new Owner();")]
    [InlineData("who may set it", "get; set;", "get;")]
    [InlineData("a type parameter", "class Child", "class Child<T>")]
    [InlineData("an attribute", "public Owner", "[BackReference] public Owner")]
    [InlineData("an attribute of the type", "class Child", "[Acyclic] class Child")]
    [InlineData("a finalizer", "void Work", "~Child() { } void Work")]
    [InlineData("a base", "class Child", "class Child : System.IDisposable")]
    [InlineData("a field", "void Work", "int _n; void Work")]
    [InlineData("a using", "class Child", "using System; class Child")]
    [InlineData("a property's own field", "return 1;", "return field;")]
    [InlineData("a nested type", "void Work", "class Owner { } void Work")]
    public void These_keys_make_a_new_one(string what, string old, string @new)
    {
        Assert.False(IsReused(old, @new), what);
    }

    /// <summary>The tree of one compilation is gone when the next one asks: then its code is read again, and says the same.</summary>
    [Fact]
    public void A_tree_that_is_gone_is_no_reason()
    {
        var before = Compile(Child);
        var graph = GraphOf(before);
        var parsedAgain = before.RemoveAllSyntaxTrees().AddSyntaxTrees(before.SyntaxTrees.Select(static tree => CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath)));
        Assert.Same(graph, GraphOf(parsedAgain));
    }

    private bool IsReused(string old, string @new)
    {
        Assert.Contains(old, Child, System.StringComparison.Ordinal);
        var before = Compile(Child);
        var graph = GraphOf(before);
        var tree = before.SyntaxTrees.Last();
        return ReferenceEquals(graph, GraphOf(before.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(Child.Replace(old, @new))))));
    }

    private static CSharpCompilation Compile(string child) =>
        Analysis.Compile([("/owner.cs", "class Owner { Child _child; public Owner() { _child = new Child(this); } }"), ("/child.cs", child)]);

    private RetentionGraph GraphOf(CSharpCompilation compilation)
    {
        var sources = new TreeSources(static tree => TreeOutlineReader.Read(tree, default), static tree => TreeChanges.Read(tree, default), static tree => DeclarationReader.Read(tree, default));
        var cycles = new CompilationCycles(compilation, new AnalyzerOptions([]).AnalyzerConfigOptionsProvider, KnowledgeBase.Embedded, _names, sources, _facts, _components);
        return cycles.Of(compilation.GetTypeByMetadataName("Owner")!, default)!.Component.Graph;
    }
}
