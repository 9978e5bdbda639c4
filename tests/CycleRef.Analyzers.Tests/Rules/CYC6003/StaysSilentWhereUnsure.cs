using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC6003;

/// <summary>Two registrations that would make a cycle, if they met in one container and nothing else answered. Nobody can tell that they do.</summary>
public sealed class StaysSilentWhereUnsure
{
    private const string Pair = "public class A : IA { public A(IB b) { } } public class B : IB { public B(IA a) { } } public class Fake : IA, IB { } ";

    private static Task Silent(string registrations, string more = "") => Container.Verify().On(Container.Source(Pair + more, registrations));

    [Theory]
    [InlineData("if (services.Count == 0) services.AddSingleton<IA, A>(); else services.AddSingleton<IB, B>();")]
    [InlineData("if (services.Count == 0) { services.AddSingleton<IA, A>(); } else if (services.Count == 1) { services.AddSingleton<IB, B>(); }")]
    [InlineData("switch (services.Count) { case 0: services.AddSingleton<IA, A>(); break; default: services.AddSingleton<IB, B>(); break; }")]
    [InlineData("_ = services.Count == 0 ? services.AddSingleton<IA, A>() : services.AddSingleton<IB, B>();")]
    [InlineData("_ = services.Count switch { 0 => services.AddSingleton<IA, A>(), _ => services.AddSingleton<IB, B>() };")]
    [InlineData("if (services.Count == 0) { services.AddSingleton<IA, A>(); return; } services.AddSingleton<IB, B>();")]
    public Task Where_only_one_of_them_runs(string registrations) => Silent(registrations);

    [Theory]
    [InlineData("var one = new ServiceCollection(); one.AddSingleton<IA, A>(); var two = new ServiceCollection(); two.AddSingleton<IB, B>();")]
    [InlineData("ServiceCollection one = new(); one.AddSingleton<IA, A>(); new ServiceCollection().AddSingleton<Fake>().AddSingleton<IB, B>();")]
    [InlineData("var one = new ServiceCollection(); one.AddSingleton<IA, A>(); } static void Other() { var one = new ServiceCollection(); one.AddSingleton<IB, B>();")]
    public Task Where_each_has_a_collection_of_its_own(string registrations) => Container.Verify(broken: true).On(Container.Source(Pair, registrations));

    [Theory]
    [InlineData("services.AddSingleton<IA, A>(); IB known = new Fake(); services.AddSingleton(known); } static void Other(IServiceCollection services) { services.AddSingleton<IB, B>(); IA known = new Fake(); services.AddSingleton(known);")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.AddSingleton(Make());", "")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.AddSingleton(_ => Make());", "")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.AddSingleton(_ => { var list = new List<int>(); return Make(); });", "")]
    public Task Where_an_instance_answers(string registrations, string more = "") =>
        Silent(registrations + " } static IB Make() { return new Fake();", more);

    [Theory]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.Replace(ServiceDescriptor.Singleton<IB, Fake>());")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.Replace(new ServiceDescriptor(typeof(IB), typeof(Fake), ServiceLifetime.Singleton));")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.Add(ServiceDescriptor.Describe(typeof(IB), typeof(Fake), ServiceLifetime.Scoped));")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.RemoveAll<IB>(); services.Add(Hidden());} static ServiceDescriptor Hidden() { throw null;")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.RemoveAll(typeof(IB)); services.Add(Hidden());} static ServiceDescriptor Hidden() { throw null;")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.AddFake<IB>(); } static void AddFake<T>(this IServiceCollection s) { ")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services?.AddSingleton<IB, Fake>();")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services?.RemoveAll<IB>(); services?.AddSingleton<IB, Fake>();")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); services.Replace(new(typeof(IB), typeof(Fake), ServiceLifetime.Singleton));")]
    [InlineData("services.AddSingleton<IA, A>(); services.AddSingleton<IB, B>(); ServiceDescriptor fake = new(typeof(IB), typeof(Fake), ServiceLifetime.Singleton); services.Replace(fake);")]
    public Task Where_something_else_is_registered_or_removed(string registrations) => Silent(registrations);

    [Theory]
    [InlineData("public class Later<T> : Lazy<T> { public Later(IServiceProvider sp) : base(() => sp.GetRequiredService<T>()) { } }")]
    [InlineData("public class Later<T>(IServiceProvider sp) : Lazy<T>(sp.GetRequiredService<T>);")]
    public Task Where_a_lazy_service_of_the_program_stands_between(string lazy) => Container.Verify().On(Container.Source(
        lazy + " public class X : IA { public X(Lazy<IB> b) { } } public class Y : IB { public Y(IA a) { } }",
        "services.AddTransient(typeof(Lazy<>), typeof(Later<>)); services.AddSingleton<IA, X>(); services.AddSingleton<IB, Y>();"));

    [Theory]
    [InlineData("{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddB(); } static void AddB(this IServiceCollection s) { s.AddSingleton<IB, B>(); ")]
    [InlineData("var mine = new ServiceCollection(); {|CYC6003:mine.AddSingleton<IA, A>()|}; mine.AddSingleton<IB, B>();")]
    [InlineData("if (services.Count == 0) { {|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>(); }")]
    [InlineData("{|CYC6003:services.AddSingleton<IA, A>()|}; services.AddSingleton<IB, B>(); services.AddSingleton(new object()); services.AddSingleton(_ => new List<int>());")]
    [InlineData("services.AddSingleton<IB, B>(); if (services.Count == 1) { {|CYC6003:services.AddSingleton<IA, A>()|}; return; }")]
    public Task But_not_where_they_do_meet(string registrations) => Silent(registrations);

    [Theory]
    [InlineData("public interface IRepo<T> { } public class Repo<T>(IRepo<List<T>> next) : IRepo<T> { IRepo<List<T>> next = next; } public class C(IRepo<int> r) { IRepo<int> r = r; }")]
    [InlineData("public interface IRepo<T> { } public class Repo<T>(IRepo<(T, T)> next) : IRepo<T> { IRepo<(T, T)> next = next; } public class C(IRepo<int> r) { IRepo<int> r = r; }")]
    public Task Where_type_arguments_grow_for_ever(string types) => Silent("services.AddSingleton(typeof(IRepo<>), typeof(Repo<>)); services.AddSingleton<C>();", types);
}
