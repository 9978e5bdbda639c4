using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Heap.Dropped;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>The names that tell CYC2001 what a body may call, and the text that tells it where to look at all.</summary>
public sealed class DroppedNamesTests
{
    private const string Everything = """
        namespace Outer.Inner;
        public delegate void Handler(int number);
        public enum Colour { Red, Green }
        public interface IShape { int Area { get; } void Draw(); static abstract IShape Make(); }
        public record Pair(int Left, object Right) { public int Sum; }
        public record struct Place(int X);
        public struct Cell { public int First, Second; public event System.Action? Changed; }
        public partial class Tree<T>
        {
            private readonly int _count;
            public int this[int index] => index;
            public T? Value { get; set; }
            public event System.Action Custom { add { } remove { } }
            public Tree() { }
            ~Tree() { }
            public static Tree<T> operator +(Tree<T> left, Tree<T> right) => left;
            public void Overloaded() { }
            public void Overloaded(int number) { int local = number; void LocalFunction() { } }
                public class Nested { public const int Constant = 1; }
            void System.IDisposable.Dispose() { } int IShape.Hidden => 1;
        }
        partial class Tree<T> { public void Overloaded(string text) { } void @class() { } }
        """;

    [Fact]
    public void Names_of_a_tree_are_those_that_the_compiler_declares()
    {
        var tree = CSharpSyntaxTree.ParseText(Everything);
        var compilation = CSharpCompilation.Create("names", [tree], References.Net);
        var names = TreeNames.Read(tree, default);
        Assert.Equal(Declared(compilation, SymbolFilter.Type), names.Types.Order(StringComparer.Ordinal).Distinct());
        // Constructors and operators are called by other names.
        Assert.Equal(Declared(compilation, SymbolFilter.Member).Where(static name => name[0] != '.' && !name.StartsWith("op_", StringComparison.Ordinal) && name != "Finalize"), names.Members.Order(StringComparer.Ordinal).Distinct());
    }

    [Fact]
    public void An_edit_of_a_body_leaves_the_names_of_a_tree_equal()
    {
        var before = Names(Everything);
        Assert.Equal(before, Names(Everything.Replace("int local = number;", "var other = new Tree<T>();", StringComparison.Ordinal)));
        Assert.NotEqual(before, Names(Everything.Replace("void Draw()", "void Drawn()", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_of_a_tree_are_those_of_its_declarations()
    {
        var declarations = TreeDeclarations.Read(CSharpSyntaxTree.ParseText(Everything), default);
        var names = Names(Everything);
        Assert.DoesNotContain(names.Members, name => declarations.Members(name).Count == 0 && name is not ("Red" or "Green"));
        Assert.DoesNotContain(names.Types, name => declarations.Types(name).Count == 0 && name != "Handler");
        Assert.Equal(3, declarations.Members("Overloaded").Count);
        Assert.Equal(2, declarations.Types("Tree").Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_table_kept_from_the_last_compilation_says_what_a_new_one_does(int edited)
    {
        string[] before = [Everything, "class A { int Draw; int Sum; }", "class B { int Draw; }"];
        string[] after = [.. before];
        after[edited] = "class C { int Draw, Left; } class Pair { }";
        var known = new KnownNames();
        TableOf(before);
        var kept = TableOf(after);
        var made = NameTable.Of([.. after.Select(Names)]);
        foreach (var name in (string[])["Draw", "Sum", "Left", "Pair", "A", "B", "C", "Tree", "Overloaded", "Missing"])
        {
            Assert.Equal(made.TreesWithMember(name), kept.TreesWithMember(name));
            Assert.Equal(made.TreesWithType(name), kept.TreesWithType(name));
            Assert.Equal(made.TreesWithMember(name).Count > 0, kept.IsMember(name));
            Assert.Equal(made.TreesWithType(name).Count > 0, kept.IsType(name));
        }

        NameTable TableOf(string[] sources) => known.TableOf([.. sources.Select(static source => CSharpSyntaxTree.ParseText(source))], static tree => TreeNames.Read(tree, default), default);
    }

    [Theory]
    [InlineData("var a = new Node();", true)]
    [InlineData("Link(new Node(), other);", true)]
    [InlineData("return new Node { Child = other };", true)]
    [InlineData("return new Node(a).Child;", true)]
    [InlineData("return new Node(a), x;", true)]
    [InlineData("return new Node(new Leaf());", true)]
    [InlineData("return (new Node());", true)]
    [InlineData("returnnew Node(); x = new Node();", true)]
    [InlineData("a = b; c = d; e = f;", true)]
    [InlineData("a = b; c = d; if (e == f) return;", false)]
    [InlineData("if (a is null) throw new Exception(nameof(a)); return new Node ( a, (b) ) ;", false)]
    [InlineData("if (a is null) { throw new E(); } return new Node(a);", false)]
    [InlineData("foreach (var x in list.Where(y => y != null)) { return new Node(x); }", false)]
    [InlineData("var a = Make(); a.A = a; Node Make() => new Node();", true)]
    [InlineData("var a = Make(); a.A = a; Node Make() { return new Node(); }", true)]
    [InlineData("var a = Make<Node>(); a.A = a; T Make<T>() where T : new() { return new T(); }", true)]
    [InlineData(") { return new Node(); }", true)]
    [InlineData("f(')') => new Node();", true)]
    [InlineData("() => new Node();", true)]
    [InlineData("(a) => { return new Node(); ) }", true)]
    [InlineData("newer = renew;", false)]
    [InlineData("throw new", true)]
    [InlineData("throw new E(", true)]
    [InlineData("", false)]
    public void The_text_of_a_body_says_whether_it_may_make_objects_of_its_own(string body, bool mayMake)
    {
        var text = Microsoft.CodeAnalysis.Text.SourceText.From("x" + body + "new");
        Assert.Equal(mayMake, new BodyText().MayMake(text, new Microsoft.CodeAnalysis.Text.TextSpan(1, body.Length)));
    }

    private static TreeNames Names(string source) => TreeNames.Read(CSharpSyntaxTree.ParseText(source), default);

    private static IEnumerable<string> Declared(Compilation compilation, SymbolFilter filter)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        compilation.ContainsSymbolsWithName(
            name =>
            {
                names.Add(name);
                return false;
            },
            filter);
        return names;
    }
}
