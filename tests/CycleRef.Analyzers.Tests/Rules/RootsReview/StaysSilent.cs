using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.RootsReview;

/// <summary>Healthy code as programs have it: none of the rules that are on by default in families 4 and 5 says a word.</summary>
public sealed class StaysSilent
{
    [Theory]
    [InlineData("class P : IDisposable { readonly Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 1000); } void Poll() { } public void Dispose() => _t.Dispose(); }")]
    [InlineData("class P : IAsyncDisposable { readonly Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 1000); } void Poll() { } public async ValueTask DisposeAsync() { await _t.DisposeAsync().ConfigureAwait(false); } }")]
    [InlineData("class P : IDisposable { Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 1000); } void Poll() { } public void Dispose() => Interlocked.Exchange(ref _t, null)?.Dispose(); }")]
    [InlineData("class P : IDisposable { readonly CompositeDisposable _all = new(); readonly Timer _t; public P() { _t = new Timer(_ => Poll(), null, 0, 1000); _all.Add(_t); } void Poll() { } public void Dispose() => _all.Dispose(); }")]
    [InlineData("class P : IDisposable { readonly List<IDisposable> _all = new(); public P() { _all.Add(new Timer(_ => Poll(), null, 0, 1000)); } void Poll() { } public void Dispose() => _all.ForEach(d => d.Dispose()); }")]
    [InlineData("class Debounce { readonly Timer _t; public Debounce() { _t = new Timer(_ => Fire(), null, Timeout.Infinite, Timeout.Infinite); } public void Hit() => _t.Change(300, Timeout.Infinite); void Fire() { } }")]
    [InlineData("class Debounce { const int Never = Timeout.Infinite; Timer _t; public void Hit() { _t = new Timer(_ => Fire(), null, 300, Never); } void Fire() { } }")]
    [InlineData("class Debounce { static readonly TimeSpan NoPeriod = TimeSpan.FromMilliseconds(-1); Timer _t; public void Hit() { _t = new Timer(_ => Fire(), null, TimeSpan.FromSeconds(1), NoPeriod); } void Fire() { } }")]
    [InlineData("class Debounce { static readonly TimeSpan Off = Timeout.InfiniteTimeSpan; readonly Timer _t; public Debounce() { _t = new Timer(Fire, null, Off, Off); } public void Hit() => _t.Change(TimeSpan.FromSeconds(1), Off); void Fire(object s) { } }")]
    [InlineData("class Once { System.Timers.Timer _t; public void Hit() { _t = new System.Timers.Timer(300) { AutoReset = false }; _t.Elapsed += (s, e) => Fire(); _t.Start(); } void Fire() { } }")]
    [InlineData("class Once { System.Timers.Timer _t; public void Hit() { _t = new System.Timers.Timer(300); _t.Elapsed += OnElapsed; _t.Start(); } void OnElapsed(object s, System.Timers.ElapsedEventArgs e) { Halt(); } void Halt() { _t.Enabled = false; } }")]
    [InlineData("class Job { public async Task RunAsync() { using var t = new System.Timers.Timer(100); t.Elapsed += (s, e) => Tick(); t.Start(); await Task.Delay(1000); } void Tick() { } }")]
    [InlineData("class Job { public async Task RunAsync() { await using (new Timer(_ => Tick(), null, 0, 10)) { await Task.Delay(1000); } } void Tick() { } }")]
    [InlineData("class Job { public async Task RunAsync() { var t = new Timer(_ => Tick(), null, 0, 10); try { await Task.Delay(1000); } finally { t.Dispose(); } } void Tick() { } }")]
    [InlineData("static class Clock { static readonly Timer s_t = new Timer(_ => Tick(), null, 0, 10); static void Tick() { } public static void Touch() => s_t.Change(0, 10); }")]
    [InlineData("class Bot { Timer _t; public void Start() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } static class Reg { public static void Add(IServiceCollection s) => s.AddSingleton<Bot>(); }")]
    [InlineData("interface IBot { } class Bot : IBot { public Bot(IOptionsMonitor<string> o) { o.OnChange(v => _v = v); } string _v; } static class Reg { public static void Add(IServiceCollection s) => s.Add(ServiceDescriptor.Singleton<IBot, Bot>()); }")]
    [InlineData("class Form1 : System.Windows.Forms.Form { readonly System.Windows.Forms.Timer _t; public Form1() { _t = new System.Windows.Forms.Timer(); _t.Tick += OnTick; _t.Start(); } void OnTick(object s, EventArgs e) { } } static class Program { static class Application { public static void Run(object f) { } } static void Main() => Application.Run(new Form1()); }")]
    [InlineData("class FactAttribute : Attribute { } class Tests { [Fact] public void A() { } class FakeClock { readonly Timer _t; public FakeClock() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } } }")]
    [InlineData("class FactAttribute : Attribute { } class WpfFactAttribute : FactAttribute { } class Tests { readonly Timer _t; public Tests() { _t = new Timer(_ => Poll(), null, 0, 10); } [WpfFact] public void A() { } void Poll() { } }")]
    [InlineData("class SetUpAttribute : Attribute { } abstract class TestBase { Timer _t; [SetUp] public void Init() { _t = new Timer(_ => Poll(), null, 0, 10); } void Poll() { } }")]
    [InlineData("class Worker : Microsoft.Extensions.Hosting.IHostedService { Timer _t; public Task StartAsync(CancellationToken ct) { _t = new Timer(_ => Work(), null, 0, 10); ct.Register(() => Work()); return Task.CompletedTask; } void Work() { } public Task StopAsync(CancellationToken ct) { _t?.Change(Timeout.Infinite, 0); return Task.CompletedTask; } }")]
    [InlineData("class Loop : IDisposable { readonly CancellationTokenSource _end = new(); int _n; public Loop() { _ = RunAsync(); } async Task RunAsync() { while (!_end.IsCancellationRequested) { await Task.Delay(10); _n++; } } public void Dispose() => _end.Cancel(); }")]
    [InlineData("class Loop : IDisposable { bool _gone; int _n; public Loop() { Run(); } async void Run() { while (true) { await Task.Delay(10); if (_gone) return; _n++; } } public void Dispose() => _gone = true; }")]
    [InlineData("class Loop : IDisposable { readonly PeriodicTimer _t = new(TimeSpan.FromSeconds(1)); int _n; public Loop() { _ = RunAsync(); } async Task RunAsync() { while (await _t.WaitForNextTickAsync()) _n++; } public void Dispose() => _t.Dispose(); }")]
    [InlineData("class Loop { int _n; public async Task RunAsync(CancellationToken stop) { using var t = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await t.WaitForNextTickAsync(stop)) _n++; } }")]
    public Task Timers_and_loops(string code) => HealthyCode.IsSilent(code);

