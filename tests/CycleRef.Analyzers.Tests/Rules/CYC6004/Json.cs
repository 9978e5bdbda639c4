using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Rules.CYC6004;

/// <summary>Sources that serialize with the real libraries.</summary>
internal static class Json
{
    public const string Orders =
        "public class Order { public Customer Customer { get; set; } } public class Customer { public List<Order> Orders { get; set; } = new(); }";

    /// <summary>An order and its customer, linked in both directions.</summary>
    public const string MakeOrder = "var order = new Order(); order.Customer = new Customer(); order.Customer.Orders.Add(order); return App.Save(order);";

    private const string Usings =
        "using System;\nusing System.IO;\nusing System.Linq;\nusing System.Collections.Generic;\nusing System.Threading.Tasks;\nusing System.Text.Json;\nusing System.Text.Json.Serialization;\nusing System.Runtime.Serialization;\n";

    /// <summary>The call becomes the body of a method that takes an order.</summary>
    public static string Source(string types, string call, string parameter = "Order order") =>
        Usings + types + "\npublic static class App { public static object Save(" + parameter + ") {\n" + (call.Contains("return", System.StringComparison.Ordinal) ? call : "return " + call + ";") + "\n} }";

    public static Verify<SerializationAnalyzer> Verify(bool broken = false)
    {
        var verify = Verify<SerializationAnalyzer>.With(broken: broken);
        verify.TestState.AdditionalReferences.AddRange(References.Libraries);
        return verify;
    }

    public static string Compile(string source, string run) => Scenario.Compile(source, run, References.Libraries);
}
