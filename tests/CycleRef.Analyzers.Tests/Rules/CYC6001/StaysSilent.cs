using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6001;

/// <summary>Nothing is reported, and construction comes to an end when it is run.</summary>
public sealed class StaysSilent
{
    private const string Before = "using System;\nusing System.Collections.Generic;\nusing System.Diagnostics;\nusing System.Linq;\n";

    private static readonly string[] All =
    [
        // A jump, and what it jumps over.
        "class A { public A() { do { break; _ = new A(); } while (true); } }",
        "class A { static int n; public A() { do { switch (n++) { case 0: continue; default: return; } _ = new A(); } while (n < 9); } }",
        // One direction, or nothing created.
        "class A { B b = new(); } class B { A a; }",
        "class A { B b = new(); } class B { A a; public B() { } public B(A a) { this.a = a; } }",
        "class A { B b; public A() { b = new B(this); } } class B { A a; public B(A a) { this.a = a; } }",
        "class A { B b = null; } class B { A a = null; }",
        "class A { B[] b = new B[2]; } class B { A[] a = new A[2]; }",
        "class A { List<B> b = new(); } class B { List<A> a = new(); }",
        // Created later.
        "class A { B b; public B B => b ??= new B(); } class B { A a = new A(); }",
        "class A { Lazy<B> b = new(() => new B()); } class B { A a = new A(); }",
        "class A { Func<B> b = () => new B(); } class B { A a = new A(); }",
        "class A { Lazy<B> b = new(); } class B { A a = new A(); }",
        "class A { B b; public A() { void Make() { b = new B(); } } } class B { A a = new A(); }",
        "class A { public void Make() { _ = new B(); } } class B { A a = new A(); }",
        "class A { public B B => new B(); } class B { A a = new A(); }",
        "class A { IEnumerable<B> b = from x in new int[1] select new B(); } class B { A a = new A(); }",
        // Created on some paths.
        "class A { B b; public A(bool x = false) { if (x) b = new B(); } } class B { A a = new A(); }",
        "class A { B b; public A(B b = null) { this.b = b ?? (x ? new B() : null); } bool x; } class B { A a = new A(); }",
        "class A { B b; public A(int n = 3) { b = n == 0 ? null : new B(n); } } class B { A a; public B(int n) { a = new A(n - 1); } }",
        "class A { B b; public A(int n = 3) { if (n == 0) return; b = new B(n); } } class B { A a; public B(int n) { a = new A(n - 1); } }",
        "class A { A next; public A(int n = 3) { if (n > 0) next = new A(n - 1); } }",
        "class A { public A(int n = 3) { for (var i = 0; i < n; i++) _ = new A(i); } }",
        "class A { public A(int n = 3) { while (n-- > 0) _ = new A(n); } }",
        "class A { public A(int n = 3) { foreach (var i in Enumerable.Range(0, n)) _ = new A(i); } }",
        "class A { public A(int n = 3) { bool b = n > 0 && new A(n - 1) != null; } }",
        "class A { public A(int n = 3) { bool b = n == 0 || new A(n - 1) != null; } }",
        "class A { public A(A a = null) { a?.Use(new A()); } void Use(A a) { } }",
        "class A { static A made; public A(int n = 3) { made ??= n == 0 ? this : new A(n - 1); } }",
        "class A { B b; public A(int n = 3) { b = n switch { 0 => null, _ => new B(n) }; } } class B { A a; public B(int n) { a = new A(n - 1); } }",
        "class A { B b; public A(int n = 3) { switch (n) { case 0: break; default: b = new B(n); break; } } } class B { A a; public B(int n) { a = new A(n - 1); } }",
        "class A { B b; public A(int n = 3) { switch (n) { case 3: b = new B(n); break; } } } class B { A a; public B(int n) { a = new A(n - 1); } }",
        "class A { B b; public A(int n = 3) { switch (n) { case 0: goto default; case 3: b = new B(n); break; default: break; } } } class B { A a = new A(0); public B(int n) { } }",
        "class A { B b; public A(int n = 3) { if (n == 0) goto end; b = new B(n); end: ; } } class B { A a; public B(int n) { a = new A(n - 1); } }",
        "class A { public A(int n = 3) { do { if (n == 0) break; _ = new A(n - 1); } while (false); } }",
        // A throw ends it before the stack does.
        "class A { public A() { try { _ = new B(3); } catch (InvalidOperationException) { } } } class B { public B(int n) { if (n == 0) throw new InvalidOperationException(); _ = new B(n - 1); } }",
        "class A { public A() { try { _ = new B(3); } catch { } } } class B { public B(int n) { var m = n > 0 ? n : throw new Exception(); _ = new B(m - 1); } }",
        "class A { public A() { try { Check(); _ = new B(); } catch { } } static int n; static void Check() { if (n++ > 3) throw new Exception(); } } class B { A a = new A(); }",
        // Other constructors.
        "class A { B b = new B(1); } class B { A a; public B() { a = new A(); } public B(int n) { } }",
        "class A { public A() : this(new B(null)) { } public A(B b) { } } class B { A a; public B(A a) { this.a = a ?? new A((B)null); } }",
        "class A : Base { B b = new B(); } class Base { } class B { Base a = new Base(); }",
        "struct S { A a = new A(); public S(int n) { } } class A { S s = new S(); S t = default; }",
        "record A { public B B { get; init; } public A() { } protected A(A other) { B = new B(other); } } record B(A A);",
        "class A<T> where T : new() { T t = new T(); } class B { }  class C { A<B> a = new(); }",
        // Static members are created once.
        "class A { static B b = new B(); } class B { A a = new A(); }",
        "class A { static readonly A Instance = new A(); B b = new B(); } class B { A a = null; }",
        "class A { static A() { _ = new B(); } } class B { A a = new A(); }",
        "class A { const B b = null; public static B Make() => new B(); } class B { A a = new A(); }",
        // The compiler drops it.
        "class A { public A() { Drop(new B()); } [Conditional(\"NEVER\")] static void Drop(B b) { } } class B { A a = new A(); }",
        "partial class A { public A() { Drop(new B()); } partial void Drop(B b); } class B { A a = new A(); }",
        "class A { public A() { Debug.Assert(n > 0, $\"{new B()}\"); } static int n = 1; } class B { A a = new A(); }",
        "class A { string s = nameof(B); Type t = typeof(B); B b = default; } class B { A a = new(); }",
        // The same name, other types.
        "namespace One { class X { Two.Y y = new(); } } namespace Two { class Y { } } namespace Three { class Y { One.X x = new(); } } class A { }",
        "class A { Outer.B b = new(); } class B { A a = new(); } class Outer { public class B { } }",
    ];

