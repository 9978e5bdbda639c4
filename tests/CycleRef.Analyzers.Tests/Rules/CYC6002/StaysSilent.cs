using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6002;

/// <summary>CYC6002 is not reported (CYC1001 may be), and all three methods return when they are run on linked objects.</summary>
public sealed class StaysSilent
{
    private const string Usings = "using System;\nusing System.Text;\nusing System.Collections.Generic;\nusing System.Linq;\n";

    private const string Link = "var a = new A(); var b = new B(); a.B = b; b.A = a; ";

    private const string Custom = " public virtual bool Equals(B other) => true; public override int GetHashCode() => 1; public override string ToString() => \"\"; ";

    private static readonly (string Source, string Run)[] All =
    [
        // A collection, an interface, a plain class or a delegate in between.
        ("record A { public List<B> Bs { get; } = new(); } record B { public A A { get; set; } }", "var a = new A(); a.Bs.Add(new B { A = a });"),
        ("record A { public B[] Bs { get; set; } } record B { public A A { get; set; } }", "var a = new A(); a.Bs = new[] { new B { A = a } };"),
        ("record A { public Dictionary<string, B> Bs { get; } = new(); } record B { public A A { get; set; } }", "var a = new A(); a.Bs[\"\"] = new B { A = a };"),
        ("record A { public Lazy<B> B { get; set; } } record B { public A A { get; set; } }", "var a = new A(); a.B = new(() => new B { A = a });"),
        ("record A { public C C { get; set; } } class C { public A A { get; set; } }", "var a = new A(); a.C = new C { A = a };"),
        ("record A { public C C { get; set; } } class C { public A A { get; set; } public override string ToString() => \"\"; }", "var a = new A(); a.C = new C { A = a };"),
        ("record A { public Func<A> F { get; set; } }", "var a = new A(); a.F = () => a;"),
        ("record A { public WeakReference<A> W { get; set; } }", "var a = new A(); a.W = new(a);"),
        ("class A { public B B { get; set; } } class B { public A A { get; set; } }", Link),
        // Nothing closes the cycle.
        ("record A(B B); record B(A A);", "var a = new A(new B(new A(null)));"),
        ("record A { public B B { get; init; } } record B { public A A { get; init; } }", "var a = new A { B = new B { A = new A() } }; a = a with { B = new B { A = a } };"),
        ("record A { public B B { get; } public A(B b = null) { B = b; } } record B { public A A { get; } public B(A a = null) { A = a; } }", "var a = new A(new B(new A()));"),
        ("record A { readonly B b; public A(B b = null) { this.b = b; } } record B { readonly A a; public B(A a = null) { this.a = a; } }", "var a = new A(new B(new A()));"),
        ("record A { private B b; public A(B b = null) { this.b = b; } } record B { private A a; public B(A a = null) { this.a = a; } }", "var a = new A(new B(new A()));"),
        // Lists and trees lead only one way.
        ("record A { public A Next { get; set; } }", "var a = new A { Next = new A() };"),
        ("record A { public A Left { get; set; } public A Right { get; set; } }", "var a = new A { Left = new A(), Right = new A() };"),
        ("record A { public A Parent { get; set; } }", "var a = new A { Parent = new A() };"),
        ("abstract record Expr; record A : Expr { public Expr Left { get; set; } public Expr Right { get; set; } }", "var a = new A { Left = new A(), Right = new A() };"),
        ("record A { public B B { get; set; } } record B { public C C { get; set; } } record C;", "var a = new A { B = new B { C = new C() } };"),
        ("record A { public A Parent { get; set; } public List<A> Children { get; } = new(); }", "var a = new A(); a.Children.Add(new A { Parent = a });"),
        // Written by hand.
        ("record A { public B B { get; set; } } record B { public A A { get; set; }" + Custom + "}", Link),
        ("record A { public B B { get; set; } } record B { public A A { get; set; }" + Custom.Replace("public override string ToString() => \"\";", "protected virtual bool PrintMembers(StringBuilder s) => false;") + "}", Link),
        ("record A { public B B { get; set; } } sealed record B { public A A { get; set; } public bool Equals(B other) => ReferenceEquals(this, other); public override int GetHashCode() => 1; public override string ToString() => \"B\"; }", Link),
        ("record Base { public sealed override string ToString() => \"\"; } record A { public B B { get; set; } } record B : Base { public A A { get; set; } public virtual bool Equals(B other) => true; public override int GetHashCode() => 1; }", Link),
        ("record Base { public A A { get; set; }" + Custom.Replace("B other", "Base other") + "} record A { public B B { get; set; } } record B : Base { protected override bool PrintMembers(StringBuilder s) => false; }", Link),
        // Not compared and not printed, or not in the instance.
        ("record A { public B B { get; set; } } record B { public static A A { get; set; } }", "var a = new A(); var b = new B(); a.B = b; B.A = a;"),
        ("record A { public B B { get => null; set { } } } record B { public A A { get; set; } }", Link),
        ("record A { internal B B { get; set; } public virtual bool Equals(A other) => true; public override int GetHashCode() => 1; } record B { public A A { get; set; } }", Link),
        ("record A { public object B { get; set; } } record B { public A A { get; set; } }", "var a = new A { B = 1 };"),
        ("record struct S { public List<A> All; } record A { public S S { get; set; } }", "var a = new A(); a.S = new S { All = new() { a } };"),
        ("struct S { public A A; } record A { public S S { get; set; } }", "var a = new A();"),
        ("record struct S(B B) { public bool Equals(S other) => true; public override int GetHashCode() => 1; public override string ToString() => \"\"; } record A { public S S { get; set; } } record B { public A Owner { get; set; } }", "var b = new B(); var a = new A { S = new S(b) }; b.Owner = a;"),
        // An interface in between: nobody knows what is behind it.
        ("interface IB { } record A { public IB B { get; set; } } record B : IB { public A A { get; set; } }", "var a = new A();"),
        ("record A<T> { public T Value { get; set; } public A<A<T>> Next { get; set; } }", "var a = new A<int>();"),
    ];

    private static readonly ScenarioBatch Batch = new(All.Select(static pair => pair.Source), static source => Scenario.Compile(
        Usings + source,
        All.First(pair => pair.Source == source).Run + " var text = a.ToString(); var hash = a.GetHashCode(); var other = new object(); return a.Equals(other);"));

    public static TheoryData<string> Sources => [.. All.Select(static pair => pair.Source)];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task On_methods_that_return(string source)
    {
        await Verify<TypeCycleAnalyzer>.With("dotnet_diagnostic.CYC1001.severity = none").On(Usings + source);
        await Batch.Returns(source);
    }

    [Theory]
    [InlineData("record A { public B B { get; set } } record B { public A A { get; set; }")]
    [InlineData("record A : A { public A Next { get; set; } public A Previous { get; set; } }")]
    [InlineData("record A { public B B { get; set; } public bool Equals( } record B { public C A { get; set; } }")]
    public Task Without_an_exception_on_code_that_does_not_compile(string source) =>
        Verify<TypeCycleAnalyzer>.With("dotnet_diagnostic.CYC1001.severity = none\ndotnet_diagnostic.CYC6002.severity = none", broken: true).On(source);
}
