using System.Linq;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

[Collection(PackedPackage.Collection)]
public sealed class BuildTests(PackedPackage package)
{
    [Fact]
    public async Task Build_prints_warnings_and_logs_suggestions()
    {
        var build = await package.NewConsumer().WithBoth().Build();

        Assert.Equal(0, build.ExitCode);
        var warning = Assert.Single(build.Diagnostics);
        Assert.StartsWith($"Screen.cs(7,20): warning CYC1002: Strong reference cycle {Sources.ScreenPath}: ", warning);
        Assert.Equal(
            ["CYC1001 note Shop.cs:3 +1", "CYC1002 warning Screen.cs:7 +1"],
            build.Sarif.Select(static result => $"{result.Id} {result.Level} {result.File}:{result.Line} +{result.Related}").Order());
        Assert.Contains(build.Sarif, static result => result.Message.Contains(Sources.ShopPath));
    }

    [Fact]
    public async Task Analyzers_load_without_a_word_from_the_compiler()
    {
        var build = await package.NewConsumer().File("Shop.cs", Sources.Shop).Build();

        Assert.Equal(0, build.ExitCode);
        Assert.Contains("0 Warning(s)", build.Output);
        Assert.NotEmpty(build.Sarif);
    }

    [Fact]
    public async Task Warnings_as_errors_break_the_build()
    {
        var build = await package.NewConsumer().WithBoth().Property("TreatWarningsAsErrors", "true").Build();

        Assert.NotEqual(0, build.ExitCode);
        Assert.StartsWith("Screen.cs(7,20): error CYC1002: ", Assert.Single(build.Diagnostics));
    }

    [Fact]
    public async Task Suppressions_are_honoured()
    {
        var build = await package.NewConsumer()
            .File("Foundation.cs", Sources.Foundation)
            .File(
                "Suppressed.cs",
                """
                using System.Diagnostics.CodeAnalysis;
                using Foundation;

                class A1 : NSObject { public List<B1> Parts = new(); }
                class B1 : NSObject
                {
                #pragma warning disable CYC1002 // The reason.
                    public A1? Host;
                #pragma warning restore CYC1002
                }

                class A2 : NSObject { public List<B2> Parts = new(); }
                class B2 : NSObject
                {
                    [SuppressMessage("ReferenceCycles", "CYC1002", Justification = "The reason.")]
                    public A2? Host;
                }

                class A3 : NSObject { public List<B3> Parts = new(); }
                class B3 : NSObject
                {
                    [UnconditionalSuppressMessage("ReferenceCycles", "CYC1002", Justification = "The reason.")]
                    public A3? Host;
                }
                """)
            .Build();

        Assert.Equal(0, build.ExitCode);
        Assert.Empty(build.Diagnostics);
        Assert.Equal([8, 16, 23], build.Sarif.Where(static result => result.IsSuppressed).Select(static result => result.Line).Order());
    }
}
