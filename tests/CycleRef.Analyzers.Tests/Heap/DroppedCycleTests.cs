using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>
/// CYC2001 looks at few bodies, and not for long. It must find what exploring every body would find: on all scenarios, and on random programs.
/// </summary>
public sealed class DroppedCycleTests
{
    public static IEnumerable<object[]> Files() =>
        typeof(Scenario).Assembly.GetManifestResourceNames().Where(static n => n.Contains(".Heap.Scenarios.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(static n => new object[] { n });

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Finds_in_every_scenario_what_the_whole_engine_finds(string file)
    {
        var scenarios = Scenario.Read(file).ToDictionary(static s => s.Namespace, static s => s.Title, StringComparer.Ordinal);
        var analysis = new Analysis(ScenarioFile.Compile(file));
        var found = await Found(analysis);
        var missing = FullMode.Dropped(analysis.Compilation).Except(found, StringComparer.Ordinal).Select(line => line + "  # " + scenarios.GetValueOrDefault(Path.GetFileNameWithoutExtension(line.Split(' ')[0]), ""));
        Assert.Equal([], missing);
        Assert.Equal([], found.Except(FullMode.Dropped(analysis.Compilation), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public async Task Finds_in_random_programs_what_the_whole_engine_finds(int seed)
    {
        var analysis = Analysis.Of([.. Enumerable.Range(0, 5).Select(i => $"namespace P{i} {{\n{RandomProgram.Of((seed * 1000) + i)}\n}}".Replace("using System; using System.Collections.Generic;\n", "", StringComparison.Ordinal)), "global using System; global using System.Collections.Generic;"]);
        var expected = FullMode.Dropped(analysis.Compilation);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await Found(analysis));
    }

    [Theory]
    [InlineData("static bool M() =>")]
    [InlineData("static bool P =>")]
    [InlineData("bool this[int i] =>")]
    [InlineData("static bool P { get =>")]
    public async Task Finds_in_every_kind_of_expression_body_the_same(string member)
    {
        var body = " new N() is var x && new N { A = x } is var y && (x.A = y) == y;";
        var analysis = Analysis.Of("class N { public N A; } class C { " + member + body + (member.Contains('{') ? " } }" : " }"));
        Assert.Single(await Found(analysis));
    }

    [Theory]
    [InlineData("var a = Make(); var b = Make(); a.A = b; b.A = a;")]
    [InlineData("var a = Make(); var b = new N { A = a }; void Walk(int n) { if (n > 0) Walk(n - 1); } Walk(3); a.A = b;")]
    [InlineData("var a = new N(); var b = new N(); a.A = b; b.A = a; Watch(new(a), new(b)); System.WeakReference[] Watch(params System.WeakReference[] all) => all;")]
    [InlineData("N a, b; (a, (b, _)) = (new N(), (new N(), 1)); a.A = b; b.A = a;")]
    public async Task Finds_cycles_of_objects_that_come_and_meet_in_other_ways(string body) => Assert.Single(await Found(Analysis.Of(
        "class N { public N A; } class C { static N Make() => new N(); static void Point(N x, N y) { x.A = y; } static void M() { " + body + " } }")));

    [Fact]
    public async Task Is_silent_where_the_text_of_a_body_shows_no_object_being_made() => Assert.Empty(await Found(Analysis.Of(
        "class N { public N A; } class C { static N Make() => new N(); static void M() { var a = Make(); a.A = a; } }")));

    private static async Task<IReadOnlyList<string>> Found(Analysis analysis) =>
        [.. (await analysis.Batch(new DroppedCycleAnalyzer())).Select(static d => FullMode.Describe(d.Location, d.Properties[DiagnosticProperties.Path]!)).Order(StringComparer.Ordinal)];
}
