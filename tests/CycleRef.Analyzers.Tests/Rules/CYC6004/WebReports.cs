using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Execution;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6004;

/// <summary>Each is reported, and the request ends in the exception.</summary>
public sealed class WebReports
{
    private static async Task Throws(string source)
    {
        await Web.Verify().On(source);
        Assert.StartsWith("threw System.Text.Json.JsonException: A possible object cycle was detected", (await ScenarioHost.Run(Web.Compile(source))).ToString());
    }

    [Theory]
    [InlineData("app.MapGet(\"/\", () => {|CYC6004:Data.Make()|});")]
    [InlineData("app.MapGet(\"/\", {|CYC6004:async () => { await Task.Yield(); return new List<Order> { Data.Make() }; }|});")]
    [InlineData("app.MapGet(\"/\", {|CYC6004:Data.Make|});")]
    [InlineData("app.MapGet(\"/\", () => Results.Ok({|CYC6004:Data.Make()|}));")]
    [InlineData("app.MapGet(\"/\", () => Results.Json({|CYC6004:Data.Make()|}));")]
    [InlineData("app.MapGet(\"/\", () => TypedResults.Ok({|CYC6004:Data.Make()|}));")]
    public Task Of_minimal_endpoints(string map) => Throws(Web.Minimal(map));

    [Fact]
    public Task Where_the_options_say_nothing_about_references() =>
        Throws(Web.Minimal("app.MapGet(\"/\", () => {|CYC6004:Data.Make()|});", "builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.WriteIndented = true);"));

    [Theory]
    [InlineData("public {|CYC6004:Order|} Get() => Data.Make();")]
    [InlineData("public {|CYC6004:ActionResult<Order>|} Get() => Data.Make();")]
    [InlineData("public {|CYC6004:ActionResult<Order>|} Get() => Ok(Data.Make());")]
    [InlineData("public async {|CYC6004:Task<ActionResult<IEnumerable<Order>>>|} Get() { await Task.Yield(); return new[] { Data.Make() }; }")]
    [InlineData("public IActionResult Get() => Ok({|CYC6004:Data.Make()|});")]
    [InlineData("public async Task<IActionResult> Get() { await Task.Yield(); var order = Data.Make(); return order is null ? NotFound() : Ok({|CYC6004:order|}); }")]
    [InlineData("public IActionResult Get() => StatusCode(200, {|CYC6004:Data.Make()|});")]
    public Task Of_actions(string action) => Throws(Web.Controller(action));

    [Fact]
    public Task Of_an_api_controller() => Throws(Web.Controller("public {|CYC6004:Order|} Get() => Data.Make();", head: "[ApiController] public class RootController : ControllerBase"));

    [Fact]
    public Task Of_a_controller_with_views() => Throws(Web.Controller("public IActionResult Get() => Json({|CYC6004:Data.Make()|});", head: "public class RootController : Controller"));
}
