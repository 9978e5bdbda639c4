using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6004;

/// <summary>The options, or what is written, cannot be seen from the call alone.</summary>
public sealed class StaysSilentWhereUnsure
{
    private const string Head = "using System;\nusing System.Collections.Generic;\nusing System.Text.Json;\nusing System.Text.Json.Serialization;\n";

    [Fact]
    public Task Where_another_statement_of_the_program_sets_the_options() => Json.Verify(broken: true).On(Head + """
        var options = new JsonSerializerOptions { WriteIndented = true };
        options.ReferenceHandler = ReferenceHandler.IgnoreCycles;
        Console.WriteLine(JsonSerializer.Serialize(new Order(), options));
        """ + Json.Orders);

    [Fact]
    public Task But_not_where_the_program_leaves_them_alone() => Json.Verify(broken: true).On(Head + """
        var options = new JsonSerializerOptions { WriteIndented = true };
        Console.WriteLine(JsonSerializer.Serialize({|CYC6004:new Order()|}, options));
        """ + Json.Orders);

    [Fact]
    public Task Where_another_part_of_the_type_sets_the_options() => Json.Verify().On(
        Head + Json.Orders + "static partial class App { private static readonly JsonSerializerOptions Options = new(); static string Save(Order order) => JsonSerializer.Serialize(order, Options); }",
        Head + "static partial class App { static App() { Options.ReferenceHandler = ReferenceHandler.Preserve; } }");

    [Theory]
    [InlineData("public class Order { [Short] public Customer Customer { get; set; } } public class Customer { public List<Order> Orders { get; set; } = new(); }")]
    [InlineData("public class Order { public Customer Customer { get; set; } } [Short] public class Customer { public List<Order> Orders { get; set; } = new(); }")]
    [InlineData("public class Order { public Customer Customer { get; set; } } public class Customer { [Short] public List<Order> Orders { get; set; } = new(); }")]
    public Task Where_a_converter_attribute_of_the_program_stands(string types) =>
        Json.Verify().On(Json.Source(types + " public class ShortAttribute : JsonConverterAttribute { }", "JsonSerializer.Serialize(order)"));

    [Theory]
    [InlineData("public interface INamed { string Name { get; } } public class Order : INamed { public string Name { get; set; } public INamed Parent { get; set; } public List<Order> Children { get; } = new(); }")]
    [InlineData("public class Entity { public int Id { get; set; } } public class Order : Entity { public Entity Parent { get; set; } public List<Order> Children { get; } = new(); }")]
    [InlineData("public class Order { public IReadOnlyCollection<Line> Lines => _lines; private readonly List<Line> _lines = new(); } public class Line { public IHead Head { get; set; } } public interface IHead { int Id { get; } } public class Head : IHead { public int Id { get; set; } public Order Order { get; set; } }")]
    public Task Where_the_declared_type_has_less(string types) => Json.Verify().On(Json.Source(types, "JsonSerializer.Serialize(order)"));

    [Theory]
    [InlineData("builder.Services.AddControllers().AddJsonOptions(Elsewhere.Apply)")]
    [InlineData("builder.Services.AddControllers().AddJsonOptions(o => Elsewhere.Apply(o))")]
    [InlineData("builder.Services.AddControllers().AddJsonOptions(o => Elsewhere.Apply(o.JsonSerializerOptions))")]
    [InlineData("builder.Services.ConfigureHttpJsonOptions(o => Elsewhere.Apply(o.SerializerOptions))")]
    [InlineData("builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(Elsewhere.Apply)")]
    [InlineData("builder.Services.ConfigureOptions<object>()")]
    public Task Where_somebody_else_sets_the_options_of_the_web(string configure) => Web.Verify().On(
        Web.Minimal("app.MapGet(\"/\", () => Data.Make());", configure + ";") + "\nstatic class Elsewhere { public static void Apply(object o) { } }");

    [Fact]
    public Task But_not_where_they_are_set_in_sight() => Web.Verify().On(
        Web.Minimal("app.MapGet(\"/\", () => {|CYC6004:Data.Make()|});", "builder.Services.AddControllers().AddJsonOptions(o => { o.JsonSerializerOptions.WriteIndented = true; o.JsonSerializerOptions.MaxDepth = 8; });"));

    [Fact]
    public Task On_generic_methods_of_a_controller() => Web.Verify().On(Web.Controller("public List<Order> Filter<T>(T by) => new();"));
}
