using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6001;

/// <summary>Each is reported, and each overflows the stack when it is run.</summary>
public sealed class Reports
{
    private static async Task OverflowsWhere(string source, string run = "new A()")
    {
        await Verify<ConstructionRecursionAnalyzer>.Source("using System;\nusing System.Collections.Generic;\n" + source);
        var ending = await ScenarioHost.Run(Scenario.Compile("using System;\nusing System.Collections.Generic;\n" + source, run));
        Assert.Equal("overflowed", ending.ToString());
    }

    [Theory]
    [InlineData("class A { B b = {|CYC6001:new()|}; } class B { A a = new(); }")]
    [InlineData("class A { B b = {|CYC6001:new B()|}; } class B { A a = new A(); }")]
    [InlineData("class A { A a = {|CYC6001:new()|}; }")]
    [InlineData("class A { public B B { get; } = {|CYC6001:new()|}; } class B { public A A { get; set; } = new(); }")]
    [InlineData("class A { object b = {|CYC6001:new B()|}; } class B { readonly object a = new A(), c = 1; }")]
    [InlineData("class A { B b = {|CYC6001:new()|}; } class B { C c = new(); } class C { A a = new(); }")]
    [InlineData("class A { List<B> all = new() { {|CYC6001:new B()|} }; } class B { A[] all = { new A() }; }")]
    [InlineData("class A { B[] all = [{|CYC6001:new B()|}]; } class B { (A, int) a = (new A(), 1); }")]
    [InlineData("record A { B b = {|CYC6001:new()|}; } record B { A a = new(); }")]
    [InlineData("class A { event Action E = {|CYC6001:new B()|}.Run; } class B { A a = new(); public void Run() { } }")]
    public Task In_initializers(string source) => OverflowsWhere(source);

    [Theory]
    [InlineData("class A { B b = {|CYC6001:new()|}; C c = new(); } class B { A a = new(); } class C { D d = {|CYC6001:new()|}; } class D { C c = new(); }")]
    [InlineData("class C { D d = {|CYC6001:new()|}; } class D { C c = new(); } class A { B b = {|CYC6001:new()|}; C c = new(); } class B { A a = new(); }")]
    public Task In_each_of_two_loops_whichever_is_asked_first(string source) => OverflowsWhere(source);

    [Theory]
    [InlineData("class A { B b; public A() { b = {|CYC6001:new B()|}; } } class B { A a; public B() { a = new A(); } }")]
    [InlineData("class A { B b; public A() => b = {|CYC6001:new()|}; } class B { A a; public B() => this.a = new(); }")]
    [InlineData("class A { public A() { var b = {|CYC6001:new B()|}; } } class B { A a = new A(); }")]
    [InlineData("class A { public A() { {|CYC6001:new B(1)|}.Run(); } } class B { public B(int n) { _ = new A(); } public void Run() { } }")]
    [InlineData("class A { B b; public A() { try { b = {|CYC6001:new B()|}; } finally { } } } class B { A a = new A(); }")]
    [InlineData("class A { B b; public A() { lock (this) { b = {|CYC6001:new B()|}; } } } class B { A a = new A(); }")]
    [InlineData("class A { public A() { do { _ = {|CYC6001:new B()|}; } while (false); } } class B { A a = new A(); }")]
    [InlineData("class A { public A() { foreach (var x in {|CYC6001:new B()|}.All) { } } } class B { A a = new A(); public int[] All = { }; }")]
    [InlineData("class A { public A() { while (true) { if (ToString() != null) break; } _ = {|CYC6001:new B()|}; } } class B { A a = new A(); }")]
    public Task In_constructors(string source) => OverflowsWhere(source);

    [Theory]
    [InlineData("class A { B b; public A(bool x) { if (x) b = {|CYC6001:new B(1)|}; else b = new B(2); } } class B { A a; public B(int n) { a = new A(n > 0); } }")]
    [InlineData("class A { B b; public A(bool x) { b = x ? {|CYC6001:new B(1)|} : new B(2); } } class B { A a; public B(int n) { a = new A(n > 0); } }")]
    [InlineData("class A { B b; public A(bool x) { switch (x) { case true: b = {|CYC6001:new B()|}; break; default: b = new B(); return; } } } class B { A a = new A(true); }")]
    [InlineData("class A { B b; public A(bool x) { b = x switch { true => {|CYC6001:new B()|}, _ => new B() }; } } class B { A a = new A(true); }")]
    [InlineData("class A { object b; public A(bool x) { if (x) b = {|CYC6001:new B()|}; else b = new C(); } } class B { A a = new A(false); } class C { A a = new A(true); }")]
    public Task On_every_path(string source) => OverflowsWhere(source, "new A(true)");

