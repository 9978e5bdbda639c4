using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>Age order: what can only point to older objects cannot close a cycle.</summary>
public sealed class StaysSilentByAge
{
    [Theory]
    [InlineData("record A(B B); record B(A Owner);")]
    [InlineData("record A(ImmutableArray<B> Bs); record B(A Owner);")]
    [InlineData("record A(IReadOnlyList<B> Bs); record B(A Owner);")]
    [InlineData("class A { public B B { get; } public A(B b) { B = b; } } class B { public A Owner { get; } public B(A owner) { Owner = owner; } }")]
    [InlineData("class A { readonly B _b; public A(B b) { _b = b ?? throw new ArgumentNullException(nameof(b)); } } class B { readonly A _owner; public B(A owner) => _owner = owner; }")]
    [InlineData("class A { public B B { get; init; } } class B { public A Owner { get; init; } }")]
    [InlineData("class A { public required B B { get; init; } } class B { public A Owner { get; init; } }")]
    [InlineData("class A { readonly B _b = new B(null); } class B { readonly A _owner; public B(A owner) { _owner = owner; } }")]
    [InlineData("class A { private B _b; public A(B b) { _b = b; } public B Get() => _b; } class B { private A _owner; public B(A owner) { _owner = owner; } public A Get() => _owner; }")]
    [InlineData("class A { readonly (int, B) _b; public A(B b) { _b = (1, b); } } class B { readonly A _owner; public B(A owner) { _owner = owner; } }")]
    [InlineData("class A(B b) { public B Get() => b; } class B(A owner) { public A Get() => owner; }")]
    [InlineData("class A { public B B { get; private set; } public A(B b) { B = b; } } class B { public A Owner { get; private set; } public B(A owner) { Owner = owner; } }")]
    [InlineData("class A { public B B { get; private set; } public static A Of(B b) => new A { B = b }; } class B { public A Owner { get; private set; } public B(A owner) { Owner = owner; } }")]
    public Task On_members_assigned_only_while_their_owner_is_made(string source) =>
        Verify<TypeCycleAnalyzer>.Source("using System; using System.Collections.Generic; using System.Collections.Immutable;\n" + source);

    [Fact]
    public Task But_not_where_the_constructor_hands_out_the_object() => Verify<TypeCycleAnalyzer>.Source("""
        class A { readonly B _b; public A() { _b = new B(this); } public B Get() => _b; }
        class B { readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

    [Fact]
    public Task But_not_where_a_local_carries_it() => Verify<TypeCycleAnalyzer>.Source("""
        class A { readonly B _b; public A() { var b = new B(this); _b = b; } public B Get() => _b; }
        class B { readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

    [Fact]
    public Task But_not_where_the_collection_can_be_filled_later() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        record A(List<B> Bs);
        record B(A {|CYC1001:Owner|});
        """);

    [Fact]
    public Task But_not_where_a_private_field_is_written_later() => Verify<TypeCycleAnalyzer>.Source("""
        class A { private B _b; public void Use(B b) { _b = b; } public B Get() => _b; }
        class B { private readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

    [Fact]
    public Task But_not_where_a_lambda_writes_it() => Verify<TypeCycleAnalyzer>.Source("""
        using System;
        class A { private B _b; public Action<B> Set; public A() { Set = b => _b = b; } public B Get() => _b; }
        class B { private readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

    [Fact]
    public Task But_not_where_a_nested_type_writes_it() => Verify<TypeCycleAnalyzer>.Source("""
        class A { private B _b; public B Get() => _b; public static class Builder { public static void Set(A a, B b) { a._b = b; } } }
        class B { private readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

    [Fact]
    public Task But_not_where_an_explicit_interface_property_can_be_set() => Verify<TypeCycleAnalyzer>.Source("""
        interface IHasB { B B { get; set; } }
        class A : IHasB { B IHasB.B { get; set; } }
        class B { private readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

    [Theory]
    [InlineData("var context = new Context(this); _b = new B(context);")]
    [InlineData("var context = new Context(this); var b = new B(context); _b = b;")]
    [InlineData("(_b, _n) = Make(new Context(this));")]
    [InlineData("Make(new Context(this), out _b);")]
    public Task But_not_where_something_in_between_carries_it(string constructor) => Verify<TypeCycleAnalyzer>.Source($$"""
        class A
        {
            readonly B _b; readonly int _n;
            public A() { {{constructor}} }
            public B Get() => _b;
            static (B, int) Make(Context c) => (new B(c), 1);
            static void Make(Context c, out B b) { b = new B(c); }
        }
        class B { readonly Context _context; public B(Context context) { _context = context; } public Context Get() => _context; }
        class Context { readonly A {|CYC1001:_owner|}; public Context(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

#if ROSLYN_NEWEST
    [Fact]
    public Task But_not_where_a_getter_fills_its_field_later() => Verify<TypeCycleAnalyzer>.Source("""
        static class Registry { public static B Find() => null; }
        class A { public B B => field ??= Registry.Find(); }
        class B { private readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() => _owner; }
        """);

    [Fact]
    public Task But_not_where_a_partial_property_can_be_set() => Verify<TypeCycleAnalyzer>.Source(
        "partial class A { public partial B {|CYC1001:Owner|} { get; set; } }",
        "partial class A { public partial B Owner { get => field; set => field = value; } } class B { public A Item = new A(); }");
#endif
}
