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

    [Theory]
    [InlineData(EquivalenceKeys.WeakOrNull)]
    [InlineData(EquivalenceKeys.WeakOrThrow)]
    [InlineData(EquivalenceKeys.BackReference)]
    public async Task Both_captured_parameters_of_one_type(string key)
    {
        var run = FixRun.On(
            """
            namespace App
            {
                class Screen : Foundation.NSObject { public readonly Panel<int> Panel; public string Name; public Screen(Window w) { Panel = new Panel<int>(this, w); } }
                class Window : Foundation.NSObject { public readonly Panel<int> Panel; public string Name; public Window() { Panel = new Panel<int>(null, this); } }
                class Panel<T>(Screen screen, Window window)
                {
                    public string Name => screen?.Name + window?.Name;
                }
            }
            """,
            Peer);
        Assert.Equal(2, (await run.ReportsAsync()).Count);
        var result = await run.FixAllAsync(key, FixAllScope.Project, "screen");
        Assert.Empty(await result.ReportsAsync());
    }

    [Theory]
    [InlineData(EquivalenceKeys.WeakOrNull, FixAllScope.Document, 4)]
    [InlineData(EquivalenceKeys.WeakOrNull, FixAllScope.Project, 1)]
    [InlineData(EquivalenceKeys.WeakOrNull, FixAllScope.Solution, 0)]
    [InlineData(EquivalenceKeys.WeakOrThrow, FixAllScope.Solution, 0)]
    [InlineData(EquivalenceKeys.Release, FixAllScope.Document, 4)]
    [InlineData(EquivalenceKeys.Release, FixAllScope.Project, 1)]
    [InlineData(EquivalenceKeys.Release, FixAllScope.Solution, 0)]
    // The attribute would be that of both variables of one statement.
    [InlineData(EquivalenceKeys.BackReference, FixAllScope.Solution, 2)]
    public async Task A_second_run_has_nothing_left_to_do(string key, FixAllScope scope, int left)
    {
        var run = FixRun.On(
            """
            public class Screen : Foundation.NSObject { public readonly Panel Panel; public readonly Bar Bar; public readonly Page Page; public Screen() { Panel = new Panel(this); Bar = new Bar(this); Page = new Page(this); } }
            public class Panel { public Screen Screen, Last; public Panel(Screen s) { Screen = Last = s; } }
            """,
            "public class Bar\n{\n    public Screen Screen { get; set; }\n    public Bar(Screen s) { Screen = s; }\n}",
            "public class Page { private readonly Screen _screen; public Page(Screen s) { _screen = s; } }",
            Peer.Replace("public class", "public partial class"))
            .WithProject("Other", Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp7_3, Microsoft.CodeAnalysis.NullableContextOptions.Disable,
                "public class Dialog : Foundation.NSObject { public readonly Field Field; public Dialog() { Field = new Field(this); } } public class Field { public Dialog Dialog; public Field(Dialog d) { Dialog = d; } }");
        var first = await run.FixAllAsync(key, scope, "Bar.Screen");
        Assert.Equal(left, (await first.ReportsAsync()).Count);
        if (left > 0)
        {
            var second = await first.FixAllAsync(key, FixAllScope.Solution, null);
            Assert.Equal(key == EquivalenceKeys.BackReference ? 2 : 0, (await second.ReportsAsync()).Count);
        }
    }

    [Fact]
    public void No_fix_all_for_managed_cycles() => Assert.Null(new ManagedCycleFixProvider().GetFixAllProvider());
}
