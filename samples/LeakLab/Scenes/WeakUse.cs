using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using CommunityToolkit.Mvvm.Messaging;

namespace LeakLab.Scenes;

/// <summary>CYC5001, CYC5002, CYC5003: weak references that keep too little, or too much.</summary>
internal static class WeakUse
{
    // What stays: a source of events, weak references, tables.
    private static readonly Source s_source = new();
    private static readonly List<object> s_weak = [];
    private static readonly List<object> s_kept = [];
    private static readonly Dictionary<WeakReference<Control>, Entry> s_entries = [];
    private static readonly Dictionary<WeakReference<Control>, string> s_names = [];
    private static readonly ConditionalWeakTable<Control, Entry> s_table = [];

    public static IEnumerable<Scene> All =>
    [
        Scene.Collected("CYC5001", "weak reference to a fresh lambda", static () => Weakly(Counting(), keep: false)),
        Scene.Kept("CYC5001", "weak reference to a lambda that a field keeps", static () => Weakly(Counting(), keep: true)),
        Scene.Kept("CYC5001", "weak reference to a lambda that captures nothing", static () => Weakly(static () => Console.WriteLine(), keep: false)),
        Scene.Kept("CYC5002", "weak listener whose lambda captures this", static () => new CapturingView()),
        Scene.Collected("CYC5002", "weak listener whose lambda uses its parameter", static () => new StaticView()),
        Scene.Collected("CYC5002", "weak messenger whose handler captures the recipient", static () => new Recipient()),
        Scene.Kept("CYC5003", "Dictionary<WeakReference, V> whose value reaches the key", static () => Add(static c => s_entries[new WeakReference<Control>(c)] = new Entry(c))),
        Scene.Collected("CYC5003", "Dictionary<WeakReference, V> whose value does not reach the key", static () => Add(static c => s_names[new WeakReference<Control>(c)] = "name")),
        Scene.Collected("CYC5003", "ConditionalWeakTable whose value reaches the key", static () => Add(static c => s_table.Add(c, new Entry(c)))),
    ];

    private static Action Counting()
    {
        var count = 0;
        return () => count++;
    }

    private static object Weakly(Action action, bool keep)
    {
        s_weak.Add(new WeakReference<Action>(action));
        if (keep)
            s_kept.Add(action);
        return action;
    }

    private static object Add(Action<Control> add)
    {
        var control = new Control();
        add(control);
        return control;
    }

    private sealed class Control;

    private sealed record Entry(Control Owner);

    private sealed class Source
    {
        public event EventHandler? Changed;

        public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
    }

    private sealed class WeakListener<T>(T instance)
        where T : class
    {
        private readonly WeakReference<T> _instance = new(instance);

        public Action<T, object?, EventArgs>? OnEvent { get; init; }

        public void Handle(object? sender, EventArgs e)
        {
            if (_instance.TryGetTarget(out var target))
                OnEvent?.Invoke(target, sender, e);
        }
    }

    private sealed class CapturingView
    {
        private int _changes;

        public CapturingView() => s_source.Changed += new WeakListener<CapturingView>(this) { OnEvent = (view, sender, e) => _changes++ }.Handle;
    }

    private sealed class StaticView
    {
        private int _changes;

        public StaticView() => s_source.Changed += new WeakListener<StaticView>(this) { OnEvent = static (view, sender, e) => view._changes++ }.Handle;
    }

    private sealed class Recipient
    {
        private int _messages;

        public Recipient() => WeakReferenceMessenger.Default.Register<Recipient, string>(this, (recipient, message) => _messages++);
    }
}
