using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Rules.CYC5002;

/// <summary>A view that listens to a long-lived source through a weak listener. Run, it tells whether the source keeps the view.</summary>
internal static class Listening
{
    private const string Body = """
        {
            private readonly WeakReference<TInstance> _instance;
            public WeakEventListener(TInstance instance) { _instance = new WeakReference<TInstance>(instance); }
            public WeakEventListener(TInstance instance, Action<TInstance, TSource, TArgs> onEvent) : this(instance) { OnEventAction = onEvent; }
            public Action<TInstance, TSource, TArgs> OnEventAction { get; set; }
            public Action<WeakEventListener<TInstance, TSource, TArgs>> OnDetachAction { get; set; }
            public void OnEvent(TSource source, TArgs args)
            {
                if (_instance.TryGetTarget(out var instance)) OnEventAction?.Invoke(instance, source, args);
                else { OnDetachAction?.Invoke(this); OnDetachAction = null; }
            }
        }
        """;

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using CommunityToolkit.Mvvm.Messaging;

        """;

    /// <summary>With a listener of the program's own, known by its shape.</summary>
    public static string Source(string members) => Usings + "using N; namespace N { public sealed class WeakEventListener<TInstance, TSource, TArgs> where TInstance : class " + Body + "}" + Program(members);

    /// <summary>With the listener of a library, known by the table.</summary>
    public static string LibrarySource(string members) =>
        Usings + "using CommunityToolkit.WinUI.Helpers; namespace CommunityToolkit.WinUI.Helpers { public sealed class WeakEventListener<TInstance, TSource, TArgs> where TInstance : class " + Body + "}" + Program(members);

    public static async Task Reported(string source)
    {
        var verify = Verify<WeakListenerAnalyzer>.New();
        verify.TestState.AdditionalReferences.AddRange(References.Libraries);
        await verify.On(source);
    }

    public static bool IsKept(string source) => (bool)RunInProcess.Of("return Gc.Keeps(static () => { var view = new View(); view.Listen(Model.One); Model.One.Raise(); if (view.Count == 0) throw new InvalidOperationException(); return view; });", source)!;

    private static string Program(string members) => $$"""

        public class Model { public static readonly Model One = new Model(); public event EventHandler Changed; public void Raise() => Changed?.Invoke(this, EventArgs.Empty); }
        public class View
        {
            public int Count;
            private void OnChanged(object sender, EventArgs e) => Count++;
            {{members}}
        }
        """;
}