    [Theory]
    [InlineData("static class Bus { public static event EventHandler Rang; public static void Ring() => Rang?.Invoke(null, EventArgs.Empty); } class V { public void Loaded() => Bus.Rang += OnRang; public void Unloaded() => Bus.Rang -= OnRang; void OnRang(object s, EventArgs e) { } }")]
    [InlineData("static class Bus { public static event EventHandler Rang; public static void Ring() => Rang?.Invoke(null, EventArgs.Empty); } class V { public void Once() => Bus.Rang += OnRang; void OnRang(object s, EventArgs e) { Bus.Rang -= OnRang; } }")]
    [InlineData("static class Bus { public static event EventHandler Rang; public static void Ring() => Rang?.Invoke(null, EventArgs.Empty); } class V { public void Once() { EventHandler h = null; h = (s, e) => { Bus.Rang -= h; Do(); }; Bus.Rang += h; } void Do() { } }")]
    [InlineData("static class Bus { public static event EventHandler Rang; public static void Ring() => Rang?.Invoke(null, EventArgs.Empty); } class V { public IDisposable Watch() { Bus.Rang += OnRang; return Disposable.Create(() => Bus.Rang -= OnRang); } void OnRang(object s, EventArgs e) { } }")]
    [InlineData("static class Bus { public static event EventHandler Rang; public static void Ring() => Rang?.Invoke(null, EventArgs.Empty); } abstract class B : IDisposable { protected B() { Bus.Rang += OnRang; } protected abstract void OnRang(object s, EventArgs e); public virtual void Dispose() { Bus.Rang -= OnRang; } } class V : B { protected override void OnRang(object s, EventArgs e) { } }")]
    [InlineData("static class Bus { public static event EventHandler Rang; public static void Ring() => Rang?.Invoke(null, EventArgs.Empty); } class Relay { public event EventHandler Rang { add => Bus.Rang += value; remove => Bus.Rang -= value; } }")]
    [InlineData("class Inner { public event EventHandler Changed; protected void R() => Changed?.Invoke(this, EventArgs.Empty); } class Outer { readonly Inner _inner = new(); public event EventHandler Changed; public Outer() { _inner.Changed += (s, e) => Changed?.Invoke(this, e); } }")]
    [InlineData("class Model { public event EventHandler Changed; protected void R() => Changed?.Invoke(this, EventArgs.Empty); } class View { Model _m; public Model M { get => _m; set { if (_m != null) _m.Changed -= On; _m = value; if (_m != null) _m.Changed += On; } } void On(object s, EventArgs e) { } }")]
    [InlineData("class Model { public event EventHandler Changed; protected void R() => Changed?.Invoke(this, EventArgs.Empty); } class View { public void Bind(Model m) { m.Changed -= On; m.Changed += On; } void On(object s, EventArgs e) { } }")]
    [InlineData("class Model { public event EventHandler Changed; protected void R() => Changed?.Invoke(this, EventArgs.Empty); } class View { public void Bind(Model m) { Attach(m, On); m.Changed += Other; } public void Free(Model m) { m.Changed -= On; } static void Attach(Model m, EventHandler h) => m.Changed += h; void On(object s, EventArgs e) { } void Other(object s, EventArgs e) { } }")]
    [InlineData("class V { static readonly List<V> s_open = new(); public V() { lock (s_open) s_open.Add(this); } public void OnClosed() { lock (s_open) s_open.Remove(this); } }")]
    [InlineData("class V { static readonly HashSet<V> s_open = new(); public V() { s_open.Add(this); } public static void Reset() => s_open.Clear(); }")]
    [InlineData("struct S { public static event Action Rang; public void Watch() { Rang += On; Rang?.Invoke(); } void On() { } }")]
    [InlineData("class App : System.Windows.Application { static int s_n; public App() { AppDomain.CurrentDomain.UnhandledException += static (s, e) => s_n++; } }")]
    public Task Events_and_tables(string code) => HealthyCode.IsSilent(code);

