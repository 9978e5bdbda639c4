using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4005;

public sealed class Fix
{
    private static VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider> Verify() => VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With();

    [Fact]
    public async Task A_dropped_registration_is_kept_and_disposed()
    {
        const string Host = "static class Host { public static readonly CancellationTokenSource Stop = new CancellationTokenSource(); }";
        const string Before = "using System;\nusing System.Threading;\n\n" + Host + """


            public class Owner
            {
                private bool _stopped;

                public Owner()
                {
                    Host.Stop.Token.{|CYC4005:Register|}(() => _stopped = true);
                }
            }
            """;
        const string After = "using System;\nusing System.Threading;\n\n" + Host + """


            public class Owner : IDisposable
            {
                private bool _stopped;
                private CancellationTokenRegistration _registration;

                public Owner()
                {
                    _registration = Host.Stop.Token.Register(() => _stopped = true);
                }

                public void Dispose() => _registration.Dispose();
            }
            """;
        await Verify().Turns(Before, After);
        Assert.True(Keeps(Before));
        Assert.False(Keeps(After));
    }

    [Theory]
    [InlineData("using System; using System.Reactive.Subjects; public static class Feed { public static readonly Subject<int> Ticks = new(); }\npublic class Owner\n{\n    private int _last;\n    public Owner()\n    {\n        _ = Feed.Ticks.Subscribe(t => _last = t);\n    }\n}")]
    [InlineData("using System; using System.Threading; using Microsoft.Extensions.Primitives; public static class Files { static readonly CancellationTokenSource s = new(); public static IChangeToken Watch() => new CancellationChangeToken(s.Token); }\npublic class Owner\n{\n    private int _n;\n    public Owner() => ChangeToken.OnChange(Files.Watch, () => _n++);\n}\npublic class Window { public object Open() => new Owner(); }")]
    [InlineData("using System; using System.Threading; public static class Signals { public static readonly ManualResetEvent Stop = new(false); }\npublic class Owner\n{\n    private int _n;\n    public Owner()\n    {\n        ThreadPool.RegisterWaitForSingleObject(Signals.Stop, (_, _) => _n++, null, -1, false);\n    }\n}")]
    [InlineData("using System; using System.Runtime.InteropServices;\npublic class Owner\n{\n    private readonly PosixSignalRegistration _r;\n    public Owner() => _r = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => On());\n    void On() { }\n}")]
    public async Task What_is_disposed_is_not_kept(string source)
    {
        Assert.True(Keeps(source));
        Assert.False(Keeps(await RuleFixRun.On(new RootedCycleAnalyzer(), new RootFixProvider(), source).FirstFixAsync()));
    }

    [Fact]
    public Task A_local_linked_source_gets_using() => VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With().Turns(
        """
        using System.Threading;
        using System.Threading.Tasks;
        public class P
        {
            public async Task Work(CancellationToken token)
            {
                var linked = CancellationTokenSource.{|CYC4005:CreateLinkedTokenSource|}(token);
                linked.CancelAfter(1000);
                await Task.Delay(1, linked.Token);
            }
        }
        """,
        """
        using System.Threading;
        using System.Threading.Tasks;
        public class P
        {
            public async Task Work(CancellationToken token)
            {
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
                linked.CancelAfter(1000);
                await Task.Delay(1, linked.Token);
            }
        }
        """);

    [Theory]
    // A second call would put one registration over the other.
    [InlineData("using System.Threading; public class P { bool _s; public void Begin(CancellationToken token) { token.{|CYC4005:Register|}(() => _s = true); } }")]
    public Task Is_not_offered(string source) => Verify().IsNotOffered(source);

    [Theory]
    // The lambda may run when the source is disposed.
    [InlineData("using System; using System.Threading; public class P { public Action Work(CancellationToken token) { var linked = CancellationTokenSource.{|CYC4005:CreateLinkedTokenSource|}(token); return () => linked.Cancel(); } }")]
    public Task Using_is_not_offered(string source) => VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With().IsNotOffered(source);

    private static bool Keeps(string source) =>
        (bool)RunInProcess.Of("return Gc.Keeps(static () => { var owner = new Owner(); (((object)owner) as IDisposable)?.Dispose(); return owner; });", source)!;
}
