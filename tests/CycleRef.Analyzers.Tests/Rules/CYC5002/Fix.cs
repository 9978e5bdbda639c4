using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5002;

public sealed class Fix
{
    private static string Members(string lambda) =>
        $"static void Log(object o) {{ }} public void Listen(Model model) {{ var n = 1; var l = new WeakEventListener<View, object, EventArgs>(this) {{ OnEventAction = {lambda} }}; model.Changed += l.OnEvent; n++; }}";

    private static VerifyRuleFix<WeakListenerAnalyzer, WeakListenerFixProvider> Verify(LanguageVersion version = LanguageVersion.Preview) => VerifyRuleFix<WeakListenerAnalyzer, WeakListenerFixProvider>.With(version);

    [Theory]
    [InlineData("{|CYC5002:(i, s, e) => OnChanged(s, e)|}", "static (i, s, e) => i.OnChanged(s, e)")]
    [InlineData("{|CYC5002:(i, s, e) => this.OnChanged(s, e)|}", "static (i, s, e) => i.OnChanged(s, e)")]
    [InlineData("{|CYC5002:(_, _, _) => Count++|}", "static (instance, _, _) => instance.Count++")]
    [InlineData("{|CYC5002:(view, s, e) => { Log(this); Count += Count + 1; }|}", "static (view, s, e) => { Log(view); view.Count += view.Count + 1; }")]
    [InlineData("{|CYC5002:(i, s, e) => Count += n|}", "(i, s, e) => i.Count += n")]
    [InlineData("{|CYC5002:delegate (View i, object s, EventArgs e) { Count++; }|}", "static delegate (View i, object s, EventArgs e) { i.Count++; }")]
    public async Task Uses_the_parameter(string before, string after)
    {
        await Verify().Turns(Listening.Source(Members(before)), Listening.Source(Members(after)));
        Assert.True(Listening.IsKept(Listening.Source(Members(before))));
        Assert.False(Listening.IsKept(Listening.Source(Members(after))));
    }

    [Fact]
    public Task No_static_lambda_in_an_old_language() => Verify(LanguageVersion.CSharp8).Turns(
        Listening.Source(Members("{|CYC5002:(i, s, e) => OnChanged(s, e)|}")), Listening.Source(Members("(i, s, e) => i.OnChanged(s, e)")));

    [Fact]
    public Task All_of_a_file() => Verify().TurnsAll(
        Listening.Source("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:(i, s, e) => OnChanged(s, e)|} }; l.OnEventAction = {|CYC5002:(i, s, e) => Count++|}; }"),
        Listening.Source("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = static (i, s, e) => i.OnChanged(s, e) }; l.OnEventAction = static (i, s, e) => i.Count++; }"));

    [Theory]
    [InlineData("{|CYC5002:delegate { Count++; }|}")]
    [InlineData("{|CYC5002:(i, s, e) => base.ToString()|}")]
    [InlineData("{|CYC5002:(i, s, e) => { Action<View> inner = i2 => Count++; Func<int> other = () => { foreach (var i3 in new[] { 1 }) return i3; return 0; }; Local(); void Local() { var i4 = Count; } LocalOutside(); }|}")]
    public Task Is_not_offered(string lambda) => Verify().IsNotOffered(Listening.Source(
        "void LocalOutside() { } " + Members(lambda).Replace("LocalOutside();", lambda.Contains("LocalOutside", System.StringComparison.Ordinal) ? "base.ToString();" : "", System.StringComparison.Ordinal)));
}
