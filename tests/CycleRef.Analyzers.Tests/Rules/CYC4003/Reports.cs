using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4003;

/// <summary>Each is reported, and the handler is still called after it was "removed".</summary>
public sealed class Reports
{
    private static async Task StillCalled(string members)
    {
        var source = Page.Source(members);
        await Page.Reported(source);
        Assert.InRange(Page.CallsAfterDetaching(source), 1, 9);
    }

    [Theory]
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; } public void Detach() { Button.Click -= {|CYC4003:(s, e) => Calls++|}; }")]
    [InlineData("public void Attach() { Button.Click += delegate { Calls++; }; } public void Detach() { Button.Click -= {|CYC4003:delegate { Calls++; }|}; }")]
    [InlineData("public void Attach() => Button.Click += (s, e) => Calls++; public void Detach() => Button.Click -= {|CYC4003:(s, e) => Calls++|};")]
    [InlineData("public void Attach() { Button.Click += (s, e) => StaticCalls++; } public void Detach() { Button.Click -= {|CYC4003:(s, e) => StaticCalls++|}; }")]
    [InlineData("public void Attach() { Button.Click += static (s, e) => StaticCalls++; } public void Detach() { Button.Click -= {|CYC4003:static (s, e) => StaticCalls++|}; }")]
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; } public void Detach() { Button.Click -= new EventHandler({|CYC4003:(s, e) => Calls++|}); }")]
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; } public void Detach() { Button.Click -= (EventHandler)({|CYC4003:(s, e) => Calls++|}); }")]
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; Button.Click -= {|CYC4003:(s, e) => Calls++|}; } public void Detach() { }")]
    [InlineData("public void Attach() { for (var i = 0; i < 2; i++) { Button.Click += (s, e) => Calls++; Button.Click -= {|CYC4003:(s, e) => Calls++|}; } } public void Detach() { }")]
    [InlineData("public void Attach() { Button.AnyClick += (s, e) => Calls++; } public void Detach() { Button.AnyClick -= {|CYC4003:(s, e) => Calls++|}; }")]
    [InlineData("public void Attach() { Button.Forwarded += (s, e) => Calls++; } public void Detach() { Button.Forwarded -= {|CYC4003:(s, e) => Calls++|}; }")]
    public Task Lambdas_at_events(string members) => StillCalled(members);

    [Theory]
    [InlineData("public void Attach() { Button.Handlers += (s, e) => Calls++; } public void Detach() { Button.Handlers -= {|CYC4003:(s, e) => Calls++|}; }")]
    [InlineData("public void Attach() { Own += (s, e) => Calls++; } public void Detach() { Own -= {|CYC4003:(s, e) => Calls++|}; Button.Click += Own; } private EventHandler Own { get; set; }")]
    [InlineData("public void Attach() { EventHandler all = (s, e) => Calls++; all -= {|CYC4003:(s, e) => Calls++|}; Button.Click += all; } public void Detach() { }")]
    public Task Lambdas_at_delegate_variables(string members) => StillCalled(members);

    [Theory]
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; } public void Detach() { EventHandler handler = (s, e) => Calls++; Button.Click -= {|CYC4003:handler|}; }")]
    [InlineData("public void Attach() { EventHandler handler = (s, e) => Calls++; Button.Click += handler; } public void Detach() { EventHandler handler2 = delegate { Calls++; }; Button.Click -= {|CYC4003:handler2|}; }")]
    public Task A_local_that_was_never_added(string members) => StillCalled(members);

    [Theory]
    [InlineData("public void Attach() { Button.Click += (s, e) => OnClick(s, e); } public void Detach() { Button.Click -= {|CYC4003:OnClick|}; } private void OnClick(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Attach() { Button.Click += (s, e) => OnClick(s, e); } public void Detach() { Button.Click -= {|CYC4003:this.OnClick|}; } private void OnClick(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Attach() { Button.Click += (s, e) => OnClick(s, e); } public void Detach() { Button.Click -= new EventHandler({|CYC4003:OnClick|}); } private void OnClick(object s, EventArgs e) => Calls++;")]
    [InlineData("public void Attach() { Button.Click += OnClick; } public void Detach() { Button.Click -= {|CYC4003:OnClosed|}; } private void OnClick(object s, EventArgs e) => Calls++; private void OnClosed(object s, EventArgs e) => Calls--;")]
    public Task A_method_that_was_never_added_while_another_was(string members) => StillCalled(members);
}
