using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Rules.CYC6003;

/// <summary>Sources that register services with the real container.</summary>
internal static class Container
{
    private const string Usings =
        "using System;\nusing System.Linq;\nusing System.Collections.Generic;\nusing Microsoft.Extensions.DependencyInjection;\nusing Microsoft.Extensions.DependencyInjection.Extensions;\n";

    /// <summary>The registrations become the body of a method.</summary>
    public static string Source(string types, string registrations) =>
        Usings + "public interface IA { }\npublic interface IB { }\npublic interface IC { }\n" + types + "\npublic static class App { public static void Register(IServiceCollection services) {\n" + registrations + "\n} }";

    public static Verify<ServiceCycleAnalyzer> Verify(bool broken = false)
    {
        var verify = Verify<ServiceCycleAnalyzer>.With(broken: broken);
        verify.TestState.AdditionalReferences.AddRange(References.Libraries);
        return verify;
    }

    public static string Compile(string source, string service = "IA", string provider = "services.BuildServiceProvider()") => Scenario.Compile(
        source,
        $"var services = new ServiceCollection(); App.Register(services); using var scope = {provider}.CreateScope(); return scope.ServiceProvider.GetRequiredService<{service}>();",
        References.Libraries);

    public static Task<Ending> Resolve(string source, string service = "IA") => ScenarioHost.Run(Compile(source, service), secondsUntilHung: 3);
}
