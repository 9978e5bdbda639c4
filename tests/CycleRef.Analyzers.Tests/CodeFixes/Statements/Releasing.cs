using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>A member of the cycle is let go of in a teardown method, or made weak, as the rules for members do it.</summary>
public sealed class Releasing
{
    private const string Adopting = "using System.Collections.Generic;\nclass Parent\n{\n    private readonly List<Child> _children = new List<Child>();\n    public void Adopt(Child child)\n    {\n        child.Parent = this;\n        _children.Add(child);\n    }\n}\n";
    private const string Child = "class Child\n{\n    public Parent Parent { get; set; }\n}\n";

    [Fact]
    public async Task The_link_that_points_back_is_released_and_can_be_weak()
    {
        var run = StatementFixRun.On(Adopting, Child);
        Assert.Equal([EquivalenceKeys.Release, EquivalenceKeys.WeakOrNull, EquivalenceKeys.WeakOrThrow], await run.OfferedAsync());
        foreach (var key in await run.OfferedAsync())
            Assert.Empty(await (await run.ApplyAsync(key)).ReportsAsync());
    }

    [Fact]
    public async Task An_object_that_was_given_a_callback_is_released() => Code.Contains(
        "public void Dispose() => _fetcher = null;",
        (await StatementFixRun.On(
            "using System;\nclass Fetcher\n{\n    private readonly Action _done;\n    public Fetcher(Action done) { _done = done; }\n}\nclass Loader\n{\n    private Fetcher _fetcher;\n    public void Load()\n    {\n        _fetcher = new Fetcher(() => Finish());\n    }\n    private void Finish() { }\n}").ApplyAsync(EquivalenceKeys.Release)).Text);

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task Fix_all_cuts_every_cycle_of_its_scope_once(FixAllScope scope)
    {
        const string Two = "class C { void M() { var a = new Node(); a.Child = a; } void N() { var a = new Node(); var b = new Node(); a.Child = b; b.Child = a; a.Child = a; } }";
        var run = StatementFixRun.On(Two, "class D { void M() { var a = new Node(); a.Child = a; } }", "class Node { public Node Child; }");
        var result = await run.FixAllAsync(EquivalenceKeys.BreakCycle, scope, "CYC2001");
        Assert.Equal(scope == FixAllScope.Document ? 1 : 0, (await result.ReportsAsync()).Count);
        Assert.DoesNotContain("a.Child = null; a.Child = null;", result.Text);
    }

    [Fact]
    public async Task Fix_all_unsubscribes_all_handlers_of_a_type()
    {
        var run = StatementFixRun.On(
            "using System;\nclass View\n{\n    private readonly Model _model;\n    private int _count;\n    public View(Model model)\n    {\n        _model = model;\n        _model.Changed += (s, e) => _count++;\n        _model.Closed += (s, e) => _count--;\n    }\n}",
            "using System; class Model { public event EventHandler Changed; public event EventHandler Closed; public void Raise() { Changed?.Invoke(this, EventArgs.Empty); Closed?.Invoke(this, EventArgs.Empty); } }");
        var result = await run.FixAllAsync(EquivalenceKeys.Unsubscribe, FixAllScope.Project, "CYC3002");
        Assert.Empty(await result.ReportsAsync());
        Code.Contains("_model.Changed -= OnChanged;", result.Text);
        Code.Contains("_model.Closed -= OnClosed;", result.Text);
    }

    [Fact]
    public async Task A_collection_of_the_cycle_can_hold_its_elements_weakly()
    {
        var run = StatementFixRun.On(
            LanguageVersion.Preview,
            NullableContextOptions.Enable,
            """
            using System.Collections.Generic;
            class Hub
            {
                private readonly HashSet<Listener> _listeners = new();
                public void Join(Listener listener)
                {
                    listener.Hub = this;
                    _listeners.Add(listener);
                }
                public void Raise()
                {
                    foreach (var listener in _listeners)
                        listener.Notify();
                }
            }
            """,
            "class Listener { public Hub? Hub { get; set; } public void Notify() { } }");
        Assert.Contains(EquivalenceKeys.WeakCollection, await run.OfferedAsync());
        var fixedRun = await run.ApplyAsync(EquivalenceKeys.WeakCollection);
        Assert.Empty(await fixedRun.ReportsAsync());
        Code.Contains("ConditionalWeakTable<Listener, object?> _listeners = new();", fixedRun.Text);
    }

    [Theory]
    [InlineData(EquivalenceKeys.Release)]
    [InlineData(EquivalenceKeys.WeakOrNull)]
    [InlineData(EquivalenceKeys.WeakOrThrow)]
    public async Task Fix_all_of_members_leaves_nothing_for_a_second_run(string key)
    {
        var run = StatementFixRun.On(Adopting + Adopting.Replace("Parent", "Tree").Replace("Child child", "Leaf child").Replace("<Child>", "<Leaf>").Replace("using System.Collections.Generic;\n", ""), Child + Child.Replace("Parent", "Tree").Replace("Child", "Leaf"));
        Assert.Equal(2, (await run.ReportsAsync()).Count);
        Assert.Empty(await (await run.FixAllAsync(key, FixAllScope.Solution, "CYC2002")).ReportsAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Broken_code_never_throws(int kind)
    {
        const string Source = """
            using System;
            using System.Linq;
            class Node { public Node Child; public event EventHandler Changed; public Action Done; public Node Parent { get; set; } }
            class C {
                private readonly Node _node = new Node(); private Action _print; private int _n;
                string M(int x) { var a = new Node(); var b = new Node(); a.Child = b; b.Child = a; if (x > 1) return a.Child.ToString(); try { x++; } finally { x--; } return ""; }
                C() { _node.Changed += (s, e) => { _n++; }; _node.Done = () => M(_n); _node.Parent = _node; }
                void P(int[] rows) { var cache = new int[5]; var title = "t"; var known = rows.Count(r => cache[r] > 0); _print = () => Console.WriteLine(title); }
            }
            """;
        var random = new System.Random(kind);
        for (var i = 0; i < 25; i++)
        {
            var at = random.Next(Source.Length);
            var length = System.Math.Min(random.Next(1, 12), Source.Length - at);
            var broken = kind switch { 1 => Source[..at], 2 => Source.Remove(at, length), _ => Source.Insert(at, Source.Substring(random.Next(Source.Length - length), length)) };
            await StatementFixRun.On(broken).ApplyEverythingAsync();
        }
    }
}
