using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LeakLab.Scenes;

/// <summary>CYC4004: timers and loops. An hour is long enough that none of them fires.</summary>
internal static class Timers
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4004", "running Timer in the owner's field", static () => new Running()),
        Scene.Kept("CYC4004", "running Timer in the owner's field, disposed in the finalizer", static () => new DisposedInFinalizer()),
        Scene.Kept("CYC4004", "running Timer in the owner's field, static callback over the owner as state", static () => new WithState()),
        Scene.Kept("CYC4004", "callback-only Timer that was started", static () => new CallbackOnly()),
        Scene.Kept("CYC4004", "ITimer of a TimeProvider in the owner's field", static () => new ByProvider()),
        Scene.Kept("CYC4004", "started System.Timers.Timer", static () => new TimersTimer(start: true)),
        Scene.Kept("CYC4004", "started System.Timers.Timer that nobody holds", static () => new DroppedTimersTimer()),
        Scene.Kept("CYC4004", "PeriodicTimer loop", static () => new Periodic()),
        Scene.Kept("CYC4004", "while (true) await Task.Delay", static () => new DelayLoop()),
        Scene.Collected("CYC4004", "Timer disposed in Dispose", static () => Disposed(new DisposedInDispose())),
        Scene.Collected("CYC4004", "Timer that is never started", static () => new NeverStarted()),
        Scene.Collected("CYC4004", "Timer with a static lambda over a weak reference", static () => new WeakState()),
        Scene.Collected("CYC4004", "dropped Timer (it silently stops)", static () => new Dropped()),
        Scene.Collected("CYC4004", "Timer that fired once", static () => Fired(new Once())),
        Scene.Collected("CYC4004", "System.Timers.Timer that is never started", static () => new TimersTimer(start: false)),
        Scene.Collected("CYC4004", "System.Timers.Timer stopped in Dispose", static () => Disposed(new StoppedInDispose())),
        Scene.Collected("CYC4004", "PeriodicTimer loop, timer disposed", static () => Disposed(new PeriodicDisposed())),
        Scene.Collected("CYC4004", "awaiting its own TaskCompletionSource", static () => new OwnCompletion()),
    ];

    private static object Disposed(IDisposable disposable)
    {
        disposable.Dispose();
        return disposable;
    }

    private static object Fired(Once once)
    {
        once.Fired.Wait();
        // The queue lets go of the timer right after the callback.
        Thread.Sleep(200);
        return once;
    }

    private sealed class Running
    {
        private readonly Timer _timer;

        public Running() => _timer = new Timer(_ => OnTick(), null, Hour, Hour);

        private void OnTick() => _ = _timer;
    }

    private sealed class DisposedInFinalizer
    {
        private readonly Timer _timer;

        public DisposedInFinalizer() => _timer = new Timer(OnTick, null, Hour, Hour);

        ~DisposedInFinalizer() => _timer.Dispose();

        private void OnTick(object? state) => _ = this;
    }

    private sealed class WithState
    {
        private readonly Timer _timer;

        public WithState() => _timer = new Timer(static state => ((WithState)state!).OnTick(), this, Hour, Hour);

        private void OnTick() => _ = _timer;
    }

    private sealed class CallbackOnly
    {
        public CallbackOnly()
        {
            var timer = new Timer(OnTick);
            timer.Change(Hour, Hour);
        }

        private void OnTick(object? state) => _ = this;
    }

    private sealed class ByProvider
    {
        private readonly ITimer _timer;

        public ByProvider() => _timer = TimeProvider.System.CreateTimer(_ => OnTick(), null, Hour, Hour);

        private void OnTick() => _ = _timer;
    }

    private sealed class TimersTimer
    {
        private readonly System.Timers.Timer _timer = new(Hour);

        public TimersTimer(bool start)
        {
            _timer.Elapsed += (_, _) => OnTick();
            if (start)
                _timer.Start();
        }

        private void OnTick() => _ = _timer;
    }

    private sealed class DroppedTimersTimer
    {
        public DroppedTimersTimer()
        {
            var timer = new System.Timers.Timer(Hour);
            timer.Elapsed += (_, _) => OnTick();
            timer.Start();
        }

        private void OnTick() => _ = this;
    }

    private sealed class Periodic
    {
        private readonly PeriodicTimer _timer = new(Hour);
        private int _ticks;

        public Periodic() => _ = LoopAsync();

        private async Task LoopAsync()
        {
            while (await _timer.WaitForNextTickAsync())
                _ticks++;
        }
    }

    private sealed class DelayLoop
    {
        private int _ticks;

        public DelayLoop() => _ = LoopAsync();

        private async Task LoopAsync()
        {
            while (true)
            {
                await Task.Delay(Hour);
                _ticks++;
            }
        }
    }

    private sealed class DisposedInDispose : IDisposable
    {
        private readonly Timer _timer;

        public DisposedInDispose() => _timer = new Timer(_ => OnTick(), null, Hour, Hour);

        public void Dispose() => _timer.Dispose();

        private void OnTick() => _ = this;
    }

    private sealed class NeverStarted
    {
        private readonly Timer _timer;

        public NeverStarted() => _timer = new Timer(_ => OnTick(), null, Timeout.Infinite, Timeout.Infinite);

        private void OnTick() => _ = _timer;
    }

    private sealed class WeakState
    {
        private readonly Timer _timer;

        public WeakState() => _timer = new Timer(
            static state =>
            {
                if (((WeakReference<WeakState>)state!).TryGetTarget(out var target))
                    target.OnTick();
            },
            new WeakReference<WeakState>(this),
            Hour,
            Hour);

        private void OnTick() => _ = _timer;
    }

    private sealed class Dropped
    {
        public Dropped() => _ = new Timer(_ => OnTick(), null, Hour, Hour);

        private void OnTick() => _ = this;
    }

    private sealed class Once
    {
        private readonly Timer _timer;

        public Once() => _timer = new Timer(_ => OnTick(), null, 1, Timeout.Infinite);

        public ManualResetEventSlim Fired { get; } = new();

        private void OnTick()
        {
            _ = _timer;
            Fired.Set();
        }
    }

    private sealed class StoppedInDispose : IDisposable
    {
        private readonly System.Timers.Timer _timer = new(Hour);

        public StoppedInDispose()
        {
            _timer.Elapsed += (_, _) => OnTick();
            _timer.Start();
        }

        public void Dispose() => _timer.Stop();

        private void OnTick() => _ = _timer;
    }

    private sealed class PeriodicDisposed : IDisposable
    {
        private readonly PeriodicTimer _timer = new(Hour);
        private int _ticks;

        public PeriodicDisposed() => _ = LoopAsync();

        public void Dispose() => _timer.Dispose();

        private async Task LoopAsync()
        {
            while (await _timer.WaitForNextTickAsync())
                _ticks++;
        }
    }

    private sealed class OwnCompletion
    {
        private readonly TaskCompletionSource _source = new();

        public OwnCompletion() => _ = WaitAsync();

        private async Task WaitAsync()
        {
            await _source.Task;
            _ = this;
        }
    }
}
