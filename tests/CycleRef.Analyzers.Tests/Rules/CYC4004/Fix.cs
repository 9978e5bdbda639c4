using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4004;

public sealed class Fix
{
    private const string Before = """
        using System;
        using System.Threading;

        public class Poller
        {
            private readonly Timer _timer;

            public Poller()
            {
                _timer = {|CYC4004:new Timer|}(_ => Poll(), null, 3600000, 3600000);
            }

            private void Poll() { }
        }
        """;

    private const string Disposed = """
        using System;
        using System.Threading;

        public class Poller : IDisposable
        {
            private readonly Timer _timer;

            public Poller()
            {
                _timer = new Timer(_ => Poll(), null, 3600000, 3600000);
            }

            private void Poll() { }

            public void Dispose() => _timer.Dispose();
        }
        """;

    private const string Weak = """
        using System;
        using System.Threading;

        public class Poller
        {
            private readonly Timer _timer;

            public Poller()
            {
                _timer = new Timer(static state =>
                {
                    if (((WeakReference<Poller>)state).TryGetTarget(out var target))
                        target.Poll();
                }, new WeakReference<Poller>(this), 3600000, 3600000);
            }

            private void Poll() { }
        }
        """;

    private static VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider> Verify(string key, NullableContextOptions nullable = NullableContextOptions.Disable) =>
        VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With(key: key, nullable: nullable);

    [Fact]
    public async Task The_timer_is_disposed_with_its_owner()
    {
        await Verify(EquivalenceKeys.ReleaseRoot).Turns(Before, Disposed);
        Assert.True(Keeps(Before));
        Assert.False(Keeps(Disposed));
    }

    [Fact]
    public async Task The_timer_holds_its_owner_weakly()
    {
        await Verify(EquivalenceKeys.WeakTimer).Turns(Before, Weak);
        Assert.False(Keeps(Weak));
    }

    [Fact]
    public Task Null_is_allowed_for_where_the_compiler_looks() => Verify(EquivalenceKeys.WeakTimer, NullableContextOptions.Enable).Turns(
        """
        using System;
        using System.Threading;
        public class P
        {
            private readonly Timer _timer;
            public P()
            {
                _timer = {|CYC4004:new Timer|}(Poll, null, 1000, 1000);
            }
            private void Poll(object? state) { }
        }
        """,
        """
        using System;
        using System.Threading;
        public class P
        {
            private readonly Timer _timer;
            public P()
            {
                _timer = new Timer(static state =>
                {
                    if (((WeakReference<P>)state!).TryGetTarget(out var target))
                        target.Poll(null);
                }, new WeakReference<P>(this), 1000, 1000);
            }
            private void Poll(object? state) { }
        }
        """);

    [Fact]
    public Task A_timer_that_may_be_null_is_disposed_if_it_is_there() => Verify(EquivalenceKeys.ReleaseRoot).Turns(
        """
        using System;
        public class P : IDisposable
        {
            private System.Timers.Timer _timer;
            public void Begin()
            {
                _timer = {|CYC4004:new System.Timers.Timer|}(1000);
                _timer.Elapsed += (s, e) => Poll();
                _timer.Start();
            }
            public void Dispose() { }
            private void Poll() { }
        }
        """,
        """
        using System;
        public class P : IDisposable
        {
            private System.Timers.Timer _timer;
            public void Begin()
            {
                _timer = new System.Timers.Timer(1000);
                _timer.Elapsed += (s, e) => Poll();
                _timer.Start();
            }
            public void Dispose() { _timer?.Dispose(); }
            private void Poll() { }
        }
        """);

    [Fact]
    public async Task A_periodic_timer_is_disposed_and_the_loop_ends()
    {
        const string Source = """
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            public class Poller
            {
                private readonly PeriodicTimer _timer = new(TimeSpan.FromHours(1));
                private int _n;
                public Poller() => _ = LoopAsync();
                private async Task LoopAsync()
                {
                    while (await _timer.WaitForNextTickAsync())
                        _n++;
                }
            }
            """;
        Assert.False(Keeps(await RuleFixRun.On(new RootedCycleAnalyzer(), new RootFixProvider(), Source).FirstFixAsync()));
    }

    [Fact]
    public Task A_dispatcher_timer_is_stopped() => Verify(EquivalenceKeys.ReleaseRoot).Turns(
        """
        using System;
        using Avalonia.Threading;
        public class P
        {
            private readonly DispatcherTimer _timer = {|CYC4004:new DispatcherTimer|}();
            public P() { _timer.Tick += OnTick; _timer.Start(); }
            private void OnTick(object s, EventArgs e) { }
        }
        """,
        """
        using System;
        using Avalonia.Threading;
        public class P : IDisposable
        {
            private readonly DispatcherTimer _timer = new DispatcherTimer();
            public P() { _timer.Tick += OnTick; _timer.Start(); }
            private void OnTick(object s, EventArgs e) { }

            public void Dispose() => _timer.Stop();
        }
        """);

    [Theory]
    [InlineData("using System.Threading; public class P { private readonly Timer _timer; int _n; public P() { _timer = {|CYC4004:new Timer|}(_ => { _n++; }, null, 1000, 1000); } }")]
    [InlineData("using System.Threading; public class P { private readonly Timer _timer; public P() { _timer = {|CYC4004:new Timer|}(s => Poll(s), null, 1000, 1000); } void Poll(object s) { } }")]
    public Task Holding_it_weakly_is_not_offered(string source) => Verify(EquivalenceKeys.WeakTimer).IsNotOffered(source);

    private static bool Keeps(string source) =>
        (bool)RunInProcess.Of("return Gc.Keeps(static () => { var poller = new Poller(); (((object)poller) as IDisposable)?.Dispose(); return poller; });", source)!;
}
