using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

/// <summary>The program that shows what a root keeps: rule pages quote its lines, so it must say what they say.</summary>
[Collection(PackedPackage.Collection)]
public sealed class LeakLabTests(PackedPackage package)
{
    [Fact]
    public async Task Everything_is_kept_or_collected_as_documented()
    {
        var build = await Dotnet.Succeed(Repository.Root, ["build", "samples/LeakLab", .. PackedPackage.OwnBuild(package.Artifacts)]);
        Assert.Contains("warning CYC4001: Rooted cycle GCHandle → FreedInFinalizer → FreedInFinalizer._handle", build);
        Assert.Contains("warning CYC4002: Rooted StaticEvents.Tick → Subscriber.OnTick → Subscriber", build);
        Assert.Contains("warning CYC4004: Rooted cycle TimerQueue → Timer → lambda → Running._timer", build);
        Assert.Contains("warning CYC4005: Rooted IOptionsMonitor<string> → lambda → OptionsUser", build);

        // The exit code tells of a contradiction.
        var output = await Dotnet.Succeed(Repository.Root, "exec", Path.Combine(package.Artifacts, "bin", "LeakLab", "release", "LeakLab.dll"));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, static line => Assert.EndsWith("| as documented", line.TrimEnd('\r'), StringComparison.Ordinal));
        // Plain managed objects are there to be collected, all of them.
        foreach (var rule in lines.GroupBy(static line => line.Split(' ')[0]).Where(static rule => rule.Key != "managed"))
        {
            Assert.Contains(rule, static line => line.Contains("| kept |", StringComparison.Ordinal));
            Assert.Contains(rule, static line => line.Contains("| collected |", StringComparison.Ordinal));
        }
    }
}