    private static readonly ScenarioBatch Batch = new(All, static source => Scenario.Compile(Before + source, Run(source)));

    public static TheoryData<string> Sources => [.. All];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task On_construction_that_ends(string source)
    {
        await Verify<ConstructionRecursionAnalyzer>.Source(Before + source);
        await Batch.Returns(source);
    }

    [Theory]
    [InlineData("class A { B b = new(; } class B { A a = new(); }")]
    [InlineData("class A : A { A a = new(); }")]
    [InlineData("class A : B { B b = new() } class B : A { A a = new() }")]
    [InlineData("class A { C b = new C(); } class B { A a = new(); }")]
    [InlineData("class A { B b = new B(1, 2); } class B { A a = new(); }")]
    [InlineData("class A { public A() : this() { } }")]
    [InlineData("class { B b = new(); } class B { a = new(); }")]
    [InlineData("interface A { B b = new(); } class B { A a = new A(); }")]
    public Task On_code_that_does_not_compile(string source) => Verify<ConstructionRecursionAnalyzer>.With(broken: true).On(source);

    [Fact]
    public Task In_generated_code() =>
        Verify<ConstructionRecursionAnalyzer>.Source("// <auto-generated/>\nclass A { B b = new(); } class B { A a = new(); }");

    private static string Run(string source) => source.Contains("class A<") ? "new C()" : source.Contains("record A") ? "new A { B = null } with { }" : "new A()";
}
