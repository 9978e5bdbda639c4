using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6004;

/// <summary>Each is reported, and the serializer throws what the message says when it is given linked objects.</summary>
public sealed class Reports
{
    private const string SystemTextJson = "threw System.Text.Json.JsonException: A possible object cycle was detected";

    private const string Newtonsoft = "threw Newtonsoft.Json.JsonSerializationException: Self referencing loop detected";

    private static async Task Throws(string source, string run, string expected)
    {
        await Json.Verify().On(source);
        Assert.StartsWith(expected, (await ScenarioHost.Run(Json.Compile(source, run))).ToString());
    }

    [Theory]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|})")]
    [InlineData("JsonSerializer.Serialize<object>({|CYC6004:order|})")]
    [InlineData("JsonSerializer.Serialize((object){|CYC6004:order|})")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|}, typeof(Order))")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order.Customer|})")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:new[] { order }|})")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:new Dictionary<string, List<Order>> { [\"\"] = new() { order } }|})")]
    [InlineData("JsonSerializer.SerializeToUtf8Bytes({|CYC6004:order|})")]
    [InlineData("JsonSerializer.SerializeToNode({|CYC6004:order|})")]
    [InlineData("JsonSerializer.SerializeToElement({|CYC6004:order|})")]
    [InlineData("JsonSerializer.SerializeToDocument({|CYC6004:order|})")]
    [InlineData("var s = new MemoryStream(); JsonSerializer.SerializeAsync(s, {|CYC6004:order|}).GetAwaiter().GetResult(); return null;")]
    [InlineData("var w = new Utf8JsonWriter(new MemoryStream()); JsonSerializer.Serialize(w, {|CYC6004:order|}); return null;")]
    [InlineData("JsonSerializer.Serialize(options: null, value: {|CYC6004:order|})")]
    public Task Calls_without_options(string call) => Throws(Json.Source(Json.Orders, call), Json.MakeOrder, SystemTextJson);

    [Theory]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|}, new JsonSerializerOptions { WriteIndented = true })")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|}, new JsonSerializerOptions(JsonSerializerDefaults.Web))")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|}, JsonSerializerOptions.Default)")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|}, new JsonSerializerOptions { MaxDepth = 1000 })")]
    [InlineData("var options = new JsonSerializerOptions { WriteIndented = true }; return JsonSerializer.Serialize({|CYC6004:order|}, options);")]
    [InlineData("return JsonSerializer.Serialize({|CYC6004:order|}, Options); } private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }; static void Other() {")]
    public Task Options_that_say_nothing_about_references(string call) => Throws(Json.Source(Json.Orders, call), Json.MakeOrder, SystemTextJson);

    [Theory]
    [InlineData("public class Order { public Customer Customer { get; set; } } public class Customer { private readonly List<Order> _orders = new(); public IEnumerable<Order> Orders => _orders; public void Add(Order o) => _orders.Add(o); }", "order.Customer.Add(order);")]
    [InlineData("public class Order { public Customer Customer { get; set; } } public class Customer { private List<Order> orders = new(); public List<Order> Orders { get { return orders; } } }", "order.Customer.Orders.Add(order);")]
    [InlineData("public class Order { [JsonInclude] public Customer Customer; } public class Customer { public List<Order> Orders { get; } = new(); }", "order.Customer.Orders.Add(order);")]
    [InlineData("public class Order { [JsonPropertyName(\"c\")] public Customer Customer { get; set; } } public class Customer { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public List<Order> Orders { get; } = new(); }", "order.Customer.Orders.Add(order);")]
    [InlineData("public class Order { public Customer Customer { get; set; } } public class Customer { public Dictionary<string, Order> Orders { get; } = new(); }", "order.Customer.Orders.Add(\"\", order);")]
    [InlineData("public class Order { public Customer Customer { get; set; } } public class Customer { public Order[] Orders { get; set; } = new Order[1]; }", "order.Customer.Orders[0] = order;")]
    [InlineData("public class Order { public Customer Customer { get; set; } } public class Customer { public Order Order { get; set; } }", "order.Customer.Order = order;")]
    [InlineData("public class Base { public Customer Customer { get; set; } } public class Order : Base { } public class Customer { public List<Order> Orders { get; } = new(); }", "order.Customer.Orders.Add(order);")]
    [InlineData("public record Order { public Customer Customer { get; set; } } public record Customer { public List<Order> Orders { get; } = new(); }", "order.Customer.Orders.Add(order);")]
    [InlineData("public class Order { public Order Parent { get; set; } public List<Order> Children { get; } = new(); public Customer Customer { get; set; } } public class Customer { }", "order.Children.Add(new Order { Parent = order });")]
    [InlineData("public class Order { public Customer Customer { get; set; } } public class Customer { public Line Line { get; set; } } public class Line { public Order Owner { get; set; } }", "order.Customer.Line = new Line { Owner = order };")]
    public Task Members_that_System_Text_Json_writes(string types, string link) =>
        Throws(Json.Source(types, "JsonSerializer.Serialize({|CYC6004:order|})"), "var order = new Order(); order.Customer = new Customer(); " + link + " return App.Save(order);", SystemTextJson);

    [Theory]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject({|CYC6004:order|})")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject({|CYC6004:order|}, Newtonsoft.Json.Formatting.Indented)")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject({|CYC6004:order|}, new Newtonsoft.Json.JsonSerializerSettings { Formatting = Newtonsoft.Json.Formatting.Indented })")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject({|CYC6004:new List<Order> { order }|})")]
    public Task Calls_of_Newtonsoft(string call) => Throws(Json.Source(Json.Orders, call), Json.MakeOrder, Newtonsoft);

    [Theory]
    [InlineData("public class Order { public Customer Customer; } public class Customer { public List<Order> Orders = new(); }")]
    [InlineData("public class Order { [JsonIgnore] public Customer Customer { get; set; } } public class Customer { public List<Order> Orders { get; } = new(); }")]
    public Task Members_that_Newtonsoft_writes(string types) =>
        Throws(Json.Source(types, "Newtonsoft.Json.JsonConvert.SerializeObject({|CYC6004:order|})"), Json.MakeOrder, Newtonsoft);

    [Theory]
    [InlineData("JsonSerializer.Serialize({|#0:order|})", "JsonSerializer", "A possible object cycle was detected")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject({|#0:order|})", "JsonConvert", "Self referencing loop detected")]
    public Task With_the_path_and_what_follows(string call, string serializer, string exception) =>
        Json.Verify().Expecting(RuleCatalogue.SerializedCycle, "Order.Customer → Customer.Orders → Order", serializer, exception).On(Json.Source(Json.Orders, call));

    private const string Context =
        " public class Context : JsonSerializerContext { public Context() : base(null) { } public static Context Default { get; } = new(); protected override JsonSerializerOptions GeneratedSerializerOptions => null; "
        + "public override System.Text.Json.Serialization.Metadata.JsonTypeInfo GetTypeInfo(Type type) => new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver().GetTypeInfo(type, Options); "
        + "public System.Text.Json.Serialization.Metadata.JsonTypeInfo<Order> Order => (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Order>)Options.GetTypeInfo(typeof(Order)); }";

    [Theory]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|}, Context.Default.Order)")]
    [InlineData("JsonSerializer.Serialize({|CYC6004:order|}, typeof(Order), Context.Default)")]
    public Task Contexts_that_say_nothing_about_references(string call) => Throws(Json.Source(Json.Orders + Context, call), Json.MakeOrder, SystemTextJson);

    [Fact]
    public Task Contexts_with_what_every_one_of_them_says() =>
        Json.Verify().Expecting(RuleCatalogue.SerializedCycle, "Order.Customer → Customer.Orders → Order", "JsonSerializer", "larger than the maximum allowed depth")
            .On(Json.Source(Json.Orders + Context, "JsonSerializer.Serialize({|#0:order|}, Context.Default.Order)"));

    [Fact]
    public Task But_not_contexts_that_do() => Json.Verify().On(Json.Source(
        Json.Orders + Context.Replace("public class Context", "[JsonSourceGenerationOptions(ReferenceHandler = JsonKnownReferenceHandler.IgnoreCycles)] public class Context"),
        "JsonSerializer.Serialize(order, Context.Default.Order)"));

    [Theory]
    [InlineData("[DataContract] public class Order { [DataMember] public Customer Customer { get; set; } } public class Customer { public List<Order> Orders { get; } = new(); }")]
    [InlineData("[Newtonsoft.Json.JsonObject] public class Order { public Customer Customer { get; set; } } public class Customer { public List<Order> Orders { get; } = new(); }")]
    [InlineData("[Newtonsoft.Json.JsonObject(Newtonsoft.Json.MemberSerialization.OptIn)] public class Order { [Newtonsoft.Json.JsonProperty] public Customer Customer { get; set; } } public class Customer { public List<Order> Orders { get; } = new(); }")]
    public Task Members_that_a_contract_names(string types) =>
        Throws(Json.Source(types, "Newtonsoft.Json.JsonConvert.SerializeObject({|CYC6004:order|})"), Json.MakeOrder, Newtonsoft);
}
