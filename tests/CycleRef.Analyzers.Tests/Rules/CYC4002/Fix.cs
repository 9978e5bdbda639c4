using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4002;

public sealed class Fix
{
    private const string Clock = "static class Clock { public static event EventHandler Tick; public static void Ring() => Tick?.Invoke(null, EventArgs.Empty); }";

    private static VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider> Verify() => VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With();

    [Fact]
    public async Task The_handler_is_removed_in_Dispose()
    {
        const string Before = "using System;\n\n" + Clock + "\n\npublic class Owner\n{\n    public Owner() => {|CYC4002:Clock.Tick += OnTick|};\n\n    private void OnTick(object s, EventArgs e) { }\n}";
        const string After = "using System;\n\n" + Clock + "\n\npublic class Owner : IDisposable\n{\n    public Owner() => Clock.Tick += OnTick;\n\n    private void OnTick(object s, EventArgs e) { }\n\n    public void Dispose() => Clock.Tick -= OnTick;\n}";
        await Verify().Turns(Before, After);
        Assert.True(Keeps(Before));
        Assert.False(Keeps(After));
    }

    [Fact]
    public async Task A_lambda_gets_a_name_first()
    {
        const string Before = "using System;\n\n" + Clock + "\n\npublic class Owner : IDisposable\n{\n    private int _n;\n\n    public Owner()\n    {\n        {|CYC4002:Clock.Tick += (s, e) => _n++|};\n    }\n\n    public void Dispose()\n    {\n        _n = 0;\n    }\n}";
        var after = await Fixed(Before);
        Assert.False(Keeps(after));
    }

    [Fact]
    public async Task The_object_is_removed_from_a_static_list()
    {
        const string Before = "using System;\nusing System.Collections.Generic;\n\npublic class Owner\n{\n    private static readonly List<Owner> s_all = new();\n\n    public Owner() => {|CYC4002:s_all.Add(this)|};\n}";
        const string After = "using System;\nusing System.Collections.Generic;\n\npublic class Owner : IDisposable\n{\n    private static readonly List<Owner> s_all = new();\n\n    public Owner() => s_all.Add(this);\n\n    public void Dispose() => s_all.Remove(this);\n}";
        await Verify().Turns(Before, After);
        Assert.True(Keeps(Before));
        Assert.False(Keeps(After));
    }

    [Theory]
    // A key would have to be known.
    [InlineData("using System; using System.Collections.Generic; public class Owner : IDisposable { static readonly Dictionary<int, Owner> s_all = new(); public Owner() { {|CYC4002:s_all[GetHashCode()] = this|}; } public void Dispose() { } }")]
    public Task Is_not_offered(string source) => Verify().IsNotOffered(source);

    private static async Task<string> Fixed(string before)
    {
        var run = RuleFixRun.On(new RootedCycleAnalyzer(), new RootFixProvider(), before);
        return await run.FirstFixAsync();
    }

    private static bool Keeps(string source) =>
        (bool)RunInProcess.Of("return Gc.Keeps(static () => { var owner = new Owner(); (((object)owner) as IDisposable)?.Dispose(); return owner; });", source)!;
}
