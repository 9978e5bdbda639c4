using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace LeakLab.Scenes;

/// <summary>CYC4005: registrations that are dropped, or never disposed.</summary>
internal static class Registrations
{
    // What lives as long as the process.
    private static readonly CancellationTokenSource s_shutdown = new();
    private static readonly Subject<int> s_ticks = new();
    private static readonly TaskCompletionSource s_never = new();
    private static readonly ManualResetEvent s_signal = new(false);
    private static readonly CancellationTokenSource s_reload = new();
    private static readonly Monitor s_monitor = new();

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4005", "IOptionsMonitor.OnChange, result dropped", static () => new OptionsUser(s_monitor)),
        Scene.Kept("CYC4005", "ChangeToken.OnChange, result dropped", static () => new ChangeTokenUser()),
        Scene.Kept("CYC4005", "CancellationToken.Register on a long-lived source", static () => new TokenUser(s_shutdown.Token)),
        Scene.Kept("CYC4005", "linked source on a long-lived token, not disposed", static () => CancellationTokenSource.CreateLinkedTokenSource(s_shutdown.Token)),
        Scene.Kept("CYC4005", "Subscribe on a static subject, result dropped", static () => new SubjectUser()),
        Scene.Kept("CYC4005", "Subscribe on Observable.Interval, result dropped", static () => new IntervalUser()),
        Scene.Kept("CYC4005", "RegisterWaitForSingleObject, result dropped", static () => new WaitUser()),
        Scene.Kept("CYC4005", "PosixSignalRegistration in a field, not disposed", static () => new SignalUser()),
        Scene.Kept("CYC4005", "own ActivityListener, not disposed", static () => new ListenerUser()),
        Scene.Kept("CYC4005", "own Meter with an observable instrument, not disposed", static () => new MeterUser()),
        Scene.Kept("CYC4005", "own EventListener, not disposed", static () => new EventListenerUser()),
        Scene.Kept("CYC4005", "awaiting a static task that never completes", static () => new StaticTaskUser()),
        Scene.Kept("CYC4005", "CancelAfter until it fires", static () => new DelayedCancel()),
        Scene.Collected("CYC4005", "IOptionsMonitor.OnChange, result disposed", static () => Disposed(new OptionsUserDisposed(s_monitor))),
        Scene.Collected("CYC4005", "ChangeToken.OnChange, result disposed", static () => Disposed(new ChangeTokenUserDisposed())),
        Scene.Collected("CYC4005", "CancellationToken.Register, registration disposed", static () => Disposed(new TokenUserDisposed(s_shutdown.Token))),
        Scene.Collected("CYC4005", "CancellationToken.Register on an own source", static () => new OwnSourceUser()),
        Scene.Collected("CYC4005", "CancellationToken.Register on CancellationToken.None", static () => new TokenUser(CancellationToken.None)),
        Scene.Collected("CYC4005", "linked source, disposed", static () => Disposed(CancellationTokenSource.CreateLinkedTokenSource(s_shutdown.Token))),
        Scene.Collected("CYC4005", "Subscribe on a static subject, result disposed", static () => Disposed(new SubjectUserDisposed())),
        Scene.Collected("CYC4005", "Subscribe on an own subject, result dropped", static () => new OwnSubjectUser()),
        Scene.Collected("CYC4005", "PosixSignalRegistration, result dropped (it silently ends)", static () => new DroppedSignalUser()),
        Scene.Collected("CYC4005", "own Meter, disposed", static () => Disposed(new MeterUserDisposed())),
    ];

    private static object Disposed(IDisposable disposable)
    {
        disposable.Dispose();
        return disposable;
    }

    private sealed class Monitor : IOptionsMonitor<string>
    {
        private event Action<string, string?>? Changed;

        public string CurrentValue => "";

        public string Get(string? name) => "";

        public IDisposable OnChange(Action<string, string?> listener)
        {
            Changed += listener;
            return new Registration(() => Changed -= listener);
        }

        public void Raise() => Changed?.Invoke("", null);
    }

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private sealed class OptionsUser
    {
        private string _value = "";

        public OptionsUser(IOptionsMonitor<string> options) => options.OnChange((value, _) => _value = value);
    }

    private sealed class OptionsUserDisposed : IDisposable
    {
        private readonly IDisposable? _registration;
        private string _value = "";

        public OptionsUserDisposed(IOptionsMonitor<string> options) => _registration = options.OnChange((value, _) => _value = value);

        public void Dispose() => _registration?.Dispose();
    }

    private static CancellationChangeToken Reloads() => new(s_reload.Token);

    private sealed class ChangeTokenUser
    {
        private int _reloads;

        public ChangeTokenUser() => ChangeToken.OnChange(Reloads, () => _reloads++);
    }

    private sealed class ChangeTokenUserDisposed : IDisposable
    {
        private readonly IDisposable _registration;
        private int _reloads;

        public ChangeTokenUserDisposed() => _registration = ChangeToken.OnChange(Reloads, () => _reloads++);

        public void Dispose() => _registration.Dispose();
    }

    private sealed class TokenUser
    {
        private bool _stopped;

        public TokenUser(CancellationToken token) => token.Register(() => _stopped = true);
    }

    private sealed class TokenUserDisposed : IDisposable
    {
        private readonly CancellationTokenRegistration _registration;
        private bool _stopped;

        public TokenUserDisposed(CancellationToken token) => _registration = token.Register(() => _stopped = true);

        public void Dispose() => _registration.Dispose();
    }

    private sealed class OwnSourceUser
    {
        private readonly CancellationTokenSource _source = new();
        private bool _stopped;

        public OwnSourceUser() => _source.Token.Register(() => _stopped = true);
    }

    private sealed class SubjectUser
    {
        private int _last;

        public SubjectUser() => s_ticks.Subscribe(tick => _last = tick);
    }

    private sealed class SubjectUserDisposed : IDisposable
    {
        private readonly IDisposable _subscription;
        private int _last;

        public SubjectUserDisposed() => _subscription = s_ticks.Subscribe(tick => _last = tick);

        public void Dispose() => _subscription.Dispose();
    }

    private sealed class OwnSubjectUser
    {
        private readonly Subject<int> _ticks = new();
        private int _last;

        public OwnSubjectUser() => _ticks.Subscribe(tick => _last = tick);
    }

    private sealed class IntervalUser
    {
        private long _last;

        public IntervalUser() => Observable.Interval(TimeSpan.FromHours(1)).Subscribe(tick => _last = tick);
    }

    private sealed class WaitUser
    {
        private int _signals;

        public WaitUser() => ThreadPool.RegisterWaitForSingleObject(s_signal, (_, _) => _signals++, null, Timeout.Infinite, executeOnlyOnce: false);
    }

    private sealed class SignalUser
    {
        private readonly PosixSignalRegistration _registration;

        public SignalUser() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => OnSignal());

        private void OnSignal() => _ = _registration;
    }

    private sealed class DroppedSignalUser
    {
        public DroppedSignalUser() => PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => OnSignal());

        private void OnSignal() => _ = this;
    }

    private sealed class ListenerUser
    {
        private int _started;

        public ListenerUser() => ActivitySource.AddActivityListener(new ActivityListener { ShouldListenTo = static _ => true, ActivityStarted = _ => _started++ });
    }

    private sealed class MeterUser
    {
        private readonly Meter _meter = new("LeakLab");
        private int _count;

        public MeterUser() => _meter.CreateObservableGauge("count", () => _count++);
    }

    private sealed class MeterUserDisposed : IDisposable
    {
        private readonly Meter _meter = new("LeakLab");
        private int _count;

        public MeterUserDisposed() => _meter.CreateObservableGauge("count", () => _count++);

        public void Dispose() => _meter.Dispose();
    }

    private sealed class Listener(EventListenerUser owner) : EventListener
    {
        protected override void OnEventWritten(EventWrittenEventArgs eventData) => owner.OnEvent();
    }

    private sealed class EventListenerUser
    {
        private readonly Listener _listener;

        public EventListenerUser() => _listener = new Listener(this);

        public void OnEvent() => _ = _listener;
    }

    private sealed class StaticTaskUser
    {
        public StaticTaskUser() => _ = WaitAsync();

        private async Task WaitAsync()
        {
            await s_never.Task;
            _ = this;
        }
    }

    private sealed class DelayedCancel
    {
        private readonly CancellationTokenSource _source = new();
        private bool _stopped;

        public DelayedCancel()
        {
            _source.Token.Register(() => _stopped = true);
            _source.CancelAfter(TimeSpan.FromHours(1));
        }
    }
}
