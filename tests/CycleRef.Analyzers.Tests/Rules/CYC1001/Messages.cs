using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>What a diagnostic says: path, consequence, other locations, properties.</summary>
public sealed class Messages
{
    [Theory]
    [InlineData(
        "using System.Collections.Generic; class Order { public Customer Customer; } class Customer { public List<Order> Orders; }",
        "Strong reference cycle Order.Customer → Customer.Orders → Order: both stay reachable from each other until one link is cleared")]
    [InlineData(
        "class A { public B B = new(); } class B { public C C = new(); } class C { public A Owner; }",
        "Strong reference cycle C.Owner → A.B → B.C → C: all of them stay reachable from each other until one link is cleared")]
    [InlineData(
        "using System.Collections.Generic; class Node { public Node Parent; public List<Node> Children; }",
        "Strong reference cycle Node.Parent → Node.Children → Node: objects linked this way stay reachable from each other until one link is cleared")]
    [InlineData(
        "interface IPart { } class Whole { public IPart Part = new Part(); } class Part : IPart { public Whole Owner; }",
        "Strong reference cycle Part.Owner → Whole.Part (may hold Part) → Part: both stay reachable from each other until one link is cleared")]
    [InlineData(
        "class Base { public B B; } class A : Base { } class B { public A Owner; }",
        "Strong reference cycle B.Owner → A.B → B: both stay reachable from each other until one link is cleared")]
    [InlineData(
        "class Bs : System.Collections.Generic.List<B> { } class A { public Bs Bs = new(); } class B { public A Owner; }",
        "Strong reference cycle B.Owner → A.Bs → Bs's items → B: all of them stay reachable from each other until one link is cleared")]
    [InlineData(
        "class Tree<T> { public TreeNode<T> Root; } class TreeNode<T> { public Tree<T> Owner; }",
        "Strong reference cycle TreeNode<T>.Owner → Tree<T>.Root → TreeNode<T>: both stay reachable from each other until one link is cleared")]
    [InlineData(
        "class A { public B B; ~A() { } } class B { public A Owner; }",
        "Strong reference cycle B.Owner → A.B → B: 'A' has a finalizer, which runs in no set order with the others, and not at all while any of them is reachable")]
    public async Task The_message_names_the_whole_path_and_what_follows(string source, string message)
    {
        var diagnostic = Assert.Single(await Analysis.Of(source).Batch(new TypeCycleAnalyzer()));
        Assert.Equal(message, diagnostic.GetMessage());
    }

    [Fact]
    public async Task The_other_members_are_additional_locations_in_path_order()
    {
        var diagnostic = Assert.Single(await Analysis.Of("class C { public A Owner; }", "class A { public B First = new(); }", "class B { public C Second = new(); }").Batch(new TypeCycleAnalyzer()));
        Assert.Equal(["First", "Second"], diagnostic.AdditionalLocations.Select(TextAt));
        Assert.Equal("Owner", TextAt(diagnostic.Location));
    }

    [Fact]
    public async Task The_properties_tell_fixes_what_they_need()
    {
        var diagnostic = Assert.Single(await Analysis.Of("""
            namespace Shop { class Order { private Customer _c; public Order(Customer c) { _c = c; } public Customer C() => _c; } class Customer { System.Collections.Generic.List<Order> orders = new(); public void Buy() => orders.Add(new Order(this)); } }
            """).Batch(new TypeCycleAnalyzer()));
        Assert.Equal("F:Shop.Order._c", diagnostic.Properties[DiagnosticProperties.Member]);
        Assert.Equal("F:Shop.Order._c;F:Shop.Customer.orders", diagnostic.Properties[DiagnosticProperties.Cycle]);
        Assert.Equal("Order._c → Customer.orders → Order", diagnostic.Properties[DiagnosticProperties.Path]);
        Assert.Equal("one", diagnostic.Properties[DiagnosticProperties.Holds]);
        Assert.Equal("handed-in", diagnostic.Properties[DiagnosticProperties.Source]);
        Assert.Equal("false", diagnostic.Properties[DiagnosticProperties.MayHold]);
    }

    [Fact]
    public async Task A_long_path_is_shortened_in_the_middle()
    {
        var types = Enumerable.Range(0, 12).Select(i => $"class T{i} {{ public T{(i + 1) % 12} {(i == 11 ? "Owner" : "Next" + i)} {(i == 11 ? ";" : "= new();")} }}");
        var diagnostic = Assert.Single(await Analysis.Of(string.Join("\n", types)).Batch(new TypeCycleAnalyzer()));
        Assert.Contains("… 5 more →", diagnostic.GetMessage());
        Assert.Equal(11, diagnostic.AdditionalLocations.Count);
    }

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
