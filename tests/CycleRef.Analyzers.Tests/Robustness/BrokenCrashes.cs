using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>The rules on crashes: code that is being typed, and sizes that nobody writes.</summary>
public sealed class BrokenCrashes
{
    private const string Program = """
        using System; using System.Collections.Generic; using System.Text.Json; using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Mvc; using Microsoft.Extensions.DependencyInjection;
        namespace App {
        partial class Order<T> : Base where T : new() { Line line = new() { Order = null }; public Order(T t) : base(new Line(t)) { line = t is null ? new Line(1) : new(2); switch (t) { case null: return; default: _ = new Line(); break; } } public Order() : this(new T()) { } }
        class Line { public object Order { get; set; } = new Order<int>(1); public Line() { do { if (Order == null) break; _ = new Order<int>(); } while (true); } public Line(object o) { } }
        abstract class Base(Line line) { protected Line L => line; }
        record struct Wrap(A A); record A { public B? B { get; set; } public Wrap W { get; init; } } record B(A A) { public A Other { get; set; } public virtual bool Equals(B? o) => true; public override int GetHashCode() => 1; }
        class S1(S2 s, [FromKeyedServices("k")] IServiceProvider p) { readonly S2 x = p.GetRequiredService<S2>(); } class S2 { public S2(IEnumerable<S1> all) { } }
        class Setup { void M(IServiceCollection s) { s.AddSingleton<S1>().AddScoped(sp => { if (sp == null) return null; return new S2(sp.GetServices<S1>()); }); s.TryAddKeyedTransient(typeof(S2), "k"); s.AddSingleton(new S1(null, null)); } }
        public class N { public M M { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public List<N> Ns { get; } = new(); } public class M { public N N { get; set; } }
        public class C : ControllerBase { static readonly JsonSerializerOptions O = new(JsonSerializerDefaults.Web) { WriteIndented = true }; public ActionResult<N> Get() => Ok(new N()); string S(N n) => JsonSerializer.Serialize(n, O) + JsonSerializer.Serialize(value: (object)n, options: null); }
        static class P { static void Main(string[] a) { var b = WebApplication.CreateBuilder(a); b.Services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.WriteIndented = true); var app = b.Build(); app.MapGet("/", async (int id) => new N()); } }
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static DiagnosticAnalyzer[] Analyzers => [new ConstructionRecursionAnalyzer(), new TypeCycleAnalyzer(), new ServiceCycleAnalyzer(), new SerializationAnalyzer()];

    private static async Task Analyze(params string[] sources)
    {
        var compilation = Analysis.Of(sources).Compilation.AddReferences(References.Web);
        foreach (var analyzer in Analyzers)
            await new Analysis(compilation).Batch(analyzer);
    }

    private static async Task<int> CountInTime(DiagnosticAnalyzer analyzer, string id, string source)
    {
        var compilation = Analysis.Of(source).Compilation.AddReferences(References.Web);
        compilation.GetDiagnostics();
        var watch = Stopwatch.StartNew();
        var found = await new Analysis(compilation).Batch(analyzer).WaitAsync(3 * Limit);
        Assert.True(watch.Elapsed < Limit, $"took {watch.Elapsed}");
        return found.Count(report => report.Id == id);
    }

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    [Fact]
    public Task The_whole_program() => Analyze(Program);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pieces_of_a_program(int kind)
    {
        var random = new Random(kind);
        for (var i = 0; i < 25; i++)
        {
            var at = random.Next(Program.Length);
            var length = Math.Min(random.Next(1, 15), Program.Length - at);
            await Analyze(kind switch
            {
                0 => Program[..at],
                1 => Program.Remove(at, length),
                2 => Program.Insert(at, "{ ("[random.Next(3)].ToString()),
                _ => Program.Insert(at, Program.Substring(random.Next(Program.Length - length), length)),
            });
        }
    }

    [Fact]
    public async Task Ten_thousand_records_in_one_cycle() =>
        Assert.InRange(await CountInTime(new TypeCycleAnalyzer(), RuleIds.RecordRecursion, Repeat(10_000, static i => $"record R{i} {{ public R{(i + 1) % 10_000} Next {{ get; set; }} }}\n")), 0, 1);

    [Theory]
    [InlineData(500, 1)]
    [InlineData(10_000, 0)]
    public async Task A_ring_of_constructors(int count, int expected) =>
        Assert.Equal(expected, await CountInTime(new ConstructionRecursionAnalyzer(), RuleIds.ConstructionRecursion, Repeat(count, i => $"class C{i} {{ C{(i + 1) % count} next = new(); }}\n")));

    [Fact]
    public async Task A_long_chain_of_constructors_that_ends() =>
        Assert.Equal(0, await CountInTime(new ConstructionRecursionAnalyzer(), RuleIds.ConstructionRecursion, Repeat(900, static i => i == 899 ? "class C899 { public C899(bool b = false) { if (b) _ = new C0(); } }" : $"class C{i} {{ C{i + 1} next = new C{i + 1}(); }}\n")));

    [Fact]
    public async Task Types_nested_deeper_than_anybody_nests_them() => await Analyze(Repeat(400, static i => $"class N{i} {{ N{i} n = new(); ") + new string('}', 400));

    [Fact]
    public async Task Expressions_nested_deeper_than_anybody_nests_them() => await Analyze(
        "class A { B b = " + Repeat(300, static _ => "(") + "new B(" + new string(')', 301) + "; int x = " + Repeat(5_000, static _ => "1 + ") + "1; A() { " + Repeat(300, static _ => "if (x > 0) { ") + "_ = new B();" + new string('}', 300) + " } } class B { A a = new A(); }");

    [Fact]
    public async Task A_ring_of_services() => Assert.InRange(
        await CountInTime(
            new ServiceCycleAnalyzer(),
            RuleIds.ServiceCycle,
            "using Microsoft.Extensions.DependencyInjection;\n" + Repeat(1_500, static i => $"class S{i} {{ public S{i}(S{(i + 1) % 1_500} next) {{ }} }}\n") + "static class App { static void M(IServiceCollection s) {\n" + Repeat(1_500, static i => $"s.AddSingleton<S{i}>();\n") + "} }"),
        0,
        1);

    [Fact]
    public async Task Many_calls_that_serialize() => Assert.Equal(
        2_000,
        await CountInTime(
            new SerializationAnalyzer(),
            RuleIds.SerializedCycle,
            "using System.Text.Json; using System.Collections.Generic; public class N { public M M { get; set; } } public class M { public List<N> Ns { get; } = new(); } static class App {\n" + Repeat(2_000, static i => $"static string S{i}(N n) => JsonSerializer.Serialize(n);\n") + "}"));
}
