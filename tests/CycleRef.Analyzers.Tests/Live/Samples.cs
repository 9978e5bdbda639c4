using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>A program of several files whose cycles cross them.</summary>
internal static class Samples
{
    public static readonly (string Path, string Source)[] ShopFiles =
    [
        ("/src/Order.cs", "using System.Collections.Generic; namespace Shop; public partial class Order { public Customer Customer { get; set; } public List<Line> Lines { get; } = new(); }"),
        ("/src/Order.More.cs", "namespace Shop; public partial class Order { private Invoice _invoice; public void Bill() { _invoice = new Invoice(this); } public Invoice I() => _invoice; }"),
        ("/src/Customer.cs", "using System.Collections.Generic; namespace Shop; public class Customer { public List<Order> Orders { get; } = new(); ~Customer() { } }"),
        ("/src/Line.cs", "namespace Shop; public class Line { public Order Owner; }"),
        ("/src/Invoice.cs", "namespace Shop; public class Invoice(Order order) { public Order Order() => order; }"),
        ("/src/Tree.cs", "using System.Collections.Generic; namespace Shop; public class Category { public Category Parent; public List<Category> Children = new(); }"),
        ("/src/Host.cs", "namespace Shop; public interface IHost { } public class Host : IHost { public Plugin Plugin = new(); }"),
        ("/src/Plugin.cs", "namespace Shop; public class Plugin { public IHost Host; public IHost OwnerHost; }"),
        ("/src/Silent.cs", "namespace Shop; public record Leaf(Branch Branch); public record Branch(Leaf Leaf); public class Lone { public string Name; public Lone Next; }"),
    ];

    public static Analysis Shop() => new(Analysis.Compile(ShopFiles));
}
