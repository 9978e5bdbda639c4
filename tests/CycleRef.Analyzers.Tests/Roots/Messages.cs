using System.Collections.Generic;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Roots;

/// <summary>Every message names the whole path from the root.</summary>
public sealed class Messages
{
    private const string Nothing = "nothing";

    private const string Finalizer = "only a finalizer, which therefore never runs,";

    private static Verify<RootedCycleAnalyzer> Verify(DiagnosticDescriptor rule, params object[] arguments) => Verify<RootedCycleAnalyzer>.New().Expecting(rule, arguments);

    [Fact]
    public Task Of_a_timer() => Verify(RuleCatalogue.RunningTimer, "TimerQueue → Timer → lambda → Poller._timer", "Poller", Nothing, "TimerQueue").On(
        "using System.Threading; class Poller { readonly Timer _timer; public Poller() { _timer = {|#0:new Timer|}(_ => Poll(), null, 1, 1); } void Poll() { } }");

    [Fact]
    public Task Of_a_timer_that_a_finalizer_disposes() => Verify(RuleCatalogue.RunningTimer, "TimerQueue → Timer → Poller.Poll → Poller._timer", "Poller", Finalizer, "TimerQueue").On(
        "using System.Threading; class Poller { readonly Timer _timer; public Poller() { _timer = {|#0:new Timer|}(Poll, null, 1, 1); } ~Poller() => _timer.Dispose(); void Poll(object s) { } }");

    [Fact]
    public Task Of_a_static_event() => Verify(RuleCatalogue.RootedSubscriber, "Theme.Changed → Palette.OnChanged → Palette", "Palette", Nothing, "Theme.Changed").On(
        "using System; static class Theme { public static event EventHandler Changed; } class Palette { public Palette() { {|#0:Theme.Changed += OnChanged|}; } void OnChanged(object s, EventArgs e) { } }");

    [Fact]
    public Task Of_a_handle() => Verify(RuleCatalogue.SelfHandle, "GCHandle → Session → Session._self", "Session", Finalizer, "").On(
        "using System.Runtime.InteropServices; class Session { GCHandle _self; public Session() { _self = {|#0:GCHandle.Alloc(this)|}; } ~Session() => _self.Free(); }");

    [Fact]
    public Task Of_a_loop() => Verify(RuleCatalogue.RunningTimer, "TimerQueue → Task.Delay → Poller.LoopAsync → Poller", "Poller", Nothing, "TimerQueue").On(
        "using System.Threading.Tasks; class Poller { int _n; public Poller() { _ = LoopAsync(); } async Task LoopAsync() { while (true) { await {|#0:Task.Delay(1)|}; _n++; } } }");

    [Fact]
    public Task Users_add_publishers_timers_and_registrations() => Verify<RootedCycleAnalyzer>.With(additionalFiles: new Dictionary<string, string>
    {
        ["/CycleRef.Roots.mine.txt"] = "publisher P:Host.Current\nprocess-type T:Forever",
        ["/CycleRef.Timers.mine.txt"] = "self T:Pulse by Heart\n",
        ["/CycleRef.Registrations.mine.txt"] = "drops M:Hub.Listen\n",
    }).On(
        """
        using System;
        class Host { public static Host Current { get; set; } public event Action Changed; void R() => Changed(); }
        class Pulse { public event Action Tick; public void Start() => Tick(); public void Stop() { } }
        class Hub { public IDisposable Listen(Action a) => null; }
        class Page { readonly Pulse _pulse = {|CYC4004:new Pulse|}(); public Page(Hub hub) { {|CYC4002:Host.Current.Changed += On|}; hub.{|CYC4005:Listen|}(On); _pulse.Tick += On; _pulse.Start(); } void On() { } }
        class Forever { public Forever(Hub hub) { hub.Listen(On); } void On() { } }
        """);

    [Theory]
    [InlineData("class P { System.Threading.Timer _t = new System.Threading.Timer(")]
    [InlineData("class P { void M() { X.Y += ; Z += P; GCHandle.Alloc(this; } }")]
    [InlineData("using System.Threading; class P { Timer _t; P() { _t = new Timer(Missing, this, , ); while (true) await } }")]
    [InlineData("partial class P { GCHandle _h; P() { _h = GCHandle.Alloc(this); } ~P( }")]
    [InlineData("static event System.Action E; E += () => { }; this.E += E; AppDomain.CurrentDomain.X += M;")]
    [InlineData("class P { P(System.IObservable<int> o) { o.Subscribe(; o?.Subscribe(x => this); s_all.Add(this); s_all[this] = this; } }")]
    public Task Nothing_is_thrown_on_broken_code(string source) => Verify<RootedCycleAnalyzer>.With(broken: true).On(source);
}
