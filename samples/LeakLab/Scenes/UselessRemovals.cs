using System;
using System.Collections.Generic;

namespace LeakLab.Scenes;

/// <summary>CYC4003: <c>-=</c> of a delegate that was never added.</summary>
internal static class UselessRemovals
{
    // Lives as long as the process: what is subscribed to it stays.
    private static readonly Clock s_clock = new();

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4003", "-= of a lambda that looks like the added one", static () => Detached(new LambdaView())),
        Scene.Kept("CYC4003", "-= of the method that the added lambda calls", static () => Detached(new ForwardingView())),
        Scene.Collected("CYC4003", "-= of the method that was added", static () => Detached(new MethodView())),
        Scene.Collected("CYC4003", "-= of the lambda kept in a field", static () => Detached(new FieldView())),
    ];

    private static View Detached(View view)
    {
        view.Attach(s_clock);
        view.Detach(s_clock);
        return view;
    }

    private sealed class Clock
    {
        public event EventHandler? Ticked;

        public void Tick() => Ticked?.Invoke(this, EventArgs.Empty);
    }

    private abstract class View
    {
        protected int Ticks { get; set; }

        public abstract void Attach(Clock clock);

        public abstract void Detach(Clock clock);
    }

    private sealed class LambdaView : View
    {
        public override void Attach(Clock clock) => clock.Ticked += (sender, e) => Ticks++;

        public override void Detach(Clock clock) => clock.Ticked -= (sender, e) => Ticks++;
    }

    private sealed class ForwardingView : View
    {
        public override void Attach(Clock clock) => clock.Ticked += (sender, e) => OnTicked(sender, e);

        public override void Detach(Clock clock) => clock.Ticked -= OnTicked;

        private void OnTicked(object? sender, EventArgs e) => Ticks++;
    }

    private sealed class MethodView : View
    {
        public override void Attach(Clock clock) => clock.Ticked += OnTicked;

        public override void Detach(Clock clock) => clock.Ticked -= OnTicked;

        private void OnTicked(object? sender, EventArgs e) => Ticks++;
    }

    private sealed class FieldView : View
    {
        private readonly EventHandler _handler;

        public FieldView() => _handler = (sender, e) => Ticks++;

        public override void Attach(Clock clock) => clock.Ticked += _handler;

        public override void Detach(Clock clock) => clock.Ticked -= _handler;
    }
}
