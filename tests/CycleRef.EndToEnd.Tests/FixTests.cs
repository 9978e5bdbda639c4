using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

[Collection(PackedPackage.Collection)]
public sealed class FixTests(PackedPackage package)
{
    [Fact]
    public async Task The_command_line_fixes_native_peers_and_comes_to_rest()
    {
        var consumer = package.NewConsumer().WithBoth();
        await consumer.Fix("CYC1002");
        var once = consumer.Text("Screen.cs");
        Assert.Equal(
            """
            namespace App;

            public class Screen : Foundation.NSObject { public List<Panel> Panels = new(); }

            public class Panel : Foundation.NSObject
            {
                private WeakReference<Screen>? _hostWeak;

                public Screen? Host
                {
                    get => _hostWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                    set => _hostWeak = value is null ? null : new WeakReference<Screen>(value);
                }
            }
            """.ReplaceLineEndings("\n"),
            once.TrimEnd());

        await consumer.Fix("CYC1002");
        Assert.Equal(once, consumer.Text("Screen.cs"));
        var build = await consumer.Build();
        Assert.Equal(0, build.ExitCode);
        Assert.Empty(build.Diagnostics);
    }
}
