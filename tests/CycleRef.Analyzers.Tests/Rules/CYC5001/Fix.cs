using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5001;

public sealed class Fix
{
    private static VerifyRuleFix<WeakReferenceAnalyzer, WeakTargetFixProvider> Verify() => VerifyRuleFix<WeakReferenceAnalyzer, WeakTargetFixProvider>.With();

    private static async Task Turns(string before, string after)
    {
        var changed = Holder.Source(after).Replace("public int Count;\n", "public int Count;\n    private Action _callbackTarget;\n", System.StringComparison.Ordinal);
        await Verify().Turns(Holder.Source(before), changed);
        Assert.False(Holder.HasTarget(Holder.Source(before)));
        Assert.True(Holder.HasTarget(changed));
    }

    [Fact]
    public Task The_delegate_is_kept_in_a_field() => Turns(
        """
        private WeakReference<Action> _callback;
            public object Ref => _callback;
            public void Start()
            {
                _callback = new WeakReference<Action>({|CYC5001:() => Count++|});
            }
        """,
        """
        private WeakReference<Action> _callback;
            public object Ref => _callback;
            public void Start()
            {
                _callback = new WeakReference<Action>(_callbackTarget = () => Count++);
            }
        """);

    [Fact]
    public Task A_method_too() => Turns(
        """
        private readonly WeakReference<Action> _callback = new WeakReference<Action>(null);
            public object Ref => _callback;
            public void Start() => _callback.SetTarget({|CYC5001:Tick|});
        """,
        """
        private readonly WeakReference<Action> _callback = new WeakReference<Action>(null);
            public object Ref => _callback;
            public void Start() => _callback.SetTarget(_callbackTarget = Tick);
        """);

    [Theory]
    // Many of them, and one field.
    [InlineData("List<WeakReference<Action>> _all = new(); void Add() { _all.Add(new WeakReference<Action>({|CYC5001:() => Count++|})); }")]
    [InlineData("WeakReference<Action> _callback; void Add() { foreach (var i in new[] { 1, 2 }) _callback = new WeakReference<Action>({|CYC5001:() => Count += i|}); }")]
    // What should hold an object is for the author to say.
    [InlineData("WeakReference<Item> _item; void Add() { _item = new WeakReference<Item>({|CYC5001:new Item()|}); }")]
    [InlineData("static WeakReference<Action> s_callback = new WeakReference<Action>({|CYC5001:StaticTick|});")]
    public Task Is_not_offered(string members) => Verify().IsNotOffered(Holder.Source(members));
}
