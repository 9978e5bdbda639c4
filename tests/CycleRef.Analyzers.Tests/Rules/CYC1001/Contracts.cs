using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>Contracts by attribute name, suppression, exclusion.</summary>
public sealed class Contracts
{
    private const string Attributes = """
        class AcyclicAttribute : System.Attribute { }
        namespace Any.Where { [System.AttributeUsage(System.AttributeTargets.All)] class BackReferenceAttribute : System.Attribute { } }

        """;

    [Theory]
    [InlineData("class A { public B B; } class B { [Any.Where.BackReference] public A Owner; }")]
    [InlineData("class A { public B B; } class B { [Any.Where.BackReference] public A Owner { get; set; } }")]
    [InlineData("class A { public B B; } class B { [field: Any.Where.BackReference] public A Owner { get; set; } }")]
    [InlineData("class A { public B B; } class B([Any.Where.BackReference] A owner) { public A Get() => owner; }")]
    public Task A_back_reference_is_no_edge(string source) => Verify<TypeCycleAnalyzer>.Source(Attributes + source);

    [Theory]
    [InlineData("[Acyclic] class A { public B B; } class B { public A Owner; }", "Owner")]
    [InlineData("[Acyclic] class Node { public Node Next; }", "Next")]
    [InlineData("[Acyclic] class Call { public Arg Arg = new(null); } class Arg { public Call Value; public Arg(Call value) { Value = value; } }", "Value")]
    public async Task A_possible_cycle_of_an_acyclic_type_is_a_warning(string source, string member)
    {
        var diagnostic = Assert.Single(await Analysis.Of(Attributes + source).Batch(new TypeCycleAnalyzer()));
        Assert.Equal("CYC1001", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Contains("[Acyclic]", diagnostic.GetMessage());
        Assert.Equal(member, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Theory]
    [InlineData("[Acyclic] class A { public B B; } class B { }")]
    [InlineData("[Acyclic] record Node(Node Next, int Id);")]
    [InlineData("[Acyclic] class A { } class Node { public Node Next; }")]
    public Task An_acyclic_type_without_a_possible_cycle_is_silent(string source) => Verify<TypeCycleAnalyzer>.Source(Attributes + source);

    [Theory]
    [InlineData("class A { public B B; } class B { [SuppressMessage(\"ReferenceCycles\", \"CYC1001\")] public A Owner; }")]
    [InlineData("class A { public B B; } class B { [SuppressMessage(\"ReferenceCycles\", \"CYC1001:Types hold each other\", Justification = \"owned\")] public A Owner { get; set; } }")]
    [InlineData("class A { public B B; } [SuppressMessage(\"ReferenceCycles\", \"CYC1001\")] class B { public A Owner; }")]
    [InlineData("class A { public B B; } class B { [UnconditionalSuppressMessage(\"ReferenceCycles\", \"CYC1001\")] public A Owner; }")]
    [InlineData("class A { public B B; } [UnconditionalSuppressMessage(\"ReferenceCycles\", \"CYC1001\")] class B { public A Owner; }")]
    [InlineData("class A { public B B; }\n#pragma warning disable CYC1001\nclass B { public A Owner; }")]
    [InlineData("[assembly: SuppressMessage(\"ReferenceCycles\", \"CYC1001\", Scope = \"member\", Target = \"~F:B.Owner\")] class A { public B B; } class B { public A Owner; }")]
    public async Task Suppression_silences(string source)
    {
        var diagnostics = await Analysis.Of("using System.Diagnostics.CodeAnalysis;\n" + source).Batch(new TypeCycleAnalyzer());
        Assert.DoesNotContain(diagnostics, static d => !d.IsSuppressed);
    }

    [Theory]
    [InlineData("cycleref.excluded_types = T:My.A")]
    [InlineData("cycleref.excluded_types = My.A")]
    [InlineData("cycleref.excluded_types = T:Other.X | T:My.B")]
    public Task Excluded_types_are_no_part_of_any_cycle(string option) => Verify<TypeCycleAnalyzer>.With(options: option).On(
        "namespace My { class A { public B B; } class B { public A Owner; } }");

    [Fact]
    public Task Weak_types_named_by_the_option_hold_nothing() => Verify<TypeCycleAnalyzer>.With(options: "cycleref.weak_types = T:Weak`1, T:WeakB").On("""
        class Weak<T> { public T Target; } class WeakB { public B B; }
        class A { public Weak<B> B; public WeakB Other; } class B { public A Owner; }
        """);

    [Fact]
    public Task Weak_types_named_by_an_additional_file_hold_nothing() => Verify<TypeCycleAnalyzer>.With(
        additionalFiles: new System.Collections.Generic.Dictionary<string, string> { ["CycleRef.WeakHolders.txt"] = "T:Weak`1\n\u0000 garbage in here ###\nT:\n" }).On("""
        class Weak<T> { public T Target; }
        class A { public Weak<B> B; } class B { public A Owner; }
        """);

    [Fact]
    public Task Teardown_methods_named_by_the_option_count() => Verify<TypeCycleAnalyzer>.With(options: "cycleref.teardown_methods = Farewell | Bye*").On("""
        class A { private B _b; public void Make() { _b = new B(this); } public B B() => _b; }
        class B { private A _a; public B(A a) { _a = a; } public void ByeBye() { _a = null; } }
        """);

    [Theory]
    [InlineData("class Node { public Node {|CYC1001:Next|}; }", "true")]
    [InlineData("class Node { public Node Next; }", "maybe")]
    [InlineData("record Node(Node Next, int Id);", "true")]
    public Task Self_edges_are_reported_on_demand(string source, string value) =>
        Verify<TypeCycleAnalyzer>.With(options: "cycleref.report_self_edges = " + value).On(source);
}
