using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4003;

public sealed class StaysSilent
{
    /// <summary>Run, nothing is called after detaching.</summary>
    private static async Task NothingIsLeft(string members)
    {
        var source = Page.Source(members);
        await Page.Reported(source);
        Assert.Equal(0, Page.CallsAfterDetaching(source));
    }

    [Theory]
    [InlineData("public void Attach() { Button.Click += OnClick; } public void Detach() { Button.Click -= OnClick; } private void OnClick(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Attach() { Button.Click += new EventHandler(OnClick); } public void Detach() { Button.Click -= new EventHandler(this.OnClick); } private void OnClick(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Attach() { Button.Click += OnClick; } public void Detach() { Button.Click -= OnClick; } private static void OnClick(object s, EventArgs e) => StaticCalls++;")]
    [InlineData("public void Attach() { Button.Click += OnClick; Button.Closed += OnClosed; } public void Detach() { Button.Closed -= OnClosed; Button.Click -= OnClick; } private void OnClick(object s, EventArgs e) => Calls++; private void OnClosed(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Attach() { Add(OnClick); } void Add(EventHandler h) => Button.Click += h; public void Detach() { Button.Click -= OnClick; } private void OnClick(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Attach() { EventHandler h = OnClick; Button.Click += h; } public void Detach() { Button.Click -= OnClick; } private void OnClick(object s, EventArgs e) => Calls++;")]
    public Task Methods_that_are_added(string members) => NothingIsLeft(members);

    [Theory]
    [InlineData("private EventHandler _handler; public void Attach() { _handler = (s, e) => Calls++; Button.Click += _handler; } public void Detach() { Button.Click -= _handler; }")]
    [InlineData("private readonly EventHandler _handler; public Page() { _handler = (s, e) => Calls++; } public void Attach() { Button.Click += _handler; } public void Detach() { Button.Click -= _handler; }")]
    [InlineData("public void Attach() { EventHandler handler = (s, e) => Calls++; Button.Click += handler; Button.Click -= handler; } public void Detach() { }")]
    [InlineData("public void Attach() { EventHandler handler = null; handler = (s, e) => { Calls++; Button.Click -= handler; }; Button.Click += handler; } public void Detach() { Button.Press(); Calls = 0; }")]
    [InlineData("public void Attach() { EventHandler handler = (s, e) => Calls++; Keep(handler); Button.Click += _kept; Button.Click -= handler; } EventHandler _kept; void Keep(EventHandler h) => _kept = h; public void Detach() { }")]
    [InlineData("public void Attach() { var handler = Make(); Button.Click += handler; Button.Click -= handler; } EventHandler Make() => (s, e) => Calls++; public void Detach() { }")]
    [InlineData("public void Attach() { void Handler(object s, EventArgs e) => Calls++; Button.Click += Handler; Button.Click -= Handler; } public void Detach() { }")]
    public Task Delegates_that_are_kept(string members) => NothingIsLeft(members);

    [Theory]
    [InlineData("public void Attach() { Button.Forgetful += (s, e) => Calls++; } public void Detach() { Button.Forgetful -= (s, e) => Calls++; }")]
    [InlineData("public void Attach() { Bus += () => \"a\"; } public void Detach() { Bus -= () => \"a\"; }")]
    [InlineData("public void Attach() { Calls += Math.Abs(1); } public void Detach() { Calls -= Math.Abs(1); }")]
    [InlineData("public void Attach() { var step = 1; Calls += step; } public void Detach() { var step = 1; Calls -= step; }")]
    public Task Minus_that_is_no_unsubscribing(string members) => NothingIsLeft(members);

    [Theory]
    // Dead code, but no handler is left behind.
    [InlineData("public void Detach() { Button.Click -= OnClick; } private void OnClick(object s, EventArgs e) => Calls++;")]
    // Others may add it.
    [InlineData("public void Attach() { Button.Click += (s, e) => OnClick(s, e); } public void Detach() { Button.Click -= OnClick; } public void OnClick(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Detach(EventHandler handler) { Button.Click += OnClick; Button.Click -= handler; } private void OnClick(object s, EventArgs e) => Calls++;")]
    // Both are removed: one of the removals is for safety.
    [InlineData("public void Attach() { Button.Click += OnClick; } public void Detach() { Button.Click -= OnClosed; Button.Click -= OnClick; } private void OnClick(object s, EventArgs e) => Calls++; private void OnClosed(object s, EventArgs e) => Calls--;")]
    // Reflection may add it.
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; typeof(Button).GetEvent(\"Click\").AddEventHandler(Button, Delegate.CreateDelegate(typeof(EventHandler), this, nameof(OnClick))); } public void Detach() { Button.Click -= OnClick; } private void OnClick(object s, EventArgs e) { }")]
    public Task What_cannot_be_proved(string members) => Page.Reported(Page.Source(members));

    [Fact]
    public Task The_other_part_of_a_type_may_add_it() => Verify<UselessRemovalAnalyzer>.Source(
        Page.Source("public void Attach() { Button.Click += (s, e) => Calls++; } public void Detach() { Button.Click -= OnClick; } private void OnClick(object s, System.EventArgs e) => Calls++;", "partial"),
        "partial class Page { void Load() { Button.Click += OnClick; } }");

    [Fact]
    public Task Broken_code() => Verify<UselessRemovalAnalyzer>.With(broken: true).On("class A { void M() { x.Missing -= (s, e) => { }; Missing -= OnX; this. -= delegate { }; } void OnX() { } }");
}
