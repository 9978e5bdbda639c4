using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Roots;

/// <summary>Every scenario about roots: the label is proved by the collector, then the rules must say what the label says.</summary>
public sealed class RootScenarioTests
{
    private static readonly ConcurrentDictionary<string, Lazy<RootScenarioFile>> Files = new();

    public static IEnumerable<object[]> All() => Of(static _ => true);

    public static IEnumerable<object[]> Run() => Of(static scenario => scenario.IsRun);

    [Theory]
    [MemberData(nameof(Run))]
    public void The_collector_does_what_the_label_says(string file, int number, string title)
    {
        var (scenarios, scenario) = Find(file, number, title);
        Assert.Equal(scenario.Fate == "kept", scenarios.IsKept(scenario));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_rules_say_what_the_label_says(string file, int number, string title)
    {
        var (scenarios, scenario) = Find(file, number, title);
        var reported = scenarios.DiagnosticsOf(scenario);
        var said = reported.Count == 0 ? "silent" : string.Join(" ", reported.Select(static d => d.Id + (d.Severity == DiagnosticSeverity.Info && d.DefaultSeverity != DiagnosticSeverity.Info ? "?" : "")));
        Assert.True(scenario.Expected == said, $"expected {scenario.Expected}, reported:\n{string.Join("\n", reported)}\n{scenario.Code}");
        if (scenario.Marked() is { } marked)
            Assert.Contains(marked, reported.Select(static d => d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
    }

    [Fact]
    public void At_least_half_of_the_scenarios_are_silent()
    {
        var all = All().Select(static s => Find((string)s[0], (int)s[1], (string)s[2]).Scenario).ToList();
        Assert.True(all.Count >= 241, $"{all.Count} scenarios");
        Assert.True(all.Count(static s => s.Expected == "silent") * 2 >= all.Count, $"{all.Count(static s => s.Expected == "silent")} of {all.Count}");
    }

    private static IEnumerable<object[]> Of(Func<RootScenario, bool> filter) =>
        from file in typeof(RootScenario).Assembly.GetManifestResourceNames()
        where file.Contains(".Roots.Scenarios.", StringComparison.Ordinal)
        from scenario in RootScenario.Read(file)
        where filter(scenario)
        select new object[] { file.Split('.')[^2], scenario.Number, scenario.Title };

    private static (RootScenarioFile File, RootScenario Scenario) Find(string file, int number, string title)
    {
        var name = typeof(RootScenario).Assembly.GetManifestResourceNames().Single(n => n.EndsWith(".Roots.Scenarios." + file + ".txt", StringComparison.Ordinal));
        var scenarios = Files.GetOrAdd(name, static n => new Lazy<RootScenarioFile>(() => new RootScenarioFile(n))).Value;
        var scenario = scenarios.Scenarios[number - 1];
        Assert.Equal(title, scenario.Title);
        return (scenarios, scenario);
    }
}