    [Theory]
    [InlineData("class A { D d = {|CYC6001:new D()|}; } class D : A { }")]
    [InlineData("abstract class Base { A a = {|CYC6001:new A()|}; } class A : Base { }")]
    [InlineData("class Base { B b = new B(); } class A : Base { } class B { A a = {|CYC6001:new A()|}; }")]
    [InlineData("class Base { protected Base(int n) { _ = {|CYC6001:new A()|}; } } class A : Base { public A() : base(1) { } }")]
    [InlineData("class Base { protected Base(object o) { } } class A : Base { public A() : base({|CYC6001:new B()|}) { } } class B { A a = new A(); }")]
    [InlineData("class A { public A() : this({|CYC6001:new B()|}) { } public A(B b) { } } class B { A a = new A(); }")]
    [InlineData("class A { B b = {|CYC6001:new B()|}; public A() : this(1) { } public A(int n) { } } class B { A a = new A(); }")]
    [InlineData("class Base(object o) { } class A() : Base({|CYC6001:new B()|}); class B { A a = new A(); }")]
    [InlineData("class A(int n = 1) { public B B { get; } = {|CYC6001:new B(n)|}; } class B(int n) { readonly A _a = new A(n); }")]
    [InlineData("record A(int N = 1) { public B B { get; } = {|CYC6001:new B(N)|}; } record B(int N) { readonly A _a = new A(N); }")]
    [InlineData("class Base { protected Base(int n = 0) { } B b = new B(); } class A : Base { } class B { A a = {|CYC6001:new A()|}; }")]
    public Task Through_bases_and_chains(string source) => OverflowsWhere(source);

    [Theory]
    [InlineData("class A<T> { B<T> b = {|CYC6001:new()|}; } class B<T> { A<T> a = new(); }", "new A<int>()")]
    [InlineData("class A<T> { Box<A<T>> box = {|CYC6001:new()|}; } class Box<T> { A<int> a = new(); }", "new A<int>()")]
    [InlineData("class A { S s = {|CYC6001:new S(1)|}; } struct S { A a = new A(); public S(int n) { } }", "new A()")]
    [InlineData("class A { class B { A a = new(); } B b = {|CYC6001:new()|}; }", "new A()")]
    [InlineData("partial class A { B b = {|CYC6001:new()|}; } partial class A { } partial class B { } partial class B { A a = new(); }", "new A()")]
    [InlineData("class A { C c = {|CYC6001:new C { B = new B() }|}; } class B { } class C { public B B; A a = new(); }", "new A()")]
    [InlineData("class A { C c = new C { B = {|CYC6001:new B()|} }; } class B { A a = new(); } class C { public B B; }", "new A()")]
    [InlineData("interface IB { } class A { IB b = {|CYC6001:new B()|}; } class B : IB { A a = new(); }", "new A()")]
    [InlineData("class A { Lazy<B> b = new({|CYC6001:new B()|}); } class B { A a = new(); }", "new A()")]
    public Task Through_other_kinds_of_types(string source, string run) => OverflowsWhere(source, run);

    [Fact]
    public async Task Across_files_at_one_place()
    {
        await Verify<ConstructionRecursionAnalyzer>.Source("class B { A a = new(); }", "class A { B b = {|CYC6001:new()|}; }");
        await Verify<ConstructionRecursionAnalyzer>.Source("class A { B b = {|CYC6001:new()|}; }", "class B { A a = new(); }");
    }

    [Theory]
    [InlineData("class A { B B = {|#0:new()|}; } class B { A A = new(); }", "A.B → B.A → A", "A")]
    [InlineData("class A { A Next = {|#0:new()|}; }", "A.Next → A", "A")]
    [InlineData("class A { public A() { Use({|#0:new B()|}); } void Use(B b) { } } class B { A a = new(); }", "A.ctor → B.a → A", "A")]
    [InlineData("abstract class Base { A a = {|#0:new A()|}; } class A : Base { }", "Base.a → A.base → Base", "A")]
    [InlineData("class A<T> { B<T> b = {|#0:new()|}; public A() : this(1) { } A(int n) { } } class B<T> { A<T> a = new(); }", "A<T>.b → B<T>.a → A<T>", "A<T>")]
    public Task With_the_path_and_what_follows(string source, string path, string subject) =>
        Verify<ConstructionRecursionAnalyzer>.New().Expecting(RuleCatalogue.ConstructionRecursion, path, subject).On(source);

    [Fact]
    public Task Behind_an_alias() => Verify<ConstructionRecursionAnalyzer>.Source("using X = B; class A { object b = {|CYC6001:new X()|}; } class B { A a = new(); }");

    [Fact]
    public Task Once_for_two_constructors_that_share_an_initializer() =>
        Verify<ConstructionRecursionAnalyzer>.Source("class A { B b = {|CYC6001:new()|}; public A() { } public A(int n) { } } class B { A a = new(); A c = new(1); }");
}
