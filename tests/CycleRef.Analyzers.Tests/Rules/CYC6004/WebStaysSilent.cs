using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Execution;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6004;

/// <summary>Nothing is reported, and the request is answered.</summary>
public sealed class WebStaysSilent
{
    private const string Ignored = "public class Order { [JsonIgnore] public Customer Customer { get; set; } } public class Customer { public List<Order> Orders { get; set; } = new(); }";

    private static readonly string[] All =
    [
        Web.Minimal("app.MapGet(\"/\", () => Data.Make());", "builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.ReferenceHandler = ReferenceHandler.IgnoreCycles);"),
        Web.Minimal("app.MapGet(\"/\", () => Results.Ok(Data.Make()));", "builder.Services.ConfigureHttpJsonOptions(Configure);} static void Configure(Microsoft.AspNetCore.Http.Json.JsonOptions o) { o.SerializerOptions.ReferenceHandler = ReferenceHandler.Preserve;"),
        Web.Minimal("app.MapGet(\"/\", () => Data.Make());", types: Ignored),
        Web.Minimal("app.MapGet(\"/\", () => \"text\");"),
        Web.Minimal("app.MapGet(\"/\", () => Results.Ok());"),
        Web.Minimal("app.MapGet(\"/\", () => Results.Text(Data.Make().ToString()));"),
        Web.Minimal("app.MapGet(\"/\", () => Results.Json(Data.Make(), new System.Text.Json.JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles }));"),
        Web.Minimal("app.MapGet(\"/\", () => new { Data.Make().Customer.Orders.Count });"),
        Web.Minimal("app.MapGet(\"/\", (HttpContext context) => context.Response.WriteAsync(\"\"));"),
        Web.Minimal("app.MapGet(\"/\", () => Mine.Ok(Data.Make()));} static class Mine { public static string Ok(Order order) => \"\";"),
        Web.Controller("public Order Get() => Data.Make();", ".AddJsonOptions(o => o.JsonSerializerOptions.ReferenceHandler = ReferenceHandler.IgnoreCycles);"),
        Web.Controller("public IActionResult Get() => Ok(Data.Make());", ".AddJsonOptions(o => o.JsonSerializerOptions.ReferenceHandler = ReferenceHandler.IgnoreCycles);"),
        Web.Controller("public Order Get() => Data.Make();", types: Ignored),
        Web.Controller("public string Get() => Build().ToString(); private Order Build() => Data.Make(); [NonAction] public Order Other() => Data.Make(); protected Order Third() => Data.Make(); public static Order Fourth() => Data.Make();"),
        Web.Controller("public ActionResult<int> Get() => Ok(Data.Make().Customer.Orders.Count);"),
        Web.Controller("public IActionResult Get() => Content(Data.Make().ToString());"),
        Web.Controller("public int Get() => new Service().Find().Customer.Orders.Count; public class Service { public Order Find() => Data.Make(); }"),
        Web.Controller("public int Get() => 1;", head: "public class RootController : Base { } public abstract class Base : ControllerBase", types: Json.Orders).Replace("{ [HttpGet] public int", "{ [HttpGet(\"/\")] public int"),
    ];

    private static readonly ScenarioBatch Batch = new(All, Web.Compile);

    public static TheoryData<string> Sources => [.. All];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task On_requests_that_are_answered(string source)
    {
        await Web.Verify().On(source);
        await Batch.Returns(source);
    }

    /// <summary>Where the program starts, something may be said about references.</summary>
    [Fact]
    public Task On_controllers_of_a_library() =>
        Web.Verify().On("using System.Collections.Generic;\nusing Microsoft.AspNetCore.Mvc;\n" + Json.Orders + " public class C : ControllerBase { public Order Get() => null; public IActionResult Other() => Ok(new Order()); }");

    [Fact]
    public Task On_the_serializer_of_another_package() => Web.Verify().On(
        Web.Controller("public Order Get() => Data.Make();", ".AddNewtonsoftJson();") + " static class Extensions { public static void AddNewtonsoftJson(this IMvcBuilder builder) { } }");
}
