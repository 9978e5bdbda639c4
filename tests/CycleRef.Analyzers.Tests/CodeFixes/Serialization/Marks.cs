using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Serialization;

/// <summary>[JsonIgnore] on the back reference.</summary>
public sealed class Marks
{
    private const string Customer = "public class Customer { public List<Order> Orders { get; set; } = new(); }";
    private const string Order = "public class Order\n{\n    /// <summary>Who ordered.</summary>\n    public Customer Customer { get; set; }\n}\n";

    private static FixRun On(params string[] sources) => FixRun.On(sources).WithReferences(References.Libraries).ForRule(RuleIds.SerializedCycle);

    private static string Program(string call, string make = "var order = new Order { Customer = new Customer() }; order.Customer.Orders.Add(order);") =>
        "public static class Program { public static string Run() { " + make + " return " + call + "; } }";

    [Fact]
    public async Task In_another_file_with_a_directive()
    {
        var after = await On("using System.Collections.Generic;\n" + Order + Customer, "using System.Text.Json;\n" + Program("JsonSerializer.Serialize(order)")).ApplyAsync(EquivalenceKeys.JsonIgnore);
        Code.Contains("using System.Collections.Generic;\nusing System.Text.Json.Serialization;\npublic class Order\n{\n    /// <summary>Who ordered.</summary>\n    [JsonIgnore]\n    public Customer Customer", after.Text);
        Assert.Equal("{}", Behaviour.Output(after));
    }

    [Fact]
    public async Task Of_the_serializer_that_is_called()
    {
        var after = await On("using System.Collections.Generic;\nusing System.Text.Json.Serialization;\n" + Order + Customer + Program("Newtonsoft.Json.JsonConvert.SerializeObject(order)")).ApplyAsync(EquivalenceKeys.JsonIgnore);
        Code.Contains("    [global::Newtonsoft.Json.JsonIgnore]\n    public Customer Customer", after.Text);
        Assert.Equal("{}", Behaviour.Output(after));
    }

    [Fact]
    public async Task Of_both_where_both_are_called()
    {
        var run = On("using System.Collections.Generic;\n" + Order + Customer + Program("Newtonsoft.Json.JsonConvert.SerializeObject(order) + System.Text.Json.JsonSerializer.Serialize(order)"));
        var after = await run.FixAllAsync(EquivalenceKeys.JsonIgnore, FixAllScope.Solution, null);
        Assert.Equal("{}{}", Behaviour.Output(after));
    }

    [Theory]
    [InlineData("public record Order(Customer Customer, int N);", "[property: JsonIgnore] Customer Customer", "var customer = new Customer(); var order = new Order(customer, 1); customer.Orders.Add(order);", "{\"N\":1}1")]
    [InlineData("public record Order(int N)\n{\n    public Customer Customer { get; set; }\n}", "    [JsonIgnore]\n    public Customer Customer", "var order = new Order(1) { Customer = new Customer() }; order.Customer.Orders.Add(order);", "{\"N\":1}1")]
    public async Task A_positional_member(string order, string expected, string make, string output)
    {
        var after = await On("using System.Collections.Generic;\nusing System.Text.Json.Serialization;\n" + order + Customer
            + Program("System.Text.Json.JsonSerializer.Serialize(order) + System.Text.Json.JsonSerializer.Deserialize<Order>(\"{\\\"N\\\":1}\").N", make)).ApplyAsync(EquivalenceKeys.JsonIgnore);
        Code.Contains(expected, after.Text);
        Assert.Equal(output, Behaviour.Output(after));
    }

    [Theory]
    [InlineData("class JsonIgnore { }")]
    [InlineData("class JsonIgnoreAttribute : System.Attribute { }")]
    public async Task By_its_full_name_where_the_short_one_means_something_else(string other) => Code.Contains(
        "    [global::System.Text.Json.Serialization.JsonIgnore]\n",
        (await On("using System.Collections.Generic;\n" + Order + Customer + Program("System.Text.Json.JsonSerializer.Serialize(order)"), other).ApplyAsync(EquivalenceKeys.JsonIgnore)).Text);

    [Fact]
    public async Task The_property_that_gives_out_a_field() => Code.Contains(
        "[System.Text.Json.Serialization.JsonIgnore] public".Replace("[System.Text.Json.Serialization.", "["),
        (await On("using System.Collections.Generic;\npublic class Order { private Customer _parent; public Customer Parent { get { return _parent; } set { _parent = value; } } }\npublic class Customer { public List<Order> Orders { get; } = new(); }\n"
            + Program("System.Text.Json.JsonSerializer.Serialize(order)", "var order = new Order { Parent = new Customer() }; order.Parent.Orders.Add(order);")).ApplyAsync(EquivalenceKeys.JsonIgnore)).Text);

    [Theory]
    [InlineData("public class Order { public required Customer Customer { get; set; } }")]
    [InlineData("public class Order { public virtual Customer Customer { get; set; } } public class Special : Order { public override Customer Customer { get; set; } }")]
    [InlineData("public class Order { [System.Text.Json.Serialization.JsonInclude] public Customer Customer; }")]
    public async Task But_not_where_the_attribute_would_not_do(string order) => Assert.DoesNotContain(
        EquivalenceKeys.JsonIgnore,
        await On("using System.Collections.Generic;\n" + order + Customer + "public static class Program { public static string Run(Order order) => System.Text.Json.JsonSerializer.Serialize(order); }").OfferedAsync());
}
