using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

public sealed class Generics
{
    [Theory]
    [InlineData("class Box<T> { public T Value; } class A { public Box<B> Box; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class Box<T> { public T[] Values; } class A { public Box<B> Box; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class Pair<X, Y> { public X First; public Y Second; } class A { public Pair<int, B> P; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class Outer<T> { public class Inner { public T Value; } } class A { public Outer<B>.Inner P; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class Chain<T> { Link First; class Link { public T Value; public Link Next; } } class A { public Chain<B> P; } class B { public A {|CYC1001:Owner|}; }")]
    public Task An_argument_is_held_by_what_holds_its_parameter(string source) => Verify<TypeCycleAnalyzer>.Source(source);

    [Theory]
    [InlineData("class Marker<T> { } class A { public Marker<B> M; } class B { public A Owner; }")]
    [InlineData("class Box<T> where T : class { public System.WeakReference<T> V; } class A { public Box<B> M; } class B { public A Owner; }")]
    [InlineData("class Pair<X, Y> { public X First; } class A { public Pair<int, B> P; } class B { public A Owner; }")]
    [InlineData("class Box<T> { public T Value; } class A { public Box<string> Box; } class B { public A Owner; public Box<int> Other; }")]
    public Task An_argument_that_is_not_held_is_silent(string source) =>
        Verify<TypeCycleAnalyzer>.Source(source);

    [Fact]
    public Task Two_open_types_of_one_parameter() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class Tree<T> { public List<TreeNode<T>> Nodes; }
        class TreeNode<T> { public Tree<T> {|CYC1001:Owner|}; public T Value; }
        """);

    [Fact]
    public Task The_constraint_stands_for_an_unknown_argument() => Verify<TypeCycleAnalyzer>.Source("""
        class Owner<T> where T : Item { public T Item; }
        class Item { public Owner<Item> {|CYC1001:Owner|}; }
        """);

    [Fact]
    public Task A_recurring_constraint_makes_a_pair_of_one_type() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        abstract class Node<T> where T : Node<T> { public T {|CYC1001:Parent|}; public List<T> Children; }
        """);

    [Theory]
    [InlineData("class N<T> { public N<N<T>> Next; }")]
    [InlineData("class N<T> { public N<N<T>> Parent; public N<T[]> Children; public M<T> Other; } class M<T> { public N<M<T>> Owner; }")]
    [InlineData("class N<A, B> { public N<B, N<A, B>> Next; public N<N<B, A>, A> Other; }")]
    [InlineData("class A<T> : B<A<A<T>>> { } class B<T> { public T Value; }")]
    [InlineData("struct S<T> { public S<S<T>>[] Next; } class C { public S<C> S; public S<int> T; }")]
    public async Task Polymorphic_recursion_ends(string source)
    {
        var verify = Verify<TypeCycleAnalyzer>.With(broken: true);
        verify.TestBehaviors |= Microsoft.CodeAnalysis.Testing.TestBehaviors.SkipGeneratedCodeCheck;
        verify.DisabledDiagnostics.AddRange(["CYC1001", "CYC1003"]);
        await verify.On(source);
    }
}
