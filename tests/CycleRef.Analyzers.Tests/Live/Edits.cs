using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Construction;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

public sealed class Edits
{
    [Fact]
    public async Task An_edit_in_one_file_changes_the_diagnostics_of_another()
    {
        var analyzer = new TypeCycleAnalyzer();
        var before = Analysis.Compile([("/a.cs", "class A { }"), ("/b.cs", "class B { public A Owner; }")]);
        Assert.Empty(await LiveOf(analyzer, before, "/b.cs"));

        var after = Edit(before, "/a.cs", "class A { public B B; }");
        Assert.Equal("CYC1001", Assert.Single(await LiveOf(analyzer, after, "/b.cs")).Id);

        var back = Edit(after, "/a.cs", "class A { public System.WeakReference<B> B; }");
        Assert.Empty(await LiveOf(analyzer, back, "/b.cs"));
    }

    [Fact]
    public async Task A_teardown_typed_into_one_file_silences_the_member()
    {
        var analyzer = new TypeCycleAnalyzer();
        var compilation = Analysis.Compile([("/a.cs", "class A { B b; public A() { b = new B(this); } }"), ("/b.cs", "partial class B { A _a; public B(A a) { _a = a; } }"), ("/c.cs", "partial class B { }")]);
        Assert.Single(await LiveOf(analyzer, compilation, "/b.cs"));
        Assert.Empty(await LiveOf(analyzer, Edit(compilation, "/c.cs", "partial class B { public void Dispose() { _a = null; } }"), "/b.cs"));
    }

    [Fact]
    public void Typing_inside_a_body_leaves_the_outline_equal()
    {
        var before = CSharpSyntaxTree.ParseText("class A { B b; void M() { int x = 1; } } class B { A a; }");
        var after = CSharpSyntaxTree.ParseText("class A { B b; void M() { int x = 12; b = new B(); Foo( } } class B { A a; }");
        Assert.Equal(TreeOutlineReader.Read(before, default), TreeOutlineReader.Read(after, default));
    }

    [Fact]
    public void Typing_inside_a_method_keeps_the_names_of_what_is_constructed()
    {
        var before = Read("class A { B b = new B(); void M() { int x = 1; } } class B { }");
        Assert.Equal(before, Read("class A { B b = new B(); void M() { int x = 12; new C(); Foo( } } class B { }"));
        Assert.NotEqual(before, Read("class A { B b = new C(); void M() { int x = 1; } } class B { }"));
        Assert.NotEqual(before, Read("class A { B b = new B(); A() { new C(); } } class B { }"));

        static CreationsOfTree Read(string source) => CreationOutlineReader.Read(CSharpSyntaxTree.ParseText(source));
    }

    [Fact]
    public void Typing_inside_a_body_keeps_the_names_graph()
    {
        var stage = new NameStage();
        var policy = new SubtypePolicy(CycleRef.Analyzers.Options.FollowSubtypes.Near, 3, false);
        var before = Analysis.Compile([("/a.cs", "class A { B b; void M() { } }"), ("/b.cs", "class B { A a; }")]);
        var graph = GraphOf(before);
        Assert.Same(graph, GraphOf(Edit(before, "/a.cs", "class A { B b; void M() { b = null; } }")));
        Assert.NotSame(graph, GraphOf(Edit(before, "/a.cs", "class A { B b; B c; void M() { } }")));

        NameGraph GraphOf(Compilation compilation) => stage.GraphOf(compilation, static tree => TreeOutlineReader.Read(tree, default), policy, false, default);
    }

    private static Compilation Edit(Compilation compilation, string path, string source)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == path);
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(source)));
    }

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> LiveOf(TypeCycleAnalyzer analyzer, Compilation compilation, string path) =>
        new Analysis(compilation).LiveFile(analyzer, compilation.SyntaxTrees.Single(t => t.FilePath == path), null);
}
