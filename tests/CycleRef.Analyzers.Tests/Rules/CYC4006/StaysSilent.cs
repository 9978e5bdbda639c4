using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4006;

public sealed class StaysSilent
{
    /// <summary>The collector takes the owner.</summary>
    private static async Task IsCollected(string members)
    {
        var source = Owner.Source(members);
        await Owner.Reported(source);
        Assert.False(Owner.IsKept(source));
    }

    [Theory]
    [InlineData("private readonly ThreadLocal<string> _local = new(); public void Use(object key) { _local.Value = \"x\"; }")]
    [InlineData("private readonly ThreadLocal<string> _local; public Owner() { _local = new ThreadLocal<string>(() => Count + \"x\"); } public void Use(object key) { _ = _local.Value; }")]
    [InlineData("private readonly ThreadLocal<List<int>> _local = new(() => new List<int>()); public void Use(object key) { _local.Value.Add(Count); }")]
    [InlineData("private readonly ThreadLocal<Plain> _local = new(); public void Use(object key) { _local.Value = new Plain(this); }")]
    [InlineData("private readonly ThreadLocal<Named> _local = new(); public void Use(object key) { _local.Value = new Named(this); }")]
    [InlineData("private readonly ThreadLocal<Weak> _local = new(); public void Use(object key) { _local.Value = new Weak(this); }")]
    [InlineData("private readonly ThreadLocal<Action> _local = new(); public void Use(object key) { _local.Value = static () => Console.WriteLine(); }")]
    [InlineData("private readonly ThreadLocal<WeakReference> _local = new(); public void Use(object key) { _local.Value = new WeakReference(this); }")]
    [InlineData("private readonly ConcurrentBag<string> _bag = new(); public void Use(object key) { _bag.Add(ToString()); }")]
    [InlineData("private readonly ConditionalWeakTable<object, string> _table = new(); public void Use(object key) { _table.Add(key, ToString()); }")]
    [InlineData("private readonly AsyncLocal<string> _local = new(); public void Use(object key) { _local.Value = ToString(); }")]
    public Task Values_that_do_not_reach_the_owner(string members) => IsCollected(members);

    [Theory]
    [InlineData("private readonly ThreadLocal<object> _local = new(); public void Use(object key) { _local.Value = this; Dispose(); } public void Dispose() { _local.Dispose(); }")]
    [InlineData("private ThreadLocal<object> _local = new(); public void Use(object key) { _local.Value = this; Dispose(); } public void Dispose() { _local?.Dispose(); }")]
    [InlineData("private readonly ThreadLocal<object> _local = new(); public void Use(object key) { _local.Value = this; try { } finally { _local.Value = null; } }")]
    [InlineData("private readonly ConcurrentBag<object> _bag = new(); public void Use(object key) { _bag.Add(this); _bag.Clear(); }")]
    [InlineData("private readonly ConcurrentBag<Node> _pool = new(); public void Use(object key) { _pool.Add(new Node(this)); if (_pool.TryTake(out var node)) Count++; }")]
    [InlineData("private readonly ConditionalWeakTable<object, object> _table = new(); public void Use(object key) { _table.Add(key, this); _table.Remove(key); }")]
    [InlineData("private readonly AsyncLocal<object> _local = new(); public void Use(object key) { var before = _local.Value; _local.Value = this; _local.Value = before ?? null; }")]
    [InlineData("private readonly AsyncLocal<Scope> _current = new(); public void Use(object key) { using (Push()) { } } IDisposable Push() { var scope = new Scope(this, _current.Value); _current.Value = scope; return scope; } sealed class Scope : IDisposable { readonly Owner _owner; readonly Scope _parent; public Scope(Owner owner, Scope parent) { _owner = owner; _parent = parent; } public void Dispose() => _owner._current.Value = _parent; }")]
    public Task Values_that_are_taken_back(string members) => IsCollected(members);

    [Theory]
    [InlineData("private readonly ConditionalWeakTable<object, object> _table = new(); public void Use(object key) { _table.Add(this, this); }")]
    [InlineData("private object _key; private readonly ConditionalWeakTable<object, object> _table = new(); public void Use(object key) { _key = new object(); _table.Add(_key, this); }")]
    [InlineData("private readonly ConditionalWeakTable<object, object> _table = new(); public void Use(object key) { var own = new object(); _table.Add(own, this); }")]
    [InlineData("private static readonly ConditionalWeakTable<object, object> s_table = new(); public void Use(object key) { s_table.Add(this, new Node(this)); }")]
    public Task Weak_tables_whose_key_dies_with_the_owner(string members) => IsCollected(members);

    [Theory]
    [InlineData("private readonly AsyncLocal<object> _local = new(); public void Use(object key) => UseAsync().GetAwaiter().GetResult(); async Task UseAsync() { _local.Value = this; await Task.Yield(); }")]
    [InlineData("private readonly AsyncLocal<object> _local = new(); public void Use(object key) => Task.Run(() => _local.Value = this).Wait();")]
    [InlineData("private readonly ConcurrentBag<object> _bag = new(); public void Use(object key) { var thread = new Thread(() => _bag.Add(this)); thread.Start(); thread.Join(); }")]
    public Task Flows_and_threads_that_end(string members) => IsCollected(members);

    [Theory]
    // As long as the process, so it loses nothing.
    [InlineData("private static readonly Owner s_instance = new(); private readonly ThreadLocal<object> _local = new(); public void Use(object key) { _local.Value = this; }")]
    // Others can clear it.
    [InlineData("internal readonly ThreadLocal<object> Local = new(); public void Use(object key) { Local.Value = this; }")]
    [InlineData("private readonly ThreadLocal<object> _local = new(); public void Use(object key) { _local.Value = this; Free(_local); } void Free(IDisposable d) => d.Dispose();")]
    // What it stores, or whom the key belongs to, is not seen.
    [InlineData("private readonly ThreadLocal<object> _local = new(); public void Use(object key) { _local.Value = key; }")]
    [InlineData("private readonly ConditionalWeakTable<object, object> _table = new(); public void Use(object key) { _table.Add(Make(), this); } object Make() => new object();")]
    // The type of a local library has the name only.
    [InlineData("class ThreadLocal<T> { public T Value; } private readonly ThreadLocal<object> _local = new(); public void Use(object key) { _local.Value = this; }")]
    public Task What_is_harmless_or_cannot_be_proved(string members) => Owner.Reported(Owner.Source(members));

    [Fact]
    public Task Broken_code() => Verify<KeptByOthersAnalyzer>.With(broken: true).On("using System.Threading; class A { private ThreadLocal<> _a = new(); private ThreadLocal<Missing> _b = ; private ConditionalWeakTable<A, , A> _c; void M() { _a.Value = ; _b.Value = new(this); } }");
}
