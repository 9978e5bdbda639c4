using System;
using System.Collections.Generic;

namespace LeakLab.Scenes;

/// <summary>CYC4008: events of injected objects.</summary>
internal static class InjectedEvents
{
    // What a container injects lives longer than what it is injected into.
    private static readonly Store s_store = new();

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4008", "event of an injected object, never removed", static () => new View(s_store)),
        Scene.Collected("CYC4008", "event of an injected object, removed in Dispose", static () => Disposed(new DisposableView(s_store))),
        Scene.Collected("CYC4008", "event of an object that it made itself", static () => new OwnerOfStore()),
    ];

    private static object Disposed(IDisposable disposable)
    {
        disposable.Dispose();
        return disposable;
    }

    private sealed class Store
    {
        public event EventHandler? Changed;

        public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
    }

    private sealed class View
    {
        public View(Store store) => store.Changed += OnChanged;

        private void OnChanged(object? sender, EventArgs e) => _ = this;
    }

    private sealed class DisposableView : IDisposable
    {
        private readonly Store _store;

        public DisposableView(Store store)
        {
            _store = store;
            _store.Changed += OnChanged;
        }

        public void Dispose() => _store.Changed -= OnChanged;

        private void OnChanged(object? sender, EventArgs e) => _ = this;
    }

    private sealed class OwnerOfStore
    {
        private readonly Store _store = new();

        public OwnerOfStore() => _store.Changed += OnChanged;

        private void OnChanged(object? sender, EventArgs e) => _ = _store;
    }
}
