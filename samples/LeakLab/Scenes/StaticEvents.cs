using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using CommunityToolkit.Mvvm.Messaging;

namespace LeakLab.Scenes;

/// <summary>CYC4002: static events, process-lived publishers, static tables.</summary>
internal static class StaticEvents
{
    private static event EventHandler? Tick;

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4002", "instance handler on a static event", static () => new Subscriber()),
        Scene.Kept("CYC4002", "instance handler on a static event, removed in the finalizer", static () => new RemovedInFinalizer()),
        Scene.Kept("CYC4002", "capturing lambda on a static event", static () => new LambdaSubscriber()),
        Scene.Kept("CYC4002", "-= of another lambda", static () => Disposed(new OtherLambda())),
        Scene.Kept("CYC4002", "instance handler on AppDomain.CurrentDomain", static () => new DomainSubscriber()),
        Scene.Kept("CYC4002", "instance handler on TaskScheduler.UnobservedTaskException", static () => new SchedulerSubscriber()),
        Scene.Kept("CYC4002", "instance handler on an event of a static singleton", static () => new SingletonSubscriber()),
        Scene.Kept("CYC4002", "object in a static list", static () => new Listed()),
        Scene.Kept("CYC4002", "object in a static list, removed in the finalizer", static () => new RemovedFromListInFinalizer()),
        Scene.Kept("CYC4002", "recipient of StrongReferenceMessenger.Default", static () => new Recipient()),
        Scene.Collected("CYC4002", "instance handler on a static event, removed in Dispose", static () => Disposed(new RemovedInDispose())),
        Scene.Collected("CYC4002", "static handler on a static event", static () => new StaticSubscriber()),
        Scene.Collected("CYC4002", "static self-detaching lambda over a weak reference", static () => new WeakSubscriber()),
        Scene.Collected("CYC4002", "object in a static list, removed in Dispose", static () => Disposed(new RemovedFromList())),
        Scene.Collected("CYC4002", "key of a static ConditionalWeakTable", static () => new WeaklyKeyed()),
        Scene.Collected("CYC4002", "recipient of WeakReferenceMessenger.Default", static () => new WeakRecipient()),
    ];

    private static object Disposed(IDisposable disposable)
    {
        disposable.Dispose();
        return disposable;
    }

    private sealed class Subscriber
    {
        public Subscriber() => Tick += OnTick;

        private void OnTick(object? sender, EventArgs e) => _ = this;
    }

    private sealed class RemovedInFinalizer
    {
        public RemovedInFinalizer() => Tick += OnTick;

        ~RemovedInFinalizer() => Tick -= OnTick;

        private void OnTick(object? sender, EventArgs e) => _ = this;
    }

    private sealed class LambdaSubscriber
    {
        private int _ticks;

        public LambdaSubscriber() => Tick += (_, _) => _ticks++;
    }

    private sealed class OtherLambda : IDisposable
    {
        private int _ticks;

        public OtherLambda() => Tick += (_, _) => _ticks++;

        public void Dispose() => Tick -= (_, _) => _ticks++;
    }

    private sealed class DomainSubscriber
    {
        public DomainSubscriber() => AppDomain.CurrentDomain.ProcessExit += OnExit;

        private void OnExit(object? sender, EventArgs e) => _ = this;
    }

    private sealed class SchedulerSubscriber
    {
        public SchedulerSubscriber() => TaskScheduler.UnobservedTaskException += OnException;

        private void OnException(object? sender, UnobservedTaskExceptionEventArgs e) => _ = this;
    }

    private sealed class Theme
    {
        public static Theme Instance { get; } = new();

        public event EventHandler? Changed;

        public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
    }

    private sealed class SingletonSubscriber
    {
        public SingletonSubscriber() => Theme.Instance.Changed += OnChanged;

        private void OnChanged(object? sender, EventArgs e) => _ = this;
    }

    private sealed class Listed
    {
        private static readonly List<Listed> s_all = [];

        public Listed() => s_all.Add(this);
    }

    private sealed class RemovedFromListInFinalizer
    {
        private static readonly List<RemovedFromListInFinalizer> s_all = [];

        public RemovedFromListInFinalizer() => s_all.Add(this);

        ~RemovedFromListInFinalizer() => s_all.Remove(this);
    }

    internal sealed class Recipient : IRecipient<string>
    {
        public Recipient() => StrongReferenceMessenger.Default.Register<string>(this);

        public void Receive(string message) => _ = this;
    }

    private sealed class RemovedInDispose : IDisposable
    {
        public RemovedInDispose() => Tick += OnTick;

        public void Dispose() => Tick -= OnTick;

        private void OnTick(object? sender, EventArgs e) => _ = this;
    }

    private sealed class StaticSubscriber
    {
        public StaticSubscriber() => Tick += OnTick;

        private static void OnTick(object? sender, EventArgs e)
        {
        }
    }

    private sealed class WeakSubscriber
    {
        public WeakSubscriber() => Attach(new WeakReference<WeakSubscriber>(this));

        private static void Attach(WeakReference<WeakSubscriber> weak)
        {
            Tick += Handler;

            void Handler(object? sender, EventArgs e)
            {
                if (weak.TryGetTarget(out var target))
                    target.OnTick();
                else
                    Tick -= Handler;
            }
        }

        private void OnTick() => _ = this;
    }

    private sealed class RemovedFromList : IDisposable
    {
        private static readonly List<RemovedFromList> s_all = [];

        public RemovedFromList() => s_all.Add(this);

        public void Dispose() => s_all.Remove(this);
    }

    private sealed class WeaklyKeyed
    {
        private static readonly ConditionalWeakTable<WeaklyKeyed, object> s_table = [];

        public WeaklyKeyed() => s_table.Add(this, this);
    }

    internal sealed class WeakRecipient : IRecipient<string>
    {
        public WeakRecipient() => WeakReferenceMessenger.Default.Register<string>(this);

        public void Receive(string message) => _ = this;
    }

    public static void Raise() => Tick?.Invoke(null, EventArgs.Empty);
}
