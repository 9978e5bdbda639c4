using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.RootsReview;

/// <summary>What is written every day, in its many spellings: singletons told in other places, timers stopped in other words, registrations handed to collections.</summary>
public sealed class DailyCode
{
    [Theory]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Services { public static readonly Poller Poller = new(); }")]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Services { static readonly Lazy<Poller> s_poller = new(() => new Poller()); public static Poller Poller => s_poller.Value; }")]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Services { public static Poller Poller { get; private set; } public static void Init() => Poller = new Poller(); }")]
    [InlineData("interface IPoller { } class Poller : IPoller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Services { public static IPoller Poller { get; } = new Poller(); }")]
    [InlineData("interface IPoller { } class Poller : IPoller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Services { static readonly Lazy<IPoller> s_poller = new(() => new Poller()); public static IPoller Poller => s_poller.Value; }")]
    [InlineData("class Poller { readonly Timer _t; Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public static Poller Instance => Holder.One; static class Holder { internal static readonly Poller One = new(); } }")]
    [InlineData("class Cache<T> { readonly Timer _t; public Cache() { _t = new Timer(_ => Trim(), null, 0, 10); } void Trim() { } } static class Caches { public static readonly Cache<string> Names = new(); }")]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Entry { static void Main() { var poller = new Poller(); Console.ReadLine(); GC.KeepAlive(poller); } }")]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Entry { static async Task Main(string[] args) { Poller poller = new(); await Task.Delay(-1); GC.KeepAlive(poller); } }")]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Registry { public static void Add(IServiceCollection s) => s.AddSingleton(typeof(Poller)); }")]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Registry { public static void Add(IServiceCollection s) => s.AddSingleton(sp => new Poller()); }")]
    [InlineData("class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Registry { public static void Add(IServiceCollection s) { s.AddKeyedSingleton<Poller>(\"a\"); } }")]
    [InlineData("interface IPoller { } class Poller : IPoller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } class Container { public Container RegisterType<T>() => this; public Container As<T>() => this; public Container SingleInstance() => this; } static class Registry { public static void Add(Container c) => c.RegisterType<Poller>().As<IPoller>().SingleInstance(); }")]
    [InlineData("namespace System.ComponentModel.Composition { class ExportAttribute : Attribute { } } namespace App { [System.ComponentModel.Composition.Export] class Poller { readonly Timer _t; public Poller() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } }")]
    [InlineData("class Worker : Microsoft.Extensions.Hosting.BackgroundService { int _n; public async Task ExecuteAsync(CancellationToken stop) { using var t = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await t.WaitForNextTickAsync(stop)) _n++; } }")]
    public Task Objects_that_live_as_long_as_the_process(string code) => HealthyCode.IsSilent(code);

    [Theory]
    [InlineData("class P : IDisposable { Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() => Interlocked.Exchange(ref _t, null)?.Dispose(); }")]
    [InlineData("class P : IDisposable { readonly Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() { if (_t is IDisposable d) d.Dispose(); } }")]
    [InlineData("class P : IDisposable { readonly Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() { if (_t is { } t) { t.Dispose(); } } }")]
    [InlineData("class P : IDisposable { readonly Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() { foreach (var d in new IDisposable[] { _t }) d.Dispose(); } }")]
    [InlineData("class P : IDisposable { Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() { var t = _t; _t = null; t?.Dispose(); } }")]
    [InlineData("class P : IDisposable { Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() { Timer old; (_t, old) = (null, _t); old?.Dispose(); } }")]
    [InlineData("class P : IDisposable { Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() => Volatile.Read(ref _t)?.Dispose(); }")]
    [InlineData("class P : IDisposable { Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public void Dispose() { Safe(ref _t); } static void Safe<T>(ref T x) where T : class, IDisposable { x?.Dispose(); x = null; } }")]
    [InlineData("class P : IDisposable { readonly Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } void IDisposable.Dispose() => _t.Dispose(); }")]
    [InlineData("class P : IAsyncDisposable { Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } public async ValueTask DisposeAsync() { await DisposeAsyncCore().ConfigureAwait(false); GC.SuppressFinalize(this); } protected virtual async ValueTask DisposeAsyncCore() { if (_t is not null) await _t.DisposeAsync().ConfigureAwait(false); _t = null; } }")]
    [InlineData("abstract class B : IDisposable { protected Timer T; public virtual void Dispose() => T?.Dispose(); } class P : B { public P() { T = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } }")]
    [InlineData("abstract class B : IDisposable { readonly List<IDisposable> _all = new(); protected T Track<T>(T d) where T : IDisposable { _all.Add(d); return d; } public void Dispose() => _all.ForEach(d => d.Dispose()); } class P : B { readonly Timer _t; public P() { _t = Track(new Timer(_ => Poll(), null, 0, 10)); } void Poll() => _t.Change(1, 1); }")]
    [InlineData("abstract class B { protected virtual void Dispose(bool disposing) { } } class P : B { readonly System.Timers.Timer _t = new(100); public P() { _t.Elapsed += (s, e) => Poll(); _t.Start(); } void Poll() { } protected override void Dispose(bool disposing) { if (disposing) { _t.Stop(); _t.Dispose(); } base.Dispose(disposing); } }")]
    [InlineData("partial class F : System.Windows.Forms.Form { System.ComponentModel.IContainer components; System.Windows.Forms.Timer _t; void InitializeComponent() { components = new System.ComponentModel.Container(); _t = new System.Windows.Forms.Timer(components); _t.Tick += new EventHandler(OnTick); _t.Enabled = true; } void OnTick(object s, EventArgs e) { } protected override void Dispose(bool disposing) { if (disposing) components?.Dispose(); base.Dispose(disposing); } }")]
    [InlineData("class W : System.Windows.Window { readonly System.Windows.Threading.DispatcherTimer _t = new(); public W() { _t.Tick += (s, e) => Poll(); _t.Start(); } void Poll() { } protected override void OnClosed(EventArgs e) { _t.Stop(); base.OnClosed(e); } }")]
    [InlineData("class W : System.Windows.Window { readonly System.Windows.Threading.DispatcherTimer _t = new(); public W() { _t.Tick += (s, e) => Poll(); _t.Start(); Closed += (s, e) => _t.Stop(); } void Poll() { } }")]
    [InlineData("class V { readonly System.Timers.Timer _t = new(100); public V() => _t.Elapsed += (s, e) => Poll(); public bool IsOn { set { if (value) _t.Start(); else _t.Stop(); } } void Poll() { } }")]
    [InlineData("class P : IDisposable { readonly ITimer _t; public P(TimeProvider time) => _t = time.CreateTimer(_ => Poll(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1)); void Poll() { } public void Dispose() => _t.Dispose(); }")]
    [InlineData("class P : IDisposable { readonly CompositeDisposable _all = new(); public P() { var t = new System.Timers.Timer(9); t.Elapsed += (s, e) => Poll(); t.Start(); _all.Add(t); } void Poll() { } public void Dispose() => _all.Dispose(); }")]
    public Task Timers_that_somebody_stops(string code) => HealthyCode.IsSilent(code);

    [Theory]
    [InlineData("class R { public async Task Do(CancellationToken token) { await using var reg = token.Register(() => Stop()); await Task.Delay(1); } void Stop() { } }")]
    [InlineData("class R { public void Do(CancellationToken token) { using var _ = token.Register(Stop); } void Stop() { } }")]
    [InlineData("class R { public void Do(CancellationToken token) { using (token.UnsafeRegister(static s => ((R)s).Stop(), this)) { } } void Stop() { } }")]
    [InlineData("static class Rx { public static T AddTo<T>(this T d, ICollection<IDisposable> all) where T : IDisposable { all.Add(d); return d; } } class R : IDisposable { readonly CompositeDisposable _all = new(); int _v; public R(IObservable<int> o) => o.Subscribe(v => _v = v).AddTo(_all); public void Dispose() => _all.Dispose(); }")]
    [InlineData("class R : IDisposable { readonly SerialDisposable _one = new(); int _v; public void Watch(IObservable<int> o) => _one.Disposable = o.Subscribe(v => _v = v); public void Dispose() => _one.Dispose(); }")]
    [InlineData("class R : IDisposable { readonly List<IDisposable> _all = new(); int _v; public R(IObservable<int> o) { _all.Add(o.Subscribe(v => _v = v)); } public void Dispose() => _all.ForEach(d => d.Dispose()); }")]
    [InlineData("class R : IDisposable { readonly Subject<int> _gone = new(); int _v; public R(IObservable<int> o) => o.TakeUntil(_gone).Subscribe(v => _v = v); public void Dispose() => _gone.OnNext(0); }")]
    [InlineData("class R : IDisposable { IDisposable _sub; int _v; public void Watch(IObservable<int> o) { _sub?.Dispose(); _sub = o.Subscribe(v => _v = v); } public void Dispose() => _sub?.Dispose(); }")]
    [InlineData("class Settings { } class S { Settings _v; public S(IOptionsMonitor<Settings> o) { _v = o.CurrentValue; o.OnChange(v => _v = v); } }")]
    [InlineData("class Settings { } abstract class SBase { Settings _v; protected SBase(IOptionsMonitor<Settings> o) { _v = o.CurrentValue; o.OnChange(v => _v = v); } } class S(IOptionsMonitor<Settings> o) : SBase(o);")]
    [InlineData("class Settings { } interface IS { } class S : IS { Settings _v; public S(IOptionsMonitor<Settings> o) { o.OnChange(v => _v = v); } } static class X { public static IServiceCollection AddUnique<T>(this IServiceCollection s, Func<IServiceProvider, T> f) where T : class => s.AddSingleton(f); public static void Add(IServiceCollection s) => s.AddUnique<IS>(sp => new S(null)); }")]
    [InlineData("class S { readonly IDisposable _r; string _v; public S(IOptionsMonitor<string> o) { _r = o.OnChange(v => _v = v); } }")]
    [InlineData("class S { public S(Microsoft.Extensions.Hosting.IHostApplicationLifetime life) { life.ApplicationStopping.Register(Flush); } void Flush() { } }")]
    [InlineData("class Connection { public CancellationToken ConnectionClosed { get; set; } } class C { public C(Connection c) { c.ConnectionClosed.UnsafeRegister(static s => ((C)s).Close(), this); } void Close() { } }")]
    [InlineData("class Hub { public CancellationToken ConnectionAborted { get; set; } } class C { public void Open(Hub h) { h.ConnectionAborted.Register(Close); } void Close() { } }")]
    [InlineData("class M { long _n; public M(System.Diagnostics.Metrics.IMeterFactory f) { var m = f.Create(new System.Diagnostics.Metrics.MeterOptions(\"m\")); m.CreateObservableCounter(\"n\", () => _n); } }")]
    [InlineData("class R : IDisposable { readonly RegisteredWaitHandle _h; public R(WaitHandle w) { _h = ThreadPool.RegisterWaitForSingleObject(w, (s, t) => On(), null, -1, false); } void On() { } public void Dispose() => _h.Unregister(null); }")]
    [InlineData("class R : IDisposable { readonly CancellationTokenSource _both; public R(CancellationToken stop) { _both = CancellationTokenSource.CreateLinkedTokenSource(stop); } public void Dispose() { _both.Cancel(); _both.Dispose(); } }")]
    [InlineData("class R { public async Task<bool> Try(CancellationToken stop) { var both = CancellationTokenSource.CreateLinkedTokenSource(stop); try { await Task.Delay(1, both.Token); return true; } finally { both.Dispose(); } } }")]
    [InlineData("class V { public V() => CommunityToolkit.Mvvm.Messaging.IMessengerExtensions.Register<V, string>(CommunityToolkit.Mvvm.Messaging.WeakReferenceMessenger.Default, this, static (v, m) => v.On(m)); void On(string m) { } }")]
    [InlineData("static class Bus { public static event EventHandler Rang; public static void Ring() => Rang?.Invoke(null, EventArgs.Empty); } class C : System.ComponentModel.Component { public C() { Bus.Rang += OnRang; Disposed += (s, e) => Bus.Rang -= OnRang; } void OnRang(object s, EventArgs e) { } }")]
    [InlineData("class T : IAsyncDisposable { readonly CancellationTokenSource _end = new(); readonly Task _loop; int _n; public T() { _loop = Run(_end.Token); } async Task Run(CancellationToken end) { while (!end.IsCancellationRequested) { await Task.Delay(9, end); _n++; } } public async ValueTask DisposeAsync() { await _end.CancelAsync(); await _loop; _end.Dispose(); } }")]
    public Task Registrations_that_somebody_undoes(string code) => HealthyCode.IsSilent(code);
}
