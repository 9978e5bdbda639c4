using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>The rules about roots in an editor: what they say of one file is what a build says, also where the type has parts in several files.</summary>
public sealed class RootRules
{
    private static readonly (string Path, string Source)[] Files =
    [
        ("/src/Clock.cs", "using System; public static class Clock { public static event EventHandler Tick; public static void Ring() => Tick?.Invoke(null, EventArgs.Empty); }"),
        ("/src/Poller.cs", """
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            public partial class Poller
            {
                private Timer _timer;
                private int _n;
                public Poller() { _timer = new Timer(_ => Poll(), null, 1000, 1000); Clock.Tick += OnTick; Loop(); }
                private async void Loop() { while (true) { await Task.Delay(1000); _n++; } }
                private void OnTick(object sender, EventArgs e) { }
            }
            """),
        ("/src/Poller.More.cs", "public partial class Poller { private void Poll() { if (_timer != null) _n++; } }"),
        ("/src/Session.cs", """
            using System;
            using System.Threading;
            using System.Runtime.InteropServices;
            public class Session : IDisposable
            {
                private GCHandle _self;
                private bool _stopped;
                public Session(CancellationToken token, Poller poller) { _self = GCHandle.Alloc(this); token.Register(() => _stopped = true); poller.Polled += OnPolled; }
                public void Dispose() { }
                private void OnPolled(object sender, EventArgs e) { }
            }
            public partial class Poller { public event EventHandler Polled; protected void Raise() => Polled?.Invoke(this, EventArgs.Empty); }
            """),
    ];

    public static TheoryData<string> Analyzers => [nameof(RootedCycleAnalyzer), nameof(InjectedEventAnalyzer)];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task Live_equals_batch(string name) => LiveChecks.LiveEqualsBatch(Over(Files), () => LiveChecks.Create(name));

    [Fact]
    public async Task Every_shape_is_seen() => Assert.Equal(
        ["CYC4001", "CYC4002", "CYC4004", "CYC4004", "CYC4005"],
        (await Over(Files).Batch(new RootedCycleAnalyzer())).Select(static d => d.Id).Order());

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task Half_typed_code_throws_nothing(string name) => LiveChecks.HalfTypedCodeThrowsNothing(Files, Over, () => LiveChecks.Create(name));

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task The_compilation_is_collected(string name) => LiveChecks.KeepsNoCompilation(static () => Over(Files), LiveChecks.Create(name));

    private static Analysis Over((string Path, string Source)[] files) => new(Analysis.Compile(files));
}
