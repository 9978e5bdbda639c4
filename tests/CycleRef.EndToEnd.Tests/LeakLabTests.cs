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
        await Dotnet.Succeed(Repository.Root, ["build", "samples/LeakLab", .. PackedPackage.OwnBuild(package.Artifacts)]);

        // The exit code tells of a contradiction.
        var output = await Dotnet.Succeed(Repository.Root, "exec", Path.Combine(package.Artifacts, "bin", "LeakLab", "release", "LeakLab.dll"));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, static line => Assert.EndsWith("| as documented", line.TrimEnd('\r'), StringComparison.Ordinal));
        foreach (var rule in lines.GroupBy(static line => line.Split(' ')[0]))
        {
            Assert.Contains(rule, static line => line.Contains("| kept |", StringComparison.Ordinal));
            Assert.Contains(rule, static line => line.Contains("| collected |", StringComparison.Ordinal));
        }
    }
}
