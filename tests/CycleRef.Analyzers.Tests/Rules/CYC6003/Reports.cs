using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6003;

/// <summary>Each is reported, and resolving the service from the real container ends as the message says.</summary>
public sealed class Reports
{
    private const string Pair = "public class A(IB b) : IA { public IB B => b; } public class B(IA a) : IB { public IA A => a; }";

    private const string Plain = "public class A : IA { public A(IB b = null) { } } public class B : IB { public B(IA a = null) { } }";

    private static async Task Throws(string types, string registrations, string service = "IA")
    {
        var source = Container.Source(types, registrations);
        await Container.Verify().On(source);
        var ending = await Container.Resolve(source, service);
        Assert.StartsWith("threw System.InvalidOperationException: A circular dependency was detected for the service of type", ending.ToString());
    }

    [Theory]
    [InlineData("{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();")]
    [InlineData("{|CYC6003:services.AddScoped<IA, A>()|}.AddScoped<IB, B>();")]
    [InlineData("{|CYC6003:services.AddTransient<IA, A>()|}; services.AddSingleton<IB, B>();")]
    [InlineData("{|CYC6003:services.AddSingleton(typeof(IA), typeof(A))|}; services.AddScoped(typeof(IB), typeof(B));")]
    [InlineData("{|CYC6003:services.TryAddSingleton<IA, A>()|}; services.TryAddScoped(typeof(IB), typeof(B));")]
    [InlineData("services.Add({|CYC6003:ServiceDescriptor.Singleton<IA, A>()|}); services.TryAdd(ServiceDescriptor.Transient(typeof(IB), typeof(B)));")]
    [InlineData("if (services.Count == 0) { {|CYC6003:services.AddSingleton<IA, A>()|}; } services.AddSingleton<IB, B>();")]
    [InlineData("{|CYC6003:ServiceCollectionServiceExtensions.AddSingleton<IA, A>(services)|}; services.AddSingleton<IB, B>();")]
    [InlineData("{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>();")]
    public Task Constructors_however_they_are_registered(string registrations) => Throws(Pair, registrations);

