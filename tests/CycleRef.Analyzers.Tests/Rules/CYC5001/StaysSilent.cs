using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5001;

public sealed class StaysSilent
{
    /// <summary>The target is there after a collection.</summary>
    private static async Task Lives(string members)
    {
        var source = Holder.Source(members);
        await Holder.Reported(source);
        Assert.True(Holder.HasTarget(source));
    }

    [Theory]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>(() => Console.WriteLine()); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>(static () => Console.WriteLine()); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>(new Action(() => StaticTick())); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>(StaticTick); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { static void Local() { } Ref = new WeakReference<Action>(Local); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() => Make<string>(); void Make<T>() { Ref = new WeakReference<Action>(() => Console.WriteLine(typeof(T))); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { const int N = 1; Ref = new WeakReference<Action>(() => Console.WriteLine(N)); }")]
    public Task Delegates_that_the_compiler_keeps(string members) => Lives(members);

    [Theory]
    [InlineData("private Action _tick; public WeakReference<Action> Ref; public void Start() { _tick = () => Count++; Ref = new WeakReference<Action>(_tick); }")]
    [InlineData("private Action _tick; public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>(_tick = () => Count++); }")]
    [InlineData("private Item _item; public WeakReference<Item> Ref; public void Start() { var item = new Item(); _item = item; Ref = new WeakReference<Item>(item); }")]
    [InlineData("public WeakReference<Registered> Ref; public void Start() { Ref = new WeakReference<Registered>(new Registered()); }")]
    [InlineData("public WeakReference<Registered> Ref; public void Start() { Ref = new WeakReference<Registered>(new Derived()); }")]
    [InlineData("public WeakReference Ref; public void Start() { Ref = new WeakReference(new Subscribed(this)); }")]
    [InlineData("public WeakReference Ref; public void Start() { Ref = new WeakReference(this); }")]
    [InlineData("public WeakReference Ref = new WeakReference(\"text\");")]
    [InlineData("public WeakReference<Holder> Ref; public void Start() { Ref = new(this); }")]
    public Task Objects_that_somebody_holds(string members) => Lives(members);

    [Theory]
    // Only the weak reference is given away, to see its target die.
    [InlineData("public static WeakReference Make() => new WeakReference(new Item());")]
    [InlineData("public static WeakReference Make() { return new WeakReference(new Item()); }")]
    [InlineData("public static WeakReference<Action> Make(int n) => new(() => Console.WriteLine(n));")]
    [InlineData("public static void Make(out WeakReference weak) { weak = new WeakReference(new Item()); }")]
    [InlineData("public static bool Test() { var weak = new WeakReference(new Item()); return weak.IsAlive; }")]
    [InlineData("public static (WeakReference, int) Make() => (new WeakReference(new Item()), 1);")]
    [InlineData("WeakReference _ref; [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] void Make() { _ref = new WeakReference(new Item()); }")]
    [InlineData("WeakReference _ref; bool Test() { _ref = new WeakReference(new Item()); GC.Collect(); return _ref.IsAlive; }")]
    [InlineData("static bool Dies(WeakReference weak) => weak != null; bool Test() => Dies(new WeakReference(new Item()));")]
    public Task Measurements(string members) => Holder.Reported(Holder.Source(members));

    [Theory]
    // A marker that tells of a collection.
    [InlineData("WeakReference _collected = new WeakReference(new object());")]
    // A cache that is filled again.
    [InlineData("WeakReference<Item> _cache = new WeakReference<Item>(new Item()); Item Get() { if (!_cache.TryGetTarget(out var item)) _cache.SetTarget(item = new Item()); return item; }")]
    [InlineData("WeakReference<Item> _cache = new(new Item()); void Refresh(Item item) { _cache = new WeakReference<Item>(item); }")]
    [InlineData("WeakReference<byte[]> _buffer = new WeakReference<byte[]>(new byte[10]); WeakReference _text = new WeakReference(new System.Text.StringBuilder());")]
    public Task Caches_and_markers(string members) => Holder.Reported(Holder.Source(members));

    [Fact]
    public Task A_type_that_only_has_the_name() => Verify<WeakReferenceAnalyzer>.Source(
        "using System; class WeakReference<T> { public T Target; public WeakReference(T t) { Target = t; } } class A { int n; WeakReference<Action> _r; A() { _r = new WeakReference<Action>(() => n++); } }");

    [Fact]
    public Task Broken_code() => Verify<WeakReferenceAnalyzer>.With(broken: true).On("class A { object a = new System.WeakReference(() => ); object b = new WeakReference<>(new Missing()); void M() { x.SetTarget(Missing); if (x.IsAlive && x.) { } if (w.IsAlive) w.Target.; } }");
}
