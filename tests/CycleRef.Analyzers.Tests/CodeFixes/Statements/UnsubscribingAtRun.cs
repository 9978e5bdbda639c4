using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>Before the end of the subscriber's life it is called as often as ever; afterwards no more, and the publisher keeps it no longer.</summary>
public sealed class UnsubscribingAtRun
{
    private const string Model =
        """
        using System;
        public class Model
        {
            public event EventHandler Changed;
            public Action Done { get; set; }
            public void Raise() { Changed?.Invoke(this, EventArgs.Empty); Done?.Invoke(); }
        }
        """;

    private const string Program =
        """
        using System;
        using System.Runtime.CompilerServices;
        public static class Program
        {
            public static string Run()
            {
                var model = new Model();
                var (text, view) = Use(model);
                Memory.Collect();
                text += view.IsAlive ? " kept" : " collected";
                GC.KeepAlive(model);
                return text;
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static (string, WeakReference) Use(Model model)
            {
                var view = new View(model);
                view.Start();
                model.Raise();
                Memory.Collect();
                model.Raise();
                var text = view.Count.ToString();
                view.Stop();
                if ((object)view is IDisposable disposable)
                {
                    disposable.Dispose();
                    model.Raise();
                    disposable.Dispose();
                }
                return (text + " " + view.Count, new WeakReference(view));
            }
        }
        """;

    [Theory]
    // In a constructor: by name, as lambdas of both kinds, as a delegate member.
    [InlineData("public View(Model model) { _model = model; _model.Changed += Refresh; } private void Refresh(object sender, EventArgs e) { Count++; }")]
    [InlineData("public View(Model model) { _model = model; model.Changed += new EventHandler(this.Refresh); } private void Refresh(object sender, EventArgs e) => Count++;")]
    [InlineData("public View(Model model) { _model = model; _model.Changed += (s, e) => Count++; }")]
    [InlineData("public View(Model model) { _model = model; _model.Changed += (_, _) => { if (Count >= 0) Count++; }; }")]
    [InlineData("public View(Model model) { _model = model; _model.Changed += delegate { Count++; }; }")]
    [InlineData("public View(Model model) : this(model, 1) { } private View(Model model, int step)\n    {\n        _model = model;\n        _model.Changed += (s, e) => Count += step;\n    }")]
    [InlineData("public View(Model model) { _model = model; _model.Done = () => Count++; }")]
    [InlineData("public View(Model model) { _model = model; _model.Done += () => Count++; }")]
    // In another method.
    [InlineData("public View(Model model) { _model = model; Subscribe(); } private void Subscribe() { if (_model != null) { _model.Changed += Refresh; } } private void Refresh(object sender, EventArgs e) { Count++; }")]
    public async Task In_a_new_Dispose(string members)
    {
        var run = Run(members);
        Assert.Equal("2 2 kept", Behaviour.Output(run.Compilation));
        Assert.Equal("2 2 collected", Behaviour.Output((await run.ApplyAsync(EquivalenceKeys.Unsubscribe)).Compilation));
    }

    [Theory]
    [InlineData("public void Dispose() { }")]
    [InlineData("public void Dispose() => GC.SuppressFinalize(this);")]
    [InlineData("public void Dispose() { Dispose(true); GC.SuppressFinalize(this); } protected virtual void Dispose(bool disposing) { }")]
    [InlineData("private bool _isDisposed; public void Dispose()\n    {\n        if (_isDisposed)\n            return;\n        _isDisposed = true;\n    }")]
    public async Task In_the_Dispose_that_is_there(string dispose)
    {
        foreach (var handler in new[] { "Refresh", "(s, e) => Count++" })
        {
            var run = Run("public View(Model model) { _model = model; _model.Changed += " + handler + "; } private void Refresh(object sender, EventArgs e) { Count++; } " + dispose, " : IDisposable");
            Assert.Equal("2 3 kept", Behaviour.Output(run.Compilation));
            if (System.Array.IndexOf(await run.OfferedAsync(), EquivalenceKeys.Unsubscribe) >= 0 || !dispose.Contains("_isDisposed"))
                Assert.Equal("2 2 collected", Behaviour.Output((await run.ApplyAsync(EquivalenceKeys.Unsubscribe)).Compilation));
        }
    }

    [Theory]
    [InlineData("_model.Changed += Refresh;")]
    [InlineData("_model.Changed += (s, e) => Count++;")]
    public async Task In_the_counterpart(string subscription)
    {
        var run = Run("public View(Model model) { _model = model; } public void Start()\n    {\n        " + subscription + "\n    }\n    public void Stop()\n    {\n    }\n    private void Refresh(object sender, EventArgs e) { Count++; }", hasOwnStart: true);
        Assert.Equal("2 2 kept", Behaviour.Output(run.Compilation));
        Assert.Equal("2 2 collected", Behaviour.Output((await run.ApplyAsync(EquivalenceKeys.Unsubscribe)).Compilation));
    }

    private static StatementFixRun Run(string members, string bases = "", bool hasOwnStart = false) => StatementFixRun.On(
        LanguageVersion.Preview,
        NullableContextOptions.Disable,
        "using System;\npublic class View" + bases + "\n{\n    private readonly Model _model;\n    public int Count;\n    " + (hasOwnStart ? "" : "public void Start() { }\n    public void Stop() { }\n    ") + members + "\n}",
        Model,
        Program,
        Behaviour.Helpers);
}
