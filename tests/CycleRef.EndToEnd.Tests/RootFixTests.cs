using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

/// <summary>What roots keep, fixed from the command line: it takes the first fix of the first report, and that report may have none.</summary>
[Collection(PackedPackage.Collection)]
public sealed class RootFixTests(PackedPackage package)
{
    /// <summary>A loop, for which there is no fix: its file comes first.</summary>
    private const string Beat =
        """
        namespace App;

        public class Beat
        {
            private int _count;

            public Beat() => _ = LoopAsync();

            private async Task LoopAsync()
            {
                while (true)
                {
                    await Task.Delay(1000);
                    _count++;
                }
            }
        }
        """;

    private const string Poller =
        """
        namespace App;

        public static class Clock
        {
            public static event EventHandler? Tick;

            public static void Ring() => Tick?.Invoke(null, EventArgs.Empty);
        }

        public class Poller
        {
            private readonly Timer _poll;
            private readonly Timer _save;
            private int _count;

            public Poller()
            {
                _poll = new Timer(_ => _count++, null, 1000, 1000);
                _save = new Timer(_ => _count--, null, 1000, 1000);
                Clock.Tick += OnTick;
            }

            private void OnTick(object? sender, EventArgs e) => _count = 0;
        }
        """;

    private const string Fixed =
        """
        namespace App;

        public static class Clock
        {
            public static event EventHandler? Tick;

            public static void Ring() => Tick?.Invoke(null, EventArgs.Empty);
        }

        public class Poller : IDisposable
        {
            private readonly Timer _poll;
            private readonly Timer _save;
            private int _count;

            public Poller()
            {
                _poll = new Timer(_ => _count++, null, 1000, 1000);
                _save = new Timer(_ => _count--, null, 1000, 1000);
                Clock.Tick += OnTick;
            }

            private void OnTick(object? sender, EventArgs e) => _count = 0;

            public void Dispose()
            {
                _poll.Dispose();
                _save.Dispose();
                Clock.Tick -= OnTick;
            }
        }
        """;

    [Fact]
    public async Task The_command_line_ends_in_one_teardown_and_comes_to_rest()
    {
        var consumer = package.NewConsumer().File("Beat.cs", Beat).File("Poller.cs", Poller);
        Assert.Equal(["CYC4004", "CYC4004", "CYC4004", "CYC4002"], (await consumer.Build()).Ids);

        await consumer.Fix("CYC4004");
        await consumer.Fix("CYC4002");
        Assert.Equal(Fixed.ReplaceLineEndings("\n"), consumer.Text("Poller.cs").TrimEnd());

        await consumer.Fix("CYC4004");
        Assert.Equal(Fixed.ReplaceLineEndings("\n"), consumer.Text("Poller.cs").TrimEnd());
        var build = await consumer.Build();
        Assert.Equal(0, build.ExitCode);
        Assert.Equal(["CYC4004"], build.Ids);
        Assert.Contains("Beat.cs", Assert.Single(build.Diagnostics), System.StringComparison.Ordinal);
    }
}
