using System;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>The rules about crashes are live, whatever the order of files, survive half-typed code, and keep no compilation.</summary>
public sealed class CrashRules
{
    private static readonly (string Path, string Source)[] Files =
    [
        ("/src/A.cs", "class A { B b = new(); public A() { } public A(int n) { } }\npartial class P { int n; }\nclass Holder(object o) { object o = o; }"),
        ("/src/B.cs", "class B { A a = new A(); }\npartial class P() : Holder(new P()) { }\nclass Q { public Q() { _ = new R(); } }"),
        ("/src/C.cs", "class R { Q q; public R() => q = new(); }\nrecord Left { public Right Right { get; set; } }"),
        ("/src/D.cs", "record Right { public Left Owner { get; set; } }\nclass S { public S(T t) { } }"),
        ("/src/E.cs", "using Microsoft.Extensions.DependencyInjection;\nclass T { public T(S s) { } }\nclass U(W w) { W w = w; }\nclass W(U u) { U u = u; }\nstatic class One { static void Register(IServiceCollection services) { services.AddSingleton<T>(); services.AddSingleton<U>(sp => new U(sp.GetRequiredService<W>())); } }"),
        ("/src/F.cs", "using Microsoft.Extensions.DependencyInjection;\nstatic class Two { static void Register(IServiceCollection services) { services.AddSingleton<S>(); services.AddSingleton<W>(); } }"),
        ("/src/G.cs", "using System.Collections.Generic;\nusing System.Text.Json;\npublic class Order { public Customer Customer { get; set; } }\nstatic class Save { static string One(Order order) => JsonSerializer.Serialize(order); }"),
        ("/src/H.cs", "using System.Collections.Generic;\npublic class Customer { public List<Order> Orders { get; } = new(); }\nstatic class Print { static string Two(Customer customer) => System.Text.Json.JsonSerializer.Serialize(customer); }"),
    ];

    public static TheoryData<string> Analyzers =>
        [nameof(ConstructionRecursionAnalyzer), nameof(TypeCycleAnalyzer), nameof(ServiceCycleAnalyzer), nameof(SerializationAnalyzer)];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public async Task Live_equals_batch(string name)
    {
        var analysis = Over(Files);
        var batch = await analysis.Batch(LiveChecks.Create(name));
        Assert.Contains(batch, static diagnostic => diagnostic.Id.StartsWith("CYC6", StringComparison.Ordinal));
        await LiveChecks.LiveEqualsBatch(analysis, () => LiveChecks.Create(name));
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public async Task The_order_of_files_does_not_matter(string name)
    {
        var expected = (await Over(Files).Batch(LiveChecks.Create(name))).Select(Analysis.Describe).ToList();
        var random = new Random(7);
        for (var round = 0; round < 10; round++)
        {
            var analysis = Over([.. Files.OrderBy(_ => random.Next())]);
            Assert.Equal(expected, (await analysis.Batch(LiveChecks.Create(name), concurrent: round % 2 == 0)).Select(Analysis.Describe));
        }
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task Half_typed_code_throws_nothing(string name) => LiveChecks.HalfTypedCodeThrowsNothing(Files, Over, () => LiveChecks.Create(name));

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task The_compilation_is_collected(string name) => LiveChecks.KeepsNoCompilation(static () => Over(Files), LiveChecks.Create(name));

    [Fact]
    public async Task Many_constructors_that_all_lead_to_each_other_end_in_time()
    {
        var types = Enumerable.Range(0, 300).Select(static i =>
            $"class T{i} {{ public T{i}(int n) {{ if (n > 0) {{ _ = new T{(i + 1) % 300}(n - 1); _ = new T{i * 7 % 300}(n - 1); }} else _ = new T{i * 11 % 300}(n); }} public T{i}() : this({i}) {{ }} }}");
        await Over([("/src/Many.cs", string.Join('\n', types))]).Batch(new ConstructionRecursionAnalyzer()).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Services_that_multiply_in_their_own_arguments_end_in_time() =>
        await Over([("/src/Many.cs", """
            using Microsoft.Extensions.DependencyInjection;
            class A<T>(A<A<T>> next, B<T, T> b) { object o = next, p = b; }
            class B<T, U>(B<U, A<T>> next, A<B<T, U>> a) { object o = next, p = a; }
            static class App { static void Register(IServiceCollection s) { s.AddSingleton(typeof(A<>)); s.AddSingleton(typeof(B<,>)); s.AddSingleton<A<int>>(); } }
            """)]).Batch(new ServiceCycleAnalyzer()).WaitAsync(TimeSpan.FromMinutes(1));

    private static Analysis Over((string Path, string Source)[] files) => new(Analysis.Compile(files).AddReferences(References.Libraries));
}
