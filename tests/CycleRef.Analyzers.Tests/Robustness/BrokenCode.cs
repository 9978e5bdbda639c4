using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>Code that does not compile, or that nobody would write: no exception, no hang, sensible silence.</summary>
public sealed class BrokenCode
{
    private static async Task<int> CountOf(params string[] sources) => (await Analysis.Of(sources).Batch(new TypeCycleAnalyzer())).Length;

    [Theory]
    [InlineData("class")]
    [InlineData("class A {")]
    [InlineData("class A { public B")]
    [InlineData("class A { public B B { get; set")]
    [InlineData("class A { B b; class")]
    [InlineData("class { B b; } class B { A a; }")]
    [InlineData("namespace { class A { } }")]
    [InlineData("namespace A..B { class C { C c; D d; } class D { C c; } }")]
    [InlineData("using X = ; class A { X x; }")]
    [InlineData("using X = X; class A { X x; Y y; } class Y { A a; }")]
    [InlineData("class A<T { T t; A<A<> a; }")]
    [InlineData("record A(B B, record B(A A);")]
    [InlineData("class A(B b { } class B(A a) { A A() => a; }")]
    [InlineData("public B B; B b; void M() { }")]
    [InlineData("class A { B b = new( } class B { A a = ; }")]
    [InlineData("class A { , B b; } class B { A[ a; }")]
    [InlineData("enum A { B b; } delegate class B { A a; }")]
    [InlineData("class A { B b; public ~A( } class B { A")]
    [InlineData("\u0000\u0001\uFFFF class A { }")]
    public Task Half_typed_code(string source) => CountOf(source);

    [Theory]
    [InlineData("class A : B { public C C; } class B : A { } class C { public A Owner; }")]
    [InlineData("class A : A { public A Parent; public A[] Children; }")]
    [InlineData("interface IA : IB { } interface IB : IA { } class A : IA { public B B; } class B : IB { public IA Owner; }")]
    [InlineData("struct S { public T T; } struct T { public S S; public C C; } class C { public S S; public T T; }")]
    [InlineData("struct S { public S Self; public C C; } class C { public S S; }")]
    [InlineData("class A<T> : B<A<T>> { public T Value; } class B<T> : A<B<T>> { public T Owner; }")]
    [InlineData("class A<T> where T : T { public T Parent; public T[] Children; }")]
    [InlineData("class A<T, U> where T : U where U : T { public T Parent; public U[] Children; }")]
    [InlineData("class A { public class B : A { public A Owner; } public B Item; }")]
    [InlineData("class A : A.B { public class B { public A Owner; } public B Item; }")]
    public Task Cyclic_declarations(string source) => CountOf(source);

    [Theory]
    [InlineData("class A { public Missing M; public B B; } class B { public Missing<A> Owner; }")]
    [InlineData("class A : Missing { public B B; } class B : Missing<A> { }")]
    [InlineData("class A { public B.C.D X; } class B { public A Owner; }")]
    [InlineData("class A { public List<B> Bs; } class B { public Dictionary<,> Owner; }")]
    [InlineData("class A { public B<int, int> B; } class B<T> { public A Owner; }")]
    public async Task Error_types_hold_nothing(string source) => Assert.Equal(0, await CountOf(source));

    [Fact]
    public async Task Two_definitions_of_one_type() =>
        await CountOf("class A { public B B; } class A { public B B; } class B { public A Owner; } class B { public A Owner; }");

    [Fact]
    public async Task A_partial_type_with_parts_that_disagree() =>
        await CountOf("partial class A { public B B; } partial struct A { public B C; } partial interface A { } class B { public A Owner; }");

    [Fact]
    public async Task No_references_at_all()
    {
        var compilation = Analysis.Compile([("/a.cs", "class A { B b; string s; System.Collections.Generic.List<A> l; } class B { A Owner; }")]).WithReferences();
        await new Analysis(compilation).Batch(new TypeCycleAnalyzer());
    }

    [Fact]
    public async Task An_empty_compilation() => Assert.Equal(0, await CountOf());

    [Fact]
    public async Task Ten_thousand_types_in_one_file()
    {
        var source = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
            source.Append($"class T{i} {{ public T{(i + 1) % 10_000} N{i}; public int X; }}\n");
        Assert.InRange(await CountOf(source.ToString()), 0, 1);
    }

    [Fact]
    public async Task A_type_of_ten_thousand_members()
    {
        var members = string.Concat(Enumerable.Range(0, 10_000).Select(static i => $"public B B{i}; "));
        Assert.InRange(await CountOf($"class A {{ {members} }} class B {{ public A Owner; }}"), 1, 1);
    }

    [Fact]
    public async Task A_thousand_types_that_all_hold_each_other()
    {
        var source = new StringBuilder();
        for (var i = 0; i < 300; i++)
            source.Append($"class T{i} {{ {string.Concat(Enumerable.Range(0, 30).Select(j => $"public T{(i * 31 + j * 17) % 300} M{j}; "))} }}\n");
        await CountOf(source.ToString());
    }

    [Fact]
    public async Task Deeply_nested_types_and_generics()
    {
        var nested = string.Concat(Enumerable.Range(0, 200).Select(static i => $"class N{i} {{ public N0 Owner; ")) + new string('}', 200);
        var generic = "class G<T> { public T Value; } class H { public " + string.Concat(Enumerable.Repeat("G<", 200)) + "H" + new string('>', 200) + " X; public H Owner; }";
        await CountOf(nested, generic);
    }

    [Fact]
    public async Task Expressions_as_deep_as_the_parser_lets_them_be()
    {
        var deep = "class A { B b; A() { b = " + string.Concat(Enumerable.Repeat("(", 400)) + "new B(this)" + new string(')', 400) + "; int x = " + string.Concat(Enumerable.Repeat("1 + ", 5_000)) + "1; } } class B { A _a; public B(A a) { _a = a; } }";
        Assert.Equal(1, await CountOf(deep));
    }

    [Fact]
    public async Task Every_prefix_of_a_program()
    {
        const string Source = "using System.Collections.Generic; namespace N { partial class A<T> : B<A<T>>, I where T : class { List<B<T>> _bs = new() { }; public A(B<T> b) { _bs.Add(b); b.Owner = this; } ~A() { } } record B<T>(A<T> Owner) { public A<T> Owner { get; set; } = Owner; void Dispose() { Owner = null!; } } interface I { } }";
        for (var length = 0; length <= Source.Length; length += 3)
            await CountOf(Source[..length]);
    }
}
