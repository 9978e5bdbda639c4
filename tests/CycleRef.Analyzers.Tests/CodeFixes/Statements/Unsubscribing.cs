using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>What is subscribed is unsubscribed where the subscriber's life ends; a lambda becomes something that can be named twice.</summary>
public sealed class Unsubscribing
{
    private const string Model = "using System; class Model { public event EventHandler Changed; public Action Done; public string Name = \"\"; public void Raise() => Changed?.Invoke(this, EventArgs.Empty); }";

    [Fact]
    public Task A_method_group() => StatementFixRun.On(
        """
        using System;
        class View
        {
            private readonly Model _model;
            public View(Model model)
            {
                _model = model;
                _model.Changed += Refresh;
            }

            private void Refresh(object sender, EventArgs e) { }
        }
        """,
        Model).TurnsIntoAsync(
        EquivalenceKeys.Unsubscribe,
        """
        using System;
        class View : IDisposable
        {
            private readonly Model _model;
            public View(Model model)
            {
                _model = model;
                _model.Changed += Refresh;
            }

            private void Refresh(object sender, EventArgs e) { }

            public void Dispose() => _model.Changed -= Refresh;
        }
        """);

    [Fact]
    public Task A_lambda_that_captures_the_instance_becomes_a_method() => StatementFixRun.On(
        """
        using System;
        class View : IDisposable
        {
            private readonly Model _model;
            private int _count;
            public View(Model model)
            {
                _model = model;
                // counts
                model.Changed += (_, _) =>
                {
                    _count++;
                };
            }

            public void Dispose()
            {
                GC.SuppressFinalize(this);
            }
        }
        """,
        Model).TurnsIntoAsync(
        EquivalenceKeys.Unsubscribe,
        """
        using System;
        class View : IDisposable
        {
            private readonly Model _model;
            private int _count;
            public View(Model model)
            {
                _model = model;
                // counts
                model.Changed += OnChanged;
            }

            private void OnChanged(object sender, EventArgs e)
            {
                _count++;
            }

            public void Dispose()
            {
                _model.Changed -= OnChanged;
                GC.SuppressFinalize(this);
            }
        }
        """);

    [Fact]
    public Task A_lambda_that_captures_a_local_is_kept_in_a_field() => StatementFixRun.On(
        """
        using System;
        class View : IDisposable
        {
            private readonly Model _model;
            private int _count;

            public View(Model model, int step)
            {
                _model = model;
                _model.Changed += (sender, e) => _count += step;
            }

            public void Dispose()
            {
            }
        }
        """,
        Model).TurnsIntoAsync(
        EquivalenceKeys.Unsubscribe,
        """
        using System;
        class View : IDisposable
        {
            private readonly Model _model;
            private int _count;
            private EventHandler _changedHandler;

            public View(Model model, int step)
            {
                _model = model;
                _changedHandler = (sender, e) => _count += step;
                _model.Changed += _changedHandler;
            }

            public void Dispose()
            {
                _model.Changed -= _changedHandler;
                _changedHandler = null;
            }
        }
        """);

    [Fact]
    public async Task Unsubscribing_comes_before_what_the_method_does_with_the_member() => Code.Contains(
        "        _model.Changed -= Refresh;\n        _model.Raise();\n    }",
        (await StatementFixRun.On(
            "using System;\nclass View : IDisposable\n{\n    private readonly Model _model;\n    public View(Model model)\n    {\n        _model = model;\n        _model.Changed += Refresh;\n    }\n    private void Refresh(object sender, EventArgs e) { }\n    public void Dispose()\n    {\n        _model.Raise();\n    }\n}",
            Model).ApplyAsync(EquivalenceKeys.Unsubscribe)).Text);

    [Fact]
    public async Task The_counterpart_of_the_method_unsubscribes() => Code.Contains(
        "    public void Unload()\n    {\n        if (_model != null)\n            _model.Changed -= Refresh;\n    }",
        (await StatementFixRun.On(
            "using System;\nclass View\n{\n    private Model _model;\n    public void Load(Model model)\n    {\n        _model = model;\n        _model.Changed += Refresh;\n    }\n    private void Refresh(object sender, EventArgs e) { }\n    public void Unload()\n    {\n    }\n}",
            Model).ApplyAsync(EquivalenceKeys.Unsubscribe)).Text);

    [Fact]
    public async Task A_delegate_member_is_cleared() => Code.Contains(
        "public void Dispose() => _model.Done = null;",
        (await StatementFixRun.On(
            "using System;\nclass View\n{\n    private readonly Model _model = new Model();\n    private int _count;\n    public View()\n    {\n        _model.Done = () => _count++;\n    }\n}",
            Model).ApplyAsync(EquivalenceKeys.Unsubscribe)).Text);

    [Theory]
    // Nobody keeps the publisher: no other method could reach it.
    [InlineData("    private readonly Model[] _all = new Model[1];\n    public View(Model model)\n    {\n        _all[0] = model;\n        model.Changed += Refresh;\n    }\n    private void Refresh(object sender, EventArgs e) { }")]
    // Known by another type, which has no such event: behind a cast there may be another object by then.
    [InlineData("    private object _model;\n    public View(Model model)\n    {\n        _model = model;\n        model.Changed += Refresh;\n    }\n    private void Refresh(object sender, EventArgs e) { }")]
    [InlineData("    private object _model;\n    public View(Model model)\n    {\n        _model = model;\n        ((Model)_model).Changed += Refresh;\n    }\n    private void Refresh(object sender, EventArgs e) { }")]
    // One field cannot keep the handlers of all turns.
    [InlineData("    private readonly Model _model;\n    private int _count;\n    public View(Model model)\n    {\n        _model = model;\n        for (var i = 0; i < 2; i++)\n        {\n            var step = i;\n            model.Changed += (s, e) => _count += step;\n        }\n    }")]
    public async Task Is_not_offered(string members)
    {
        var run = StatementFixRun.On("using System;\nclass View\n{\n" + members + "\n}", Model);
        foreach (var report in await run.ReportsAsync())
            Assert.DoesNotContain(EquivalenceKeys.Unsubscribe, await run.OfferedAsync(report.Id));
    }

    [Fact]
    public async Task With_nullable_annotations_and_the_old_language()
    {
        const string View = "using System;\nclass View\n{\n    private readonly Model _model;\n    private int _count;\n    public View(Model model)\n    {\n        _model = model;\n        _model.Changed += delegate { _count++; };\n    }\n}";
        var annotated = await StatementFixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, View, Model.Replace("EventHandler", "EventHandler?").Replace("Action Done", "Action? Done")).ApplyAsync(EquivalenceKeys.Unsubscribe);
        Code.Contains("private void OnChanged(object? sender, EventArgs e) { _count++; }", annotated.Text);
        var old = await StatementFixRun.On(LanguageVersion.CSharp7_3, NullableContextOptions.Disable, View, Model).ApplyAsync(EquivalenceKeys.Unsubscribe);
        Code.Contains("private void OnChanged(object sender, EventArgs e) { _count++; }", old.Text);
    }
}