    [Theory]
    [InlineData("class R : IDisposable { readonly IDisposable _r; public R(IOptionsMonitor<string> o) { _r = o.OnChange(v => _v = v); } string _v; public void Dispose() => _r?.Dispose(); }")]
    [InlineData("class R { string _v; public IDisposable Watch(IOptionsMonitor<string> o) => o.OnChange(v => _v = v); }")]
    [InlineData("class R : IDisposable { readonly CompositeDisposable _all = new(); string _v; public R(IObservable<string> o) { o.Subscribe(v => _v = v).DisposeWith(_all); } public void Dispose() => _all.Dispose(); } static class X { public static T DisposeWith<T>(this T d, CompositeDisposable c) where T : IDisposable { c.Add(d); return d; } }")]
    [InlineData("class R { readonly Subject<int> _own = new(); int _v; public R() { _own.Where(x => x > 1).Subscribe(v => _v = v); } }")]
    [InlineData("class R : IDisposable { CancellationTokenRegistration? _r; public void Watch(CancellationToken t) { _r = t.Register(() => Stop()); } void Stop() { } public void Dispose() { if (_r.HasValue) _r.Value.Dispose(); } }")]
    [InlineData("class R { public async Task<int> WaitAsync(CancellationToken t) { var done = new TaskCompletionSource<int>(); using (t.Register(() => Cancel(done))) return await done.Task; } void Cancel(TaskCompletionSource<int> d) => d.TrySetCanceled(); }")]
    [InlineData("class R { public Task<int> WaitAsync(CancellationToken t) { var done = new TaskCompletionSource<int>(); t.Register(() => done.TrySetCanceled()); return done.Task; } }")]
    [InlineData("class Ctx { public CancellationToken RequestAborted { get; set; } } class R { public void Handle(Ctx c) { c.RequestAborted.Register(() => Stop()); } void Stop() { } }")]
    [InlineData("class R { public async Task Do(CancellationToken a, CancellationToken b) { using var both = CancellationTokenSource.CreateLinkedTokenSource(a, b); await Task.Delay(1, both.Token); } }")]
    [InlineData("class R { readonly CancellationTokenSource _own = new(); public R() { _own.Token.Register(Stop); } void Stop() { } }")]
    [InlineData("class R : IDisposable { GCHandle _h; public R() { _h = GCHandle.Alloc(this); } public void Dispose() { if (_h.IsAllocated) _h.Free(); } }")]
    [InlineData("class R { GCHandle _h; public R() { _h = GCHandle.Alloc(this, GCHandleType.Weak); } public IntPtr P => GCHandle.ToIntPtr(_h); }")]
    [InlineData("class R { GCHandle _h; public R() { _h = GCHandle.Alloc(this); Native.Use(GCHandle.ToIntPtr(_h)); } } static class Native { public static void Use(IntPtr p) { } public static void OnFree(IntPtr p) { var h = GCHandle.FromIntPtr(p); h.Free(); } }")]
    [InlineData("class R { readonly byte[] _b = new byte[9]; public void Do() { var h = GCHandle.Alloc(_b, GCHandleType.Pinned); try { } finally { h.Free(); } } }")]
    [InlineData("record Poller(int Every) : IDisposable { Timer _t; public void Start() { _t = new Timer(_ => Poll(), null, 0, Every); } void Poll() { } public void Dispose() => _t?.Dispose(); }")]
    public Task Registrations_and_handles(string code) => HealthyCode.IsSilent(code);

