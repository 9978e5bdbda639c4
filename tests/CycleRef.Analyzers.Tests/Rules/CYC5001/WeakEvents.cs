using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5001;

/// <summary>Events of libraries that hold the target of a handler weakly. The stub keeps handlers the way they do.</summary>
public sealed class WeakEvents
{
    private static string Source(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Reflection;
        namespace Microsoft.Maui
        {
            public class WeakEventManager
            {
                private readonly List<(WeakReference Target, MethodInfo Method)> _handlers = new();
                public void AddEventHandler(Delegate handler, string eventName = "") => _handlers.Add((handler.Target == null ? null : new WeakReference(handler.Target), handler.Method));
                public void HandleEvent(object sender, object args, string eventName)
                {
                    foreach (var (target, method) in _handlers)
                        if (target == null || target.Target != null)
                            method.Invoke(target?.Target, new[] { sender, args });
                }
            }
        }
        public class View
        {
            public readonly Microsoft.Maui.WeakEventManager Events = new();
            public int Count;
            public void OnChanged(object sender, EventArgs e) => Count++;
            {{members}}
        }
        """;

    private static bool IsStillCalled(string source) => (bool)RunInProcess.Of(
        "var view = new View(); view.Listen(2); Gc.Collect(); view.Events.HandleEvent(null, EventArgs.Empty, \"\"); return view.Count > 0;", source)!;

    [Theory]
    [InlineData("public void Listen(int step) { EventHandler h; Events.AddEventHandler((EventHandler)({|CYC5001:(s, e) => Count += step|})); }")]
    [InlineData("public void Listen(int step) => Events.AddEventHandler(new EventHandler({|CYC5001:(s, e) => { Count += step; }|}), \"Changed\");")]
    public async Task A_lambda_that_captures_variables_stops(string members)
    {
        var source = Source(members);
        await Verify<WeakListenerAnalyzer>.Source(source);
        Assert.False(IsStillCalled(source));
    }

    [Theory]
    [InlineData("public void Listen(int step) { Events.AddEventHandler(new EventHandler(OnChanged)); }")]
    [InlineData("public void Listen(int step) { Events.AddEventHandler((EventHandler)((s, e) => Count++)); }")]
    public async Task A_handler_of_the_object_itself_goes_on(string members)
    {
        var source = Source(members);
        await Verify<WeakListenerAnalyzer>.Source(source);
        Assert.True(IsStillCalled(source));
    }

    [Theory]
    [InlineData("public void Subscribe(Action<int> action, bool keep) { } public void Listen(int step) { Subscribe(x => Count += step, true); }")]
    [InlineData("public void Listen(int step) { new Prism.Events.PubSubEvent<int>().Subscribe(x => Count += step, true); }")]
    public Task Kept_on_demand_or_by_others(string members) =>
        Verify<WeakListenerAnalyzer>.Source(Source(members) + " namespace Prism.Events { public class PubSubEvent<T> { public void Subscribe(Action<T> action) { } public void Subscribe(Action<T> action, bool keepSubscriberReferenceAlive) { } } }");

    [Fact]
    public Task Prism_lets_handlers_go_by_default() =>
        Verify<WeakListenerAnalyzer>.Source(Source("public void Listen(int step) { new Prism.Events.PubSubEvent<int>().Subscribe({|CYC5001:x => Count += step|}); }")
            + " namespace Prism.Events { public class PubSubEvent<T> { public void Subscribe(Action<T> action) { } public void Subscribe(Action<T> action, bool keepSubscriberReferenceAlive) { } } }");

    [Fact]
    public Task A_static_method_is_known_by_its_type() =>
        Verify<WeakListenerAnalyzer>.Source(
            "namespace Avalonia.Utilities { public static class WeakEventHandlerManager { public static void Subscribe<T>(object target, string name, System.EventHandler<T> handler) { } } }",
            """
            using System;
            using Avalonia.Utilities;
            class Stream { public void Subscribe(Action<int> action) { } }
            class View
            {
                void Listen(int step)
                {
                    WeakEventHandlerManager.Subscribe<EventArgs>(this, "Changed", {|CYC5001:(s, e) => Console.WriteLine(step)|});
                    new Stream().Subscribe(n => Console.WriteLine(step));
                }
            }
            """);

    [Fact]
    public async Task Users_can_add_their_own() => await Verify<WeakListenerAnalyzer>
        .With(additionalFiles: new System.Collections.Generic.Dictionary<string, string> { ["/CycleRef.WeakListeners.mine.txt"] = "target T:Bus by Listen" })
        .On("using System; class Bus { public void Listen(Action a) { } void M(int n) { Listen({|CYC5001:() => Console.WriteLine(n)|}); } }");
}
