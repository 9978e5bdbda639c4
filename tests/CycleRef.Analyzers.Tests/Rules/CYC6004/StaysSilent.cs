using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Execution;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6004;

/// <summary>Nothing is reported, and linked objects are serialized when it is run.</summary>
public sealed class StaysSilent
{
    private const string Call = "JsonSerializer.Serialize(order)";

    private const string ByNewtonsoft = "Newtonsoft.Json.JsonConvert.SerializeObject(order)";

    private const string Settings = "Newtonsoft.Json.JsonConvert.SerializeObject(order, new Newtonsoft.Json.JsonSerializerSettings { ";

    private const string Back = "public class Customer { public List<Order> Orders { get; set; } = new(); }";

    private static readonly (string Types, string Call)[] All =
    [
        // The options handle references, or may.
        (Json.Orders, "JsonSerializer.Serialize(order, new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles })"),
        (Json.Orders, "JsonSerializer.Serialize(order, new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.Preserve, WriteIndented = true })"),
        (Json.Orders, "var options = new JsonSerializerOptions(); options.ReferenceHandler = ReferenceHandler.IgnoreCycles; return JsonSerializer.Serialize(order, options);"),
        (Json.Orders, "var options = new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles }; return JsonSerializer.Serialize(order, options);"),
        (Json.Orders, "var options = new JsonSerializerOptions(); Configure(options); return JsonSerializer.Serialize(order, options); } static void Configure(JsonSerializerOptions o) { o.ReferenceHandler = ReferenceHandler.Preserve;"),
        (Json.Orders, "return JsonSerializer.Serialize(order, Options); } private static readonly JsonSerializerOptions Options = new() { ReferenceHandler = ReferenceHandler.Preserve }; static void Other() {"),
        (Json.Orders, "return JsonSerializer.Serialize(order, Options); } private static readonly JsonSerializerOptions Options = new(); static App() { Options.ReferenceHandler = ReferenceHandler.Preserve;"),
        (Json.Orders, "return JsonSerializer.Serialize(order, Options); } static JsonSerializerOptions Options => new() { ReferenceHandler = ReferenceHandler.Preserve }; static void Other() {"),
        (Json.Orders, "return JsonSerializer.Serialize(order, new JsonSerializerOptions(Other)); } static readonly JsonSerializerOptions Other = new() { ReferenceHandler = ReferenceHandler.Preserve }; static void More() {"),
        (Json.Orders, Settings + "ReferenceLoopHandling = Newtonsoft.Json.ReferenceLoopHandling.Ignore })"),
        (Json.Orders, Settings + "PreserveReferencesHandling = Newtonsoft.Json.PreserveReferencesHandling.Objects })"),
        // A member of the cycle is left out.
        ("public class Order { [JsonIgnore] public Customer Customer { get; set; } } " + Back, Call),
        ("public class Order { [JsonIgnore(Condition = JsonIgnoreCondition.Always)] public Customer Customer { get; set; } } " + Back, Call),
        ("public class Order { public Customer Customer { get; set; } } public class Customer { [JsonIgnore] public List<Order> Orders { get; set; } = new(); }", Call),
        ("public class Order { public Customer Customer; } " + Back, Call),
        ("public class Order { internal Customer Customer { get; set; } } " + Back, Call),
        ("public class Order { public Customer Customer { internal get; set; } } " + Back, Call),
        ("public class Order { private Customer customer; public Customer Customer { internal get => customer; set => customer = value; } } " + Back, Call),
        ("public class Order { [Newtonsoft.Json.JsonIgnore] public Customer Customer { get; set; } } " + Back, ByNewtonsoft),
        ("public class Order { [IgnoreDataMember] public Customer Customer { get; set; } } " + Back, ByNewtonsoft),
        ("public class Order { public Customer Customer { get; set; } public bool ShouldSerializeCustomer() => false; } " + Back, ByNewtonsoft),
        ("[DataContract] public class Order { public Customer Customer { get; set; } } " + Back, ByNewtonsoft),
        ("[Newtonsoft.Json.JsonObject(Newtonsoft.Json.MemberSerialization.OptIn)] public class Order { public Customer Customer { get; set; } } " + Back, ByNewtonsoft),
        ("[Newtonsoft.Json.JsonObject(IsReference = true)] public class Order { public Customer Customer { get; set; } } " + Back, ByNewtonsoft),
        ("public class Order { [Newtonsoft.Json.JsonProperty(ReferenceLoopHandling = Newtonsoft.Json.ReferenceLoopHandling.Ignore)] public Customer Customer { get; set; } } public class Customer { [Newtonsoft.Json.JsonProperty(ItemReferenceLoopHandling = Newtonsoft.Json.ReferenceLoopHandling.Ignore)] public List<Order> Orders { get; set; } = new(); }", ByNewtonsoft),
        // Something else is written.
        ("[JsonConverter(typeof(C))] public class Order { public Customer Customer { get; set; } } public class C : JsonConverter<Order> { public override Order Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => null; public override void Write(Utf8JsonWriter w, Order v, JsonSerializerOptions o) => w.WriteNullValue(); } " + Back, Call),
        (Json.Orders, "JsonSerializer.Serialize(order.Customer.Orders.Count)"),
        (Json.Orders, "JsonSerializer.Serialize(new { order.Customer.Orders.Count })"),
        (Json.Orders + " public class Dto { public int Count { get; set; } }", "JsonSerializer.Serialize(new Dto { Count = order.Customer.Orders.Count })"),
        (Json.Orders + " public class Dto { public int Count { get; set; } [JsonIgnore] public Order Order { get; set; } }", "JsonSerializer.Serialize(new Dto { Order = order })"),
        (Json.Orders, "JsonSerializer.Deserialize<Order>(\"{}\")"),
        (Json.Orders + " static class Mine { public static object Serialize(Order o) => o; }", "Mine.Serialize(order)"),
        // Lists and trees end.
        ("public class Order { public Customer Customer { get; set; } public List<Order> Children { get; } = new(); } " + "public class Customer { [JsonIgnore] public List<Order> Orders { get; } = new(); }", Call),
        ("public class Order { public Customer Customer { get; set; } public Order Next { get; set; } } " + "public class Customer { [JsonIgnore] public List<Order> Orders { get; } = new(); }", Call),
        // Last, because it holds for the whole process.
        (Json.Orders, "Newtonsoft.Json.JsonConvert.DefaultSettings = () => new() { ReferenceLoopHandling = Newtonsoft.Json.ReferenceLoopHandling.Ignore }; return " + ByNewtonsoft + ";"),
    ];

    private static readonly ScenarioBatch Batch = new(All.Select(Text), static source => Json.Compile(source, Json.MakeOrder));

    public static TheoryData<string> Sources => [.. All.Select(Text)];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task On_values_that_are_serialized(string source)
    {
        await Json.Verify().On(source);
        await Batch.Returns(source);
    }

    [Theory]
    [InlineData("JsonSerializer.Serialize(")]
    [InlineData("JsonSerializer.Serialize(order, new JsonSerializerOptions { = })")]
    [InlineData("JsonSerializer.Serialize(missing)")]
    [InlineData("JsonSerializer.Serialize<Missing>(order)")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject()")]
    public Task On_code_that_does_not_compile(string call) => Json.Verify(broken: true).On(Json.Source(Json.Orders, call));

    private static string Text((string Types, string Call) scenario) => Json.Source(scenario.Types, scenario.Call);
}
