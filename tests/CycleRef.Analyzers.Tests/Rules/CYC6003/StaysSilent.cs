using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6003;

/// <summary>Nothing is reported, and the service is resolved when it is run.</summary>
public sealed class StaysSilent
{
    private const string Plain = "public class A : IA { public A(IB b = null) { } } public class B : IB { public B(IA a = null) { } }";

    private const string Both = "services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>();";

    private static readonly (string Types, string Registrations)[] All =
    [
        // No cycle.
        ("public class A : IA { public A(IB b) { } } public class B : IB { }", Both),
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B(IC c) { } } public class C : IC { }", Both + "services.AddSingleton<IC, C>();"),
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B(A a) { } public B() { } }", Both),
        // Asked for later.
        ("public class A : IA { public A(Lazy<IB> b) { } } public class B : IB { public B(IA a) { } }", Both + "services.AddSingleton(sp => new Lazy<IB>(() => sp.GetRequiredService<IB>()));"),
        ("public class A : IA { public A(Func<IB> b) { } } public class B : IB { public B(IA a) { } }", Both + "services.AddSingleton<Func<IB>>(sp => () => sp.GetRequiredService<IB>());"),
        ("public class A : IA { public A(IServiceProvider p) { b = new(() => p.GetRequiredService<IB>()); } Lazy<IB> b; } public class B : IB { public B(IA a) { } }", Both),
        ("public class A : IA { readonly IServiceProvider p; public A(IServiceProvider p) { this.p = p; } public IB B => p.GetRequiredService<IB>(); } public class B : IB { public B(IA a) { } }", Both),
        ("public class A(IServiceProvider sp) : IA { public IB B => sp.GetRequiredService<IB>(); } public class B : IB { public B(IA a) { } }", Both),
        ("public class A(IServiceProvider sp) : IA { readonly Func<IB> b = () => sp.GetRequiredService<IB>(); static IB Other = null; } public class B : IB { public B(IA a) { } }", Both),
        ("public class A : IA { public A(IServiceProvider sp) { if (sp is null) sp.GetRequiredService<IB>(); } } public class B : IB { public B(IA a) { } }", Both),
        ("public class A : IA { public A(IServiceProvider sp) { using var scope = new ServiceCollection().AddSingleton<IB>(new B(null)).BuildServiceProvider().CreateScope(); scope.ServiceProvider.GetRequiredService<IB>(); } } public class B : IB { public B(IA a) { } }", Both),
        // Forwarding, and what a later registration takes over.
        ("public class A : IA, IC { } public class B : IB { public B(IC c) { } }", "services.AddSingleton<A>(); services.AddSingleton<IA>(sp => sp.GetRequiredService<A>()); services.AddSingleton<IC>(sp => sp.GetRequiredService<A>()); services.AddSingleton<IB, B>();"),
        ("public class A : IA { public A(IB b) { } } public class B : IB { } public class D : IB { public D(B inner) { } }", "services.AddSingleton<IA, A>(); services.AddSingleton<B>(); services.AddSingleton<IB>(sp => ActivatorUtilities.CreateInstance<D>(sp));"),
        ("public class A : IA { public A(IEnumerable<IB> all) { } } public class B : IB { } public class D : IB { }", Both + "services.TryAddEnumerable(ServiceDescriptor.Singleton<IB, D>());"),
        ("public interface IRepo<T> { } public class Repo<T> : IRepo<T> { } public class A : IA { public A(IRepo<A> r) { } } public class B : IB { }", Both + "services.AddSingleton(typeof(IRepo<>), typeof(Repo<>));"),
        ("public class A : IA { public A([FromKeyedServices(\"x\")] IA inner) { } } public class B : IA, IB { }", "services.AddSingleton<IA, A>(); services.AddKeyedSingleton<IA, B>(\"x\");"),
        ("public class A : IA { public A(IServiceScopeFactory f) { } } public class B : IB { public B(IA a) { } }", Both),
        ("public class A : IA { public IB B { get; set; } } public class B : IB { public B(IA a) { } }", Both),
        ("public class A : IA { public void Use(IB b) { } } public class B : IB { public B(IA a) { } }", Both),
        // Not every path resolves.
        (Plain, "services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>())); services.AddSingleton<IB>(sp => services.Count > 99 ? new B(sp.GetRequiredService<IA>()) : new B());"),
        (Plain, "services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>())); services.AddSingleton<IB>(sp => { if (services.Count < 99) return new B(); return new B(sp.GetRequiredService<IA>()); });"),
        (Plain, "IA known = new A(); services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>())); services.AddSingleton<IB>(sp => new B(known ?? sp.GetRequiredService<IA>()));"),
        (Plain, "services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>())); services.AddSingleton<IB>(sp => { Func<IA> later = () => sp.GetRequiredService<IA>(); return new B(); });"),
        (Plain, "services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>())); services.AddSingleton<IB>(sp => new B());"),
        (Plain, "services.AddSingleton<IA>(_ => new A()); services.AddSingleton<IB>(sp => new B(sp.GetRequiredService<IA>()));"),
        // Another provider, another key, another scope of names.
        (Plain, "var other = new ServiceCollection().AddSingleton<IA, A>().BuildServiceProvider(); services.AddSingleton<IA>(sp => new A(sp.GetRequiredService<IB>())); services.AddSingleton<IB>(sp => new B(other.GetRequiredService<IA>()));"),
        ("public class A : IA { public A([FromKeyedServices(\"x\")] IB b) { } } public class B : IB { public B([FromKeyedServices(\"y\")] IA a) { } }", "services.AddSingleton<IA, A>(); services.AddKeyedSingleton<IB, B>(\"x\"); services.AddKeyedSingleton<IA>(\"y\", (sp, key) => null!); "),
        ("public class A : IA { public A(IEnumerable<IB> all) { } } public class B : IB { }", Both),
        // Instances.
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B(IA a) { } }", "services.AddSingleton<IA, A>(); services.AddSingleton<IB>(new B(null));"),
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B(IA a) { } }", "services.AddSingleton<IA, A>(); services.AddSingleton(typeof(IB), new B(null));"),
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B(IA a) { } }", "services.AddSingleton<IA, A>(); services.TryAddSingleton<IB>(new B(null));"),
        // Several registrations: which one answers is not known.
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B(IA a) { } } public class Other : IB { }", Both + "services.AddSingleton<IB, Other>();"),
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B(IA a) { } } public class Other : IB { }", "services.AddSingleton<IA, A>(); services.TryAddSingleton<IB, Other>(); services.TryAddSingleton<IB, B>();"),
        ("public class A : IA { public A() { } } public class Decorator : IA { public Decorator(IA inner) { } }", "services.AddSingleton<A>(); services.AddSingleton<IA>(sp => new Decorator(sp.GetRequiredService<A>()));"),
        ("public class A : IA { } public class Decorator : IA { public Decorator(IA inner) { } }", "services.AddKeyedSingleton<IA, A>(\"inner\"); services.AddSingleton<IA>(sp => new Decorator(sp.GetRequiredKeyedService<IA>(\"inner\")));"),
        // Several constructors: what is registered decides.
        ("public class A : IA { public A() { } public A(string missing, IB b) { } } public class B : IB { public B(IA a) { } }", Both),
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B() { } internal B(IA a) { } }", Both),
        ("public class A : IA { public A(IB b) { } } public class B : IB { public B() { } protected B(IA a) { } }", Both),
        // Not the container's own calls.
        (Plain, "services.AddSingleton<IA, A>(); Mine.AddSingleton<IB, B>();} static class Mine { public static void AddSingleton<S, T>() { } "),
        ("public class A : IA { public A(IB b = null) { } } public class B : IB { public B(IA a) { } }", "services.AddSingleton<IA, A>();"),
        // An unregistered interface of two classes stands for neither.
        ("public class A : IA { public A(IC c = null) { } } public class C1 : IC { public C1(IA a) { } } public class C2 : IC { }", "services.AddSingleton<IA, A>();"),
        ("public class A : IA { public A(IC c) { } } public class C1 : IC { public C1(IA a) { } } public class Base : IC { } public class C2 : Base { }", "services.AddSingleton<IA, A>(); Hidden(services); } static void Hidden(IServiceCollection s) { s.Add(new ServiceDescriptor(typeof(IC), typeof(C2), ServiceLifetime.Singleton));"),
        // Open generic services that end.
        ("public interface IRepo<T> { } public class Repo<T> : IRepo<T> { public Repo(IB b) { } } public class A : IA { public A(IRepo<int> r) { } } public class B : IB { }", Both + "services.AddSingleton(typeof(IRepo<>), typeof(Repo<>));"),
    ];

    private static readonly ScenarioBatch Batch = new(All.Select(Text), static source => Container.Compile(source));

    public static TheoryData<string> Sources => [.. All.Select(Text)];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task On_services_that_resolve(string source)
    {
        await Container.Verify().On(source);
        await Batch.Returns(source);
    }

    [Theory]
    [InlineData("services.AddSingleton<IA, >(); services.AddSingleton<IB, B>();")]
    [InlineData("services.AddSingleton<IA, Missing>(); services.AddSingleton<IB, B>();")]
    [InlineData("services.AddSingleton(typeof(IA), typeof()); services.AddSingleton(typeof(), typeof(B));")]
    [InlineData("services.AddSingleton<IA>(sp => ); services.AddSingleton<IB>(sp => sp.")]
    [InlineData("services.AddSingleton(); services.AddScoped(1, 2, 3);")]
    public Task On_code_that_does_not_compile(string registrations) => Container.Verify(broken: true).On(Container.Source(Plain, registrations));

    [Fact]
    public Task Without_the_library() => Verify<ServiceCycleAnalyzer>.Source("""
        class A { public A(B b) { } } class B { public B(A a) { } }
        static class App { static void Register(Services s) { s.AddSingleton<A>(); s.AddSingleton<B>(); } }
        class Services { public void AddSingleton<T>() { } }
        """);

    private static string Text((string Types, string Registrations) scenario) => Container.Source(scenario.Types, scenario.Registrations);
}
