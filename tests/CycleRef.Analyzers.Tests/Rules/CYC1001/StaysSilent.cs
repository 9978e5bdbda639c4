using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

public sealed class StaysSilent
{
    /// <summary>B holds A strongly; A names B only in what the test gives.</summary>
    private static Task Mentions(string memberOfA, string more = "") => Verify<TypeCycleAnalyzer>.Source($$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Reflection;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        class A { {{memberOfA}} }
        class B { public A Owner; }
        {{more}}
        """);

    [Theory]
    [InlineData("WeakReference<B> b;")]
    [InlineData("WeakReference b;")]
    [InlineData("List<WeakReference<B>> b;")]
    [InlineData("ConditionalWeakTable<B, object> b;")]
    [InlineData("ConditionalWeakTable<B, B> b;")]
    [InlineData("System.Runtime.DependentHandle b;")]
    [InlineData("GCHandle b;")]
    public Task On_weak_holders(string member) => Mentions(member);

    [Theory]
    [InlineData("IComparer<B> b;")]
    [InlineData("IEqualityComparer<B> b;")]
    [InlineData("EqualityComparer<B> b;")]
    [InlineData("IEquatable<B> b;")]
    [InlineData("IObservable<B> b;")]
    [InlineData("IProgress<B> b;")]
    [InlineData("IQueryable<B> b;")]
    [InlineData("ILogger<B> b;", "interface ILogger<T> { }")]
    [InlineData("Func<B> b;")]
    [InlineData("Action<B> b;")]
    [InlineData("Predicate<B> b;")]
    [InlineData("event EventHandler<B> Changed;")]
    [InlineData("event Action<B> Changed;")]
    [InlineData("delegate B Maker(); Maker b;")]
    public Task On_type_arguments_that_are_not_held(string member, string more = "") => Mentions(member, more);

    [Theory]
    [InlineData("object b;")]
    [InlineData("dynamic b;")]
    [InlineData("Type b = typeof(B);")]
    [InlineData("MemberInfo b;")]
    [InlineData("CancellationToken b;")]
    [InlineData("string b;")]
    [InlineData("unsafe void* b;")]
    [InlineData("unsafe delegate*<B, void> b;")]
    public Task On_types_that_tell_nothing(string member) => Mentions(member);

    [Theory]
    [InlineData("static B b;")]
    [InlineData("public static B B { get; set; }")]
    [InlineData("static readonly List<B> b = new();")]
    [InlineData("[ThreadStatic] static B b;")]
    [InlineData("const B b = null;")]
    public Task On_static_members(string member) => Mentions(member);

    [Theory]
    [InlineData("public B B => null;")]
    [InlineData("public B B { get { return null; } set { } }")]
    [InlineData("public B this[int i] { get => null; set { } }")]
    [InlineData("public B Make(B b) { B local = b; return local; }")]
    [InlineData("public virtual B B { get => new B(); }")]
    public Task On_members_that_store_nothing(string member) => Mentions(member);

    [Theory]
    [InlineData("interface IHasB { B B { get; set; } }")]
    [InlineData("static class Registry { static B b; }")]
    [InlineData("delegate B Make(A a);")]
    [InlineData("enum Kind { B }")]
    public Task On_types_without_instances_that_store(string more) => Mentions("", more);

    [Fact]
    public Task On_a_primary_constructor_parameter_that_is_not_captured() => Verify<TypeCycleAnalyzer>.Source("""
        class A { private B _b; public A() { _b = new B(this); } public B Get() => _b; }
        class B(A owner) { public string Name { get; } = owner.ToString(); private readonly int _hash = owner.GetHashCode(); }
        """);

    [Fact]
    public Task On_a_primary_constructor_parameter_hidden_by_a_member() => Verify<TypeCycleAnalyzer>.Source("""
        class A { private B _b; public A() { _b = new B(this); } public B Get() => _b; }
        class B(A owner) { private readonly string owner = owner.ToString(); public string Name => owner; }
        """);

    [Theory]
    [InlineData("class Node { public Node Next; }")]
    [InlineData("class Node { public List<Node> Children; }")]
    [InlineData("class Node { public Node Left; public Node Right; }")]
    [InlineData("class Node { public Node First, Second, Third; }")]
    [InlineData("class Node { public Node Parent; }")]
    [InlineData("class Scope { public Scope Parent; public Scope Previous; }")]
    [InlineData("class Node { public Dictionary<string, Node> ByName; public Node Default; }")]
    [InlineData("class Node<T> { public Node<T> Next; public T Value; }")]
    [InlineData("class Base { public Derived Next; } class Derived : Base { }")]
    [InlineData("abstract class Shape { } class Group : Shape { public List<Shape> Items; } class Circle : Shape { }")]
    public Task On_lists_and_trees(string source) => Verify<TypeCycleAnalyzer>.Source("using System.Collections.Generic;\n" + source);

    [Theory]
    [InlineData("class Call { public List<Argument> Arguments; } class Argument { public Call Value; public Argument(Call value) { Value = value; } }")]
    [InlineData("abstract class Expr { } class Call : Expr { public List<Arg> Args = new(); public void Add(Expr e) { Args.Add(new Arg(e)); } } class Arg { public Expr Value; public Arg(Expr v) { Value = v; } }")]
    public Task On_trees_of_several_types_that_only_lead_down(string source) => Verify<TypeCycleAnalyzer>.Source("using System.Collections.Generic;\n" + source);

    [Fact]
    public Task On_a_chain() => Verify<TypeCycleAnalyzer>.Source("class A { public B B; } class B { public C C; } class C { public int Number; }");

    [Fact]
    public Task On_types_that_only_share_a_name() => Verify<TypeCycleAnalyzer>.Source("""
        namespace One { class A { public B B; } class B { } }
        namespace Two { class A { } class B { public A Owner; } }
        """);
}
