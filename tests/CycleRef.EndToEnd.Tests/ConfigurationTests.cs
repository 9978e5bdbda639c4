using System.Linq;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

[Collection(PackedPackage.Collection)]
public sealed class ConfigurationTests(PackedPackage package)
{
    [Fact]
    public async Task One_line_of_editorconfig_raises_a_rule()
    {
        var build = await package.NewConsumer().File("Shop.cs", Sources.Shop).EditorConfig("dotnet_diagnostic.CYC1001.severity = warning").Build();

        Assert.StartsWith($"Shop.cs(3,39): warning CYC1001: Strong reference cycle {Sources.ShopPath}: ", Assert.Single(build.Diagnostics));
    }

    [Fact]
    public async Task Options_are_read_from_editorconfig()
    {
        // Customer is taken out of all cycles; Widget becomes a peer, so that its cycle is a warning.
        var build = await package.NewConsumer()
            .File("Shop.cs", Sources.Shop)
            .File("Widget.cs", "public class Widget { public List<Part> Parts = new(); }\npublic class Part { public Widget? Owner; }\n")
            .EditorConfig("cycleref.excluded_types = T:Shop.Customer\ncycleref.native_peers = T:Widget")
            .Build();

        Assert.Equal(["CYC1002"], build.Sarif.Select(static result => result.Id));
        Assert.StartsWith("Widget.cs(2,", Assert.Single(build.Diagnostics));
    }

    [Fact]
    public async Task Additional_file_extends_a_table()
    {
        var build = await package.NewConsumer()
            .File("Shop.cs", Sources.Shop)
            .AdditionalFile("CycleRef.NativePeers.Test.txt", "# Ours.\nT:Shop.Customer\n")
            .Build();

        Assert.StartsWith("Shop.cs(3,39): warning CYC1002: ", Assert.Single(build.Diagnostics));
    }
}
