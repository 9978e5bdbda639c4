using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Execution;

/// <summary>The silent scenarios of a class: all are run once, in one process, when the first of them asks.</summary>
internal sealed class ScenarioBatch
{
    private readonly IReadOnlyList<string> _keys;
    private readonly Lazy<Task<IReadOnlyList<Ending>>> _endings;

    /// <param name="keys">What names each scenario: its source.</param>
    /// <param name="compile">Makes the assembly of a scenario.</param>
    public ScenarioBatch(IEnumerable<string> keys, Func<string, string> compile)
    {
        _keys = [.. keys];
        _endings = new(() => ScenarioHost.RunAll([.. _keys.Select(compile)]));
    }

    public async Task Returns(string key)
    {
        var endings = await _endings.Value;
        var index = _keys.ToList().IndexOf(key);
        Assert.True(index < endings.Count, $"An earlier scenario of the batch: {endings[^1]}");
        Assert.True(endings[index].How == "returned", $"{endings[index]}\n{key}");
    }
}
