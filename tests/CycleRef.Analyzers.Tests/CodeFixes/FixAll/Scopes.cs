using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.FixAll;

/// <summary>Fix All changes each member once, and one edge of each cycle.</summary>
public sealed class Scopes
{
    private const string Peer = "namespace Foundation { public class NSObject { } }";

    [Theory]
    [InlineData(FixAllScope.Document, 2)]
    [InlineData(FixAllScope.Project, 3)]
    [InlineData(FixAllScope.Solution, 3)]
    public async Task Every_member_of_the_scope_is_changed_once(FixAllScope scope, int weakFields)
    {
        var run = FixRun.On(
            """
            class Screen : Foundation.NSObject { public readonly Panel Panel; public readonly Bar Bar; public readonly Page Page; public Screen() { Panel = new Panel(this); Bar = new Bar(this); Page = new Page(this); } }
            class Panel { public Screen Screen; public Panel(Screen s) { Screen = s; } }
            class Bar { public Screen Screen; public Bar(Screen s) { Screen = s; } }
            """,
            "class Page { public Screen Screen; public Page(Screen s) { Screen = s; } }",
            Peer);
        var result = await run.FixAllAsync(EquivalenceKeys.WeakOrNull, scope, "Panel.Screen");
        Assert.Equal(weakFields, result.Text.Split("WeakReference<Screen> screenWeak;").Length + result.Text.Split("WeakReference<Screen> _screenWeak;").Length - 2);
        Assert.Equal(3 - weakFields, (await result.ReportsAsync()).Count);
    }

    [Theory]
    [InlineData(EquivalenceKeys.WeakOrThrow)]
    [InlineData(EquivalenceKeys.Release)]
    [InlineData(EquivalenceKeys.BackReference)]
    public async Task Two_members_of_one_type_do_not_get_into_each_others_way(string key)
    {
        var run = FixRun.On(
            """
            class Screen : Foundation.NSObject { public readonly Panel Panel; public Screen(Window w) { Panel = new Panel(this, w); } }
            class Window : Foundation.NSObject { public readonly Panel Panel; public Window() { Panel = new Panel(null, this); } }
            class Panel
            {
                public Screen Screen;
                public Window Window;
                public Panel(Screen s, Window w) { Screen = s; Window = w; }
            }
            """,
            Peer);
        var reports = await run.ReportsAsync();
        Assert.Equal(2, reports.Count);
        var result = await run.FixAllAsync(key, FixAllScope.Solution, "Panel.Screen");
        Assert.Empty(await result.ReportsAsync());
    }

    [Fact]
    public void No_fix_all_for_managed_cycles() => Assert.Null(new ManagedCycleFixProvider().GetFixAllProvider());
}
