using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>Every scenario: the label is proved by running it, then the rules must say what the label says.</summary>
public sealed class ScenarioTests
{
    private static readonly ConcurrentDictionary<string, Lazy<ScenarioFile>> Files = new();

    public static IEnumerable<object[]> All() =>
        from file in typeof(Scenario).Assembly.GetManifestResourceNames()
        where file.Contains(".Heap.Scenarios.", StringComparison.Ordinal)
        from scenario in Scenario.Read(file)
        select new object[] { file.Split('.')[^2], scenario.Number, scenario.Title };

    [Theory]
    [MemberData(nameof(All))]
    public void LabelIsWhatRunningShows(string file, int number, string title)
    {
        var (scenarios, scenario) = Find(file, number, title);
        Assert.Equal(scenario.LeavesCycle, scenarios.LeavesCycle(scenario));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void IsJudgedRight(string file, int number, string title)
    {
        var (scenarios, scenario) = Find(file, number, title);
        var reported = scenarios.DiagnosticsOf(scenario);
        var expected = scenario.IsSilent ? "" : scenario.Expected;
        Assert.True(expected == string.Join(" ", reported.Select(static d => d.Id)), $"expected {scenario.Expected}, reported:\n{string.Join("\n", reported)}\n{scenario.Body}");
        if (scenario.Marked() is { } marked && !scenario.IsSilent)
            Assert.Contains(marked, reported.Select(static d => d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
    }

    private static (ScenarioFile File, Scenario Scenario) Find(string file, int number, string title)
    {
        var name = typeof(Scenario).Assembly.GetManifestResourceNames().Single(n => n.EndsWith(".Heap.Scenarios." + file + ".txt", StringComparison.Ordinal));
        var scenarios = Files.GetOrAdd(name, static n => new Lazy<ScenarioFile>(() => new ScenarioFile(n))).Value;
        var scenario = scenarios.Scenarios[number - 1];
        Assert.Equal(title, scenario.Title);
        return (scenarios, scenario);
    }
}
