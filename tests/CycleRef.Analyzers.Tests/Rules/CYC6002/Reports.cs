using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6002;

/// <summary>Each is reported, where «» stands, and what is said to recurse uses up the stack when it is run.</summary>
public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Text;\nusing System.Collections.Generic;\n";

    private const string Pair = "record A { public B «B» { get; set; } } record B { public A A { get; set; } }";

    private const string MakePair = "static A Make() { var a = new A(); a.B = new B { A = a }; return a; } ";

    internal static string Marked(string source) => source.Replace("«", "{|CYC1001:{|CYC6002:").Replace("»", "|}|}");

    private static async Task Ends(string source, string run, string how)
    {
        await Verify<TypeCycleAnalyzer>.Source(Usings + Marked(source));
        var ending = await ScenarioHost.Run(Scenario.Compile(Usings + Marked(source), run));
        Assert.Equal(how, ending.How + (ending.How == "threw" ? " " + ending.Text.Split(':')[0] : ""));
    }

    private static Task Overflows(string source, string run) => Ends(source, run, "overflowed");

    [Theory]
    [InlineData("Make().GetHashCode();")]
    [InlineData("Make().Equals(Make());")]
    [InlineData("_ = Make() == Make();")]
    [InlineData("new HashSet<A>().Add(Make());")]
    [InlineData("new Dictionary<B, int>()[Make().B] = 1;")]
    public Task A_pair_that_is_compared(string run) => Overflows(Pair, MakePair + run + " return null;");

    [Theory]
    [InlineData("Make().ToString();")]
    [InlineData("_ = $\"{Make().B}\";")]
    public Task A_pair_that_is_printed(string run) => Ends(Pair, MakePair + run + " return null;", "threw System.InsufficientExecutionStackException");

    [Theory]
    [InlineData("record A { public B «B»; } record B { public A A; }", "var a = new A(); a.B = new B { A = a }; return a.GetHashCode();")]
    [InlineData("record A { B «b»; public void Set(B b) => this.b = b; } record B { A a; public void Set(A a) => this.a = a; }", "var a = new A(); var b = new B(); a.Set(b); b.Set(a); return a.GetHashCode();")]
    [InlineData("record A { public B «B» { get; init; } } record B { public A A { get; set; } }", "var b = new B(); b.A = new A { B = b }; return b.GetHashCode();")]
    [InlineData("record A(B «B»); record B { public A A { get; set; } }", "var b = new B(); b.A = new A(b); return b.GetHashCode();")]
    [InlineData("record A(B «B», int N); record B { public A? A { get; set; } }", "var b = new B(); b.A = new A(b, 1); return b.GetHashCode();")]
    [InlineData("record A { public B B { get; } public A() { B = new B(this); } } record B(A «A»);", "return new A().GetHashCode();")]
    [InlineData("record A { public B B { get; set; } public A() { B = new B { Owner = this }; } } record B { public A «Owner» { get; init; } }", "return new A().GetHashCode();")]
    [InlineData("record Parent { public Child Child { get; set; } } record Child { public Parent «Parent» { get; set; } }", "var p = new Parent(); p.Child = new Child { Parent = p }; return p.GetHashCode();")]
    [InlineData("record Node { public Node Next { get; set; } public Node «Previous» { get; set; } }", "var n = new Node(); n.Next = new Node { Previous = n }; return n.GetHashCode();")]
    [InlineData("sealed record A { public B «B» { get; set; } } sealed record B { public A A { get; set; } }", "var a = new A(); a.B = new B { A = a }; return a.GetHashCode();")]
    [InlineData("record A { public B B { get; set; } } record B { public C C { get; set; } } record C { public A «Owner» { get; set; } }", "var a = new A(); a.B = new B { C = new C { Owner = a } }; return a.GetHashCode();")]
    [InlineData("record A { public B B { get; set; } } record B { private A «a»; public A Other { get => a; set => a = value; } }", "var a = new A(); a.B = new B { Other = a }; return a.GetHashCode();")]
    [InlineData("record A { public B B { get; set; } public List<B> All = new(); } record B { public A «Owner» { get; set; } }", "var a = new A(); a.B = new B { Owner = a }; return a.GetHashCode();")]
    public Task Links_of_every_kind(string source, string run) => Overflows(source, run);

    [Theory]
    [InlineData("record Base { public B B { get; set; } } record A : Base; record B { public A «Owner» { get; set; } }", "var a = new A(); a.B = new B { Owner = a }; return a.GetHashCode();")]
    [InlineData("abstract record A { public B «B» { get; set; } } record D : A; record B { public A A { get; set; } }", "var a = new D(); a.B = new B { A = a }; return a.GetHashCode();")]
    [InlineData("record A<T> { public B<T> «B» { get; set; } } record B<T> { public A<T> A { get; set; } }", "var a = new A<int>(); a.B = new B<int> { A = a }; return a.GetHashCode();")]
    [InlineData("record struct S(B B); record A { public S S { get; set; } } record B { public A «Owner» { get; set; } }", "var b = new B(); b.Owner = new A { S = new S(b) }; return b.GetHashCode();")]
    [InlineData("readonly record struct S(B B); record A { public S? S { get; set; } } record B { public A «Owner» { get; set; } }", "var b = new B(); b.Owner = new A { S = new S(b) }; return b.GetHashCode();")]
    [InlineData("partial record A { public B «B» { get; set; } } partial record A; record B { public A A { get; set; } }", "var a = new A(); a.B = new B { A = a }; return (a with { }).GetHashCode();")]
    public Task Records_of_every_kind(string source, string run) => Overflows(source, run);

    [Theory]
    [InlineData("record A { public B «B» { get; set; } public override string ToString() => \"\"; } record B { public A A { get; set; } }", "GetHashCode()", "overflowed")]
    [InlineData("record A { public B «B» { get; set; } public virtual bool Equals(A other) => true; public override int GetHashCode() => 1; } record B { public A A { get; set; } }", "ToString()", "threw System.InsufficientExecutionStackException")]
    [InlineData("record A { public B «B» { get; set; } protected virtual bool PrintMembers(StringBuilder s) => false; } record B { public A A { get; set; } }", "GetHashCode()", "overflowed")]
    [InlineData("record A { public B «B» { get; set; } public override int GetHashCode() => 1; } record B { public A A { get; set; } }", "ToString()", "threw System.InsufficientExecutionStackException")]
    [InlineData("record A { internal B «B» { get; set; } } record B { public A A { get; set; } }", "GetHashCode()", "overflowed")]
    public Task Where_some_methods_are_written_by_hand(string source, string call, string how) =>
        Ends(source, "var a = new A(); a.B = new B { A = a }; return a." + call + ";", how);

    [Theory]
    [InlineData("", "'ToString', 'Equals' and 'GetHashCode'")]
    [InlineData("public override string ToString() => \"\";", "'Equals' and 'GetHashCode'")]
    [InlineData("public virtual bool Equals(B other) => true; public override int GetHashCode() => 1;", "'ToString'")]
    [InlineData("public override int GetHashCode() => 1;", "'ToString' and 'Equals'")]
    public Task With_the_path_and_the_methods(string members, string methods) =>
        Verify<TypeCycleAnalyzer>.New()
            .Expecting(RuleCatalogue.RecordRecursion, "A.B → B.A → A", methods)
            .On("record A { public B {|CYC1001:{|#0:B|}|} { get; set; } } record B { public A A { get; set; } " + members + " }");
}