    [Theory]
    [InlineData("class C { readonly WeakReference<object> _w = new(null); public object Get() => _w.TryGetTarget(out var t) ? t : null; }")]
    [InlineData("class Model { } class C { readonly Dictionary<int, WeakReference<Model>> _all = new(); public Model Get(int i) { if (_all.TryGetValue(i, out var w) && w.TryGetTarget(out var m)) return m; m = new Model(); _all[i] = new WeakReference<Model>(m); return m; } }")]
    [InlineData("class C { readonly WeakReference _w = new(null); public string Get() { if (_w.IsAlive) { var t = _w.Target; if (t != null) return t.ToString(); } return null; } }")]
    [InlineData("class C { public bool Wait(Thread t, Delegate d) { if (t.IsAlive && d.Target != null) return true; return false; } }")]
    [InlineData("class C { readonly WeakReference<Action> _w; readonly Action _a; public C() { _a = Run; _w = new WeakReference<Action>(_a); } void Run() { } public bool Is => _w.TryGetTarget(out _); }")]
    [InlineData("class C { readonly ThreadLocal<List<int>> _l = new(() => new List<int>()); public void Add(int i) => _l.Value.Add(i); }")]
    [InlineData("class C { static readonly ConditionalWeakTable<object, C> s_all = new(); public static C Of(object k) => s_all.GetValue(k, static _ => new C()); }")]
    public Task Weak_references_and_keepers(string code) => HealthyCode.IsSilent(code);

    [Fact]
    public Task Old_language_version() => HealthyCode.IsSilent(
        "using System; using System.Threading; class P : IDisposable { Timer _t; public P() { _t = new Timer(delegate { Poll(); }, null, 0, 1000); } void Poll() { } public void Dispose() { if (_t != null) { _t.Dispose(); _t = null; } } }",
        LanguageVersion.CSharp7_3);

    [Fact]
    public Task Parts_in_two_files() => HealthyCode.IsSilent(
        "partial class P { System.Threading.Timer _t; void Start() { _t = new System.Threading.Timer(_ => Poll(), null, 0, 10); } void Poll() { } }",
        LanguageVersion.CSharp7_3,
        "partial class P : System.IDisposable { public void Dispose() { End(); } void End() { _t.Dispose(); } }");

    [Fact]
    public Task Times_that_are_made_of_each_other_end() => HealthyCode.IsSilent(
        HealthyCode.Usings + "class P : IDisposable { static readonly TimeSpan A = TimeSpan.FromMilliseconds(B.TotalDays), B = F(A); static TimeSpan F(TimeSpan x) => x; Timer _t; public P() { _t = new Timer(_ => Poll(), null, A, B); } void Poll() { } public void Dispose() => _t.Dispose(); }",
        LanguageVersion.Preview);
}
