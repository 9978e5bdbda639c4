using System.IO;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

/// <summary>The program that crashes in child processes: what the rules warn of happens.</summary>
[Collection(PackedPackage.Collection)]
public sealed class CrashLabTests(PackedPackage package)
{
    [Fact]
    public async Task The_build_warns_of_what_the_program_then_shows()
    {
        var build = await Dotnet.Succeed(Repository.Root, ["build", "samples/CrashLab", .. PackedPackage.OwnBuild(package.Artifacts)]);
        Assert.Contains("warning CYC6001: Constructing 'Invoice' never ends: Invoice.Order → Order.Invoice → Invoice", build);
        Assert.Contains("warning CYC6001: Constructing 'Rectangle' never ends: ", build);
        Assert.Contains("warning CYC6002: Records can form the cycle Husband.Wife → Wife.Husband → Husband", build);
        Assert.Contains("warning CYC6003: Services need each other: Calendar.clock → Clock.calendar → Calendar; resolving 'ICalendar' throws", build);
        Assert.Contains("warning CYC6003: Services need each other: IReceiver.factory → ISender.factory → IReceiver; resolving 'IReceiver' never returns", build);
        Assert.Contains("warning CYC6003: Services need each other: Cache.store → Store.ctor → Cache; resolving 'ICache' never returns", build);
        Assert.Contains("warning CYC6004: Serialized objects can form the cycle Book.Author → Author.Books → Book: JsonSerializer then throws", build);
        Assert.Contains("warning CYC6004: Serialized objects can form the cycle Book.Author → Author.Books → Book: JsonSerializer then throws 'larger than the maximum allowed depth'", build);
        Assert.Contains("warning CYC6004: Serialized objects can form the cycle Book.Author → Author.Books → Book: JsonConvert then throws", build);

        var output = await Dotnet.Succeed(Repository.Root, "exec", Path.Combine(package.Artifacts, "bin", "CrashLab", "release", "CrashLab.dll"));
        Assert.Matches("(?m)^CYC6001 construction: exit code -?[0-9]+, Stack overflow", output);
        Assert.Matches("(?m)^CYC6001 construction-by-base: exit code -?[0-9]+, Stack overflow", output);
        Assert.Matches("(?m)^CYC6002 record-hash: exit code -?[0-9]+, Stack overflow", output);
        Assert.Matches("(?m)^CYC6002 record-equals: exit code -?[0-9]+, Stack overflow", output);
        Assert.Matches("(?m)^CYC6002 record-print: exit code -?[0-9]+, Unhandled exception. System.InsufficientExecutionStackException: Insufficient stack", output);
        Assert.Matches("(?m)^CYC6003 services-by-constructor: exit code -?[0-9]+, .*System.InvalidOperationException: A circular dependency was detected for the service of type", output);
        Assert.Matches("(?m)^CYC6003 services-by-factory: hangs", output);
        Assert.Matches("(?m)^CYC6003 services-by-provider: hangs", output);
        Assert.Matches("(?m)^CYC6004 json-generated: exit code -?[0-9]+, .*System.InvalidOperationException: CurrentDepth .* is equal to or larger than the maximum allowed depth", output);
        Assert.Matches("(?m)^CYC6004 json: exit code -?[0-9]+, .*System.Text.Json.JsonException: A possible object cycle was detected", output);
        Assert.Matches("(?m)^CYC6004 newtonsoft-json: exit code -?[0-9]+, .*Newtonsoft.Json.JsonSerializationException: Self referencing loop detected", output);
    }
}
