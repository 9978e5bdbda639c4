using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Serialization;

/// <summary>ReferenceHandler.IgnoreCycles or ReferenceLoopHandling.Ignore at the call.</summary>
public sealed class SetsOptions
{
    private const string Types = "public class Order { public Customer Customer { get; set; } public int N { get; set; } = 1; } public class Customer { public List<Order> Orders { get; set; } = new(); }\n";

    private const string Usings = "using System.Collections.Generic;\nusing System.IO;\nusing System.Text.Json;\nusing System.Text.Json.Serialization;\n";

    private static FixRun On(string statements, string usings = Usings, string members = "") =>
        FixRun.On(usings + Types + "public static class Program { " + members + " public static string Run() { var order = new Order { Customer = new Customer() }; order.Customer.Orders.Add(order); " + statements + " } }")
            .WithReferences(References.Libraries).ForRule(RuleIds.SerializedCycle);

    [Theory]
    [InlineData("return JsonSerializer.Serialize(order);", "JsonSerializer.Serialize(order, new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("return JsonSerializer.Serialize(order, typeof(Order));", "(order, typeof(Order), new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("return JsonSerializer.Serialize(value: order);", "(value: order, options: new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("return JsonSerializer.Serialize(order, (JsonSerializerOptions)null);", null)]
    [InlineData("return JsonSerializer.Serialize(order, options: null);", "(order, options: new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("return JsonSerializer.Serialize(order, new JsonSerializerOptions { WriteIndented = false });", "new JsonSerializerOptions { WriteIndented = false, ReferenceHandler = ReferenceHandler.IgnoreCycles }")]
    [InlineData("return JsonSerializer.Serialize(order, new JsonSerializerOptions());", "new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("return JsonSerializer.Serialize(order, new JsonSerializerOptions() { });", "new JsonSerializerOptions() { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("return JsonSerializer.Serialize(order, new JsonSerializerOptions(JsonSerializerDefaults.General));", "new JsonSerializerOptions(JsonSerializerDefaults.General) { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("return JsonSerializer.Serialize(order, JsonSerializerOptions.Default);", "(order, new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    [InlineData("JsonSerializerOptions options = new(); return JsonSerializer.Serialize(order, options);", "options = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles };")]
    [InlineData("var options = new JsonSerializerOptions\n        {\n            WriteIndented = false,\n        };\n        return JsonSerializer.Serialize(order, options);", "            WriteIndented = false,\n            ReferenceHandler = ReferenceHandler.IgnoreCycles,\n        };")]
    [InlineData("var s = new MemoryStream(); JsonSerializer.SerializeAsync(s, order, cancellationToken: default).GetAwaiter().GetResult(); return System.Text.Encoding.UTF8.GetString(s.ToArray());", "order, cancellationToken: default, options: new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })")]
    public async Task Of_system_text_json(string statements, string? expected)
    {
        var run = On(statements);
        if (expected is null)
        {
            Assert.DoesNotContain(EquivalenceKeys.HandleReferences, await run.OfferedAsync());
            return;
        }

        var after = await run.ApplyAsync(EquivalenceKeys.HandleReferences);
        Code.Contains(expected, after.Text);
        Assert.Equal("{\"Customer\":{\"Orders\":[null]},\"N\":1}", Behaviour.Output(after));
    }

    [Fact]
    public async Task Of_a_shared_field()
    {
        var after = await On("return JsonSerializer.Serialize(order, Options);", members: "private static readonly JsonSerializerOptions Options = new() { WriteIndented = false };").ApplyAsync(EquivalenceKeys.HandleReferences);
        Code.Contains("Options = new() { WriteIndented = false, ReferenceHandler = ReferenceHandler.IgnoreCycles };", after.Text);
    }

    [Theory]
    [InlineData("return JsonConvert.SerializeObject(order);", "(order, new JsonSerializerSettings { ReferenceLoopHandling = ReferenceLoopHandling.Ignore })")]
    [InlineData("return JsonConvert.SerializeObject(order, Formatting.None);", "(order, Formatting.None, new JsonSerializerSettings { ReferenceLoopHandling = ReferenceLoopHandling.Ignore })")]
    [InlineData("return JsonConvert.SerializeObject(order, new JsonSerializerSettings { Formatting = Formatting.None });", "Formatting = Formatting.None, ReferenceLoopHandling = ReferenceLoopHandling.Ignore }")]
    public async Task Of_newtonsoft(string statements, string expected)
    {
        var after = await On(statements, "using System.Collections.Generic;\nusing Newtonsoft.Json;\n").ApplyAsync(EquivalenceKeys.HandleReferences);
        Code.Contains(expected, after.Text);
        Assert.Equal("{\"Customer\":{\"Orders\":[]},\"N\":1}", Behaviour.Output(after));
    }

    [Theory]
    [InlineData("using System.Collections.Generic;\nusing System.Text.Json;\n", "JsonSerializer", "using System.Text.Json;\nusing System.Text.Json.Serialization;\n")]
    [InlineData("using System.Collections.Generic;\nusing Newtonsoft.Json;\n", "System.Text.Json.JsonSerializer", "new global::System.Text.Json.JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles }")]
    [InlineData("using System.Collections.Generic;\n", "Newtonsoft.Json.JsonConvert", "using Newtonsoft.Json;\n")]
    public async Task With_the_directives_it_needs(string usings, string serializer, string expected)
    {
        var method = serializer.EndsWith("JsonConvert", System.StringComparison.Ordinal) ? "SerializeObject" : "Serialize";
        Code.Contains(expected, (await On($"return {serializer}.{method}(order);", usings).ApplyAsync(EquivalenceKeys.HandleReferences)).Text);
    }

    [Fact]
    public async Task Fix_all_mends_every_call_once()
    {
        var run = On("return JsonSerializer.Serialize(order) + JsonSerializer.Serialize(order, Options) + JsonSerializer.Serialize(order, Options);", members: "private static readonly JsonSerializerOptions Options = new();");
        var after = await run.FixAllAsync(EquivalenceKeys.HandleReferences, FixAllScope.Document, null);
        Assert.Equal(string.Concat(Enumerable.Repeat("{\"Customer\":{\"Orders\":[null]},\"N\":1}", 3)), Behaviour.Output(after));
        Assert.Empty(await after.ReportsAsync());
    }
}