    [Theory]
    [InlineData("public class A : IA { public A(IB b) { } } public class B : IB { public B(IC c) { } } public class C : IC { public C(IA a) { } }", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>(); services.AddSingleton<IC, C>();")]
    [InlineData("public class A : IA { public A(IA inner) { } }", "{|CYC6003:services.AddSingleton<IA, A>()|};")]
    [InlineData("public class A : IA { public A(IEnumerable<IB> all) { } } public class B : IB { public B(IA a) { } }", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();")]
    [InlineData("public class A : IA { public A(IB b = null) { } } public class B : IB { public B(IA a) { } }", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();")]
    [InlineData("public class A : IA { public A([FromKeyedServices(\"x\")] IB b) { } } public class B : IB { public B(IA a) { } }", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddKeyedSingleton<IB, B>(\"x\");")]
    [InlineData("public record A(IB B) : IA; public record B(IA A) : IB;", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();")]
    [InlineData("public class A : IA { private A() { } public A(IB b) { } } public class B : IB { internal B() { } public B(IA a) { } }", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();")]
    [InlineData("public class Base { public Base(IB b) { } } public class A(IB b) : Base(b), IA; public class B(IA a) : IB { IA a = a; }", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();")]
    public Task Constructors_of_every_kind(string types, string registrations) => Throws(types, registrations);

    [Theory]
    [InlineData("public class A { public A(B b) { } } public class B { public B(A a) { } }", "{|CYC6003:services.AddSingleton<A>()|}; services.AddSingleton<B>();", "A")]
    [InlineData("public class A { public A(B b) { } } public class B { public B(A a) { } }", "{|CYC6003:services.AddSingleton(typeof(A))|}; services.AddTransient(typeof(B));", "A")]
    [InlineData("public interface IRepo<T> { } public class Repo<T>(IA a) : IRepo<T> { IA a = a; } public class A(IRepo<int> repo) : IA { IRepo<int> r = repo; }", "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton(typeof(IRepo<>), typeof(Repo<>));", "IA")]
    [InlineData("public class A<T>(B<T> b) { B<T> b = b; } public class B<T>(A<T> a) { A<T> a = a; }", "{|CYC6003:services.AddSingleton<A<int>>()|}; services.AddSingleton<B<int>>();", "A<int>")]
    public Task Classes_and_generic_services(string types, string registrations, string service) => Throws(types, registrations, service);

    [Theory]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(sp => { sp.GetRequiredService<IB>(); return new A(); })|}; services.AddSingleton<IB>(sp => { sp.GetRequiredService<IA>(); return new B(); });")]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>()))|}; services.AddSingleton<IB>(sp => new B(sp.GetRequiredService<IA>()));")]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(sp => new A(sp.GetService<IB>()))|}; services.AddSingleton<IB>(sp => new B((IA)sp.GetService(typeof(IA))));")]
    [InlineData("{|CYC6003:services.AddTransient<IA>(sp => new A(sp.GetRequiredService<IB>()))|}; services.AddTransient<IB>(sp => new B(sp.GetRequiredService<IA>()));")]
    [InlineData("{|CYC6003:services.AddScoped<IA>(sp => new A(sp.GetRequiredService<IB>()))|}; services.AddScoped<IB>(sp => new B(sp.GetRequiredService<IA>()));")]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(sp => sp.GetRequiredService<IA>())|};")]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>()))|}; services.AddSingleton<IB, Needy>();")]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(sp => new A(ActivatorUtilities.CreateInstance<Needy>(sp)))|};")]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(delegate (IServiceProvider sp) { return new A(sp.GetRequiredService<IB>()); })|}; services.AddSingleton<IB>(sp => new B(sp.GetRequiredService<IA>()));")]
    [InlineData("{|CYC6003:services.AddSingleton<IA>(sp => new A(sp.GetRequiredKeyedService<IB>(1)))|}; services.AddKeyedSingleton<IB>(1, (sp, key) => new B(sp.GetRequiredService<IA>()));")]
    [InlineData("{|CYC6003:services.AddSingleton((Func<IServiceProvider, IA>)(sp => new A(sp.GetRequiredService<IB>())))|}; services.AddSingleton(sp => (IB)new B(sp.GetRequiredService<IA>()));")]
    public async Task Factories(string registrations)
    {
        var source = Container.Source(Plain + " public class Needy : IB { public Needy(IA a) { } }", registrations);
        await Container.Verify().On(source);
        var ending = await Container.Resolve(source);
        Assert.Equal("hung", ending.ToString());
    }

    [Theory]
    [InlineData("public class A : IA { public A(IServiceProvider sp) { b = sp.GetRequiredService<IB>(); } IB b; } public class B(IA a) : IB { IA a = a; }")]
    [InlineData("public class A(IServiceProvider sp) : IA { readonly IB b = sp.GetRequiredService<IB>(); } public class B(IA a) : IB { IA a = a; }")]
    [InlineData("public class A : IA { public A(IServiceProvider sp) => B = (IB)sp.GetService(typeof(IB)); public IB B { get; } } public class B(IA a) : IB { IA a = a; }")]
    [InlineData("public class A : IA { public A(IServiceProvider sp) { sp.GetRequiredService<IB>(); } } public class B : IB { public B(IServiceProvider sp) { sp.GetRequiredService<IA>(); } }")]
    public async Task Constructors_that_ask_the_provider(string types)
    {
        var source = Container.Source(types, "{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();");
        await Container.Verify().On(source);
        Assert.Equal("hung", (await Container.Resolve(source)).ToString());
    }

    [Fact]
    public async Task Factories_that_the_container_validates()
    {
        var source = Container.Source(Plain, "services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>())); services.AddSingleton<IB>(sp => new B(sp.GetRequiredService<IA>()));");
        const string Validating = "services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true })";
        Assert.Equal("hung", (await ScenarioHost.Run(Container.Compile(source, "IA", Validating), secondsUntilHung: 3)).ToString());
    }

    [Theory]
    [InlineData("public class A { public A(B b) { } } public class B { public B(A a) { } }", "{|#0:services.AddSingleton<A>()|};", "A.b → B.a → A", "A")]
    [InlineData("public class A { public A(IB b) { } } public class B : IB { public B(A a) { } }", "{|#0:services.AddSingleton<A>()|};", "A.b → B.a → A", "A")]
    [InlineData("public class A : IA { public A(IB b) { } } public class B : IB { public B(IA a) { } }", "{|#0:services.AddSingleton<IB, B>()|};", "B.a → A.b → B", "IB")]
    public Task As_a_suggestion_where_a_registration_is_not_seen(string types, string registrations, string path, string subject) =>
        Container.Verify()
            .Expecting(RuleCatalogue.ServiceCycle, DiagnosticSeverity.Info, path, subject, "throws 'A circular dependency was detected'")
            .On(Container.Source(types, registrations));

    [Theory]
    [InlineData("{|#0:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>();", "A.b → B.a → A", "throws 'A circular dependency was detected'")]
    [InlineData("{|#0:services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>()))|}; services.AddSingleton<IB, B>();", "IA.factory → B.a → IA", "never returns, because the container cannot see into a factory")]
    public Task With_the_path_and_what_follows(string registrations, string path, string end) =>
        Container.Verify().Expecting(RuleCatalogue.ServiceCycle, path, "IA", end).On(Container.Source(Pair, registrations));

    [Fact]
    public Task Across_files_at_one_place() => Container.Verify().On(
        Container.Source(Pair, "{|CYC6003:services.AddSingleton<IA, A>()|};"),
        "using Microsoft.Extensions.DependencyInjection; static class Other { static void Register(IServiceCollection services) { services.AddSingleton<IB, B>(); } }");
}
