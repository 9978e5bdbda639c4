using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Rules.CYC6004;

/// <summary>Programs of the real web framework, which are started and asked once.</summary>
internal static class Web
{
    private const string Usings =
        "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Net.Http;\nusing System.Threading.Tasks;\nusing System.Text.Json.Serialization;\nusing Microsoft.AspNetCore.Builder;\nusing Microsoft.AspNetCore.Hosting;\nusing Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Mvc;\nusing Microsoft.Extensions.DependencyInjection;\nusing Microsoft.Extensions.Hosting;\nusing Microsoft.Extensions.Logging;\n";

    private const string Data = """
        public static class Data
        {
            public static Order Make() { var order = new Order(); order.Customer = new Customer(); order.Customer.Orders.Add(order); return order; }
        }

        """;

    private const string Ask = """
        var builder = WebApplication.CreateBuilder(); builder.Logging.ClearProviders(); builder.WebHost.UseUrls("http://127.0.0.1:0"); App.Configure(builder);
        var app = builder.Build(); Exception thrown = null;
        app.Use(async (context, next) => { try { await next(context); } catch (Exception e) { thrown = e; throw; } });
        App.Map(app); app.Start();
        var status = new HttpClient().GetAsync(app.Urls.First()).GetAwaiter().GetResult().StatusCode;
        app.StopAsync().GetAwaiter().GetResult();
        return thrown is not null ? throw thrown : (int)status < 400 ? status : throw new InvalidOperationException(status.ToString());
        """;

    /// <summary>An endpoint without controllers.</summary>
    public static string Minimal(string map, string configure = "", string types = Json.Orders) => Source("", map, configure, types);

    /// <summary>A controller that answers for the root.</summary>
    public static string Controller(string action, string configure = ";", string head = "public class RootController : ControllerBase", string types = Json.Orders) =>
        Source($"[Route(\"/\")] {head} {{ [HttpGet] {action} }}", "app.MapControllers();", "builder.Services.AddControllers().AddApplicationPart(typeof(App).Assembly)" + configure, types);

    public static Verify<SerializationAnalyzer> Verify()
    {
        var verify = Verify<SerializationAnalyzer>.New();
        verify.TestState.AdditionalReferences.AddRange(References.Web);
        return verify;
    }

    public static string Compile(string source) => Scenario.Compile(source, Ask, References.Web);

    private static string Source(string more, string map, string configure, string types) =>
        Usings + types + "\n" + Data + more + "\npublic static class App { public static void Configure(WebApplicationBuilder builder) { " + configure + " } public static void Map(WebApplication app) { " + map + " } }";
}
