using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Heap.Names;

/// <summary>The names-only gate saves time and loses no report: the same with it and without it.</summary>
public sealed class SameReports
{
    private const int Programs = 40;

    public static IEnumerable<object[]> Files() =>
        typeof(Scenario).Assembly.GetManifestResourceNames().Where(static n => n.Contains(".Scenarios.", StringComparison.Ordinal)).Select(static n => new object[] { n });

    [Theory]
    [MemberData(nameof(Files))]
    public async Task On_every_scenario(string file)
    {
        var scenarios = new ScenarioFile(file);
        var all = await scenarios.ReportsOf(new ObjectCycleAnalyzer(namesFirst: false));
        Assert.NotEmpty(all);
        Assert.Equal(all, await scenarios.ReportsOf(new ObjectCycleAnalyzer()));
    }

    [Fact]
    public async Task On_random_programs()
    {
        var reports = 0;
        for (var seed = 0; seed < Programs; seed++)
        {
            var program = Analysis.Of(RandomProgram.Of(seed));
            var all = (await program.Batch(new ObjectCycleAnalyzer(namesFirst: false))).Select(Analysis.Describe).ToList();
            Assert.Equal(all, (await program.Batch(new ObjectCycleAnalyzer())).Select(Analysis.Describe));
            reports += all.Count;
        }

        Assert.True(reports > Programs, "the programs have too few cycles to tell: " + reports);
    }
}
