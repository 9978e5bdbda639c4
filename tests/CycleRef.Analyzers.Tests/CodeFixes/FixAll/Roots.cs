using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.FixAll;

/// <summary>
/// Fix All for what roots keep, in document, project and solution, compared with fixing one after the other: several findings of a type end in one
/// teardown, in the order of the source.
/// </summary>
public sealed class Roots
{
    private const string Clock = "static class Clock { public static event EventHandler Tick, Tock; public static void Ring() { Tick?.Invoke(null, EventArgs.Empty); Tock?.Invoke(null, EventArgs.Empty); } }";

    private static VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider> Verify() => VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With(key: EquivalenceKeys.ReleaseRoot);

    [Fact]
    public Task Three_timers_come_to_one_teardown() => Verify().TurnsAll(
        """
        using System.Threading;

        public class Poller
        {
            private readonly Timer _poll;
            private readonly Timer _save;
            private Timer _tidy;
            private int _n;

            public Poller()
            {
                _poll = {|CYC4004:new Timer|}(_ => _n++, null, 1, 1);
                _save = {|CYC4004:new Timer|}(_ => _n--, null, 1, 1);
            }

            public void Begin()
            {
                _tidy = {|CYC4004:new Timer|}(_ => _n = 0, null, 1, 1);
            }
        }
        """,
        """
        using System;
        using System.Threading;

        public class Poller : IDisposable
        {
            private readonly Timer _poll;
            private readonly Timer _save;
            private Timer _tidy;
            private int _n;

            public Poller()
            {
                _poll = new Timer(_ => _n++, null, 1, 1);
                _save = new Timer(_ => _n--, null, 1, 1);
            }

            public void Begin()
            {
                _tidy = new Timer(_ => _n = 0, null, 1, 1);
            }

            public void Dispose()
            {
                _poll.Dispose();
                _save.Dispose();
                _tidy?.Dispose();
            }
        }
        """);

    [Fact]
    public Task A_timer_that_is_started_in_two_places_is_disposed_once() => Verify().TurnsAll(
        """
        using System;
        using System.Threading;

        public class Poller
        {
            private Timer _timer;
            private int _n;

            public Poller() { _timer = {|CYC4004:new Timer|}(_ => _n++, null, 1, 1); }

            public void Again() { _timer = {|CYC4004:new Timer|}(_ => _n++, null, 1, 1); }
        }
        """,
        """
        using System;
        using System.Threading;

        public class Poller : IDisposable
        {
            private Timer _timer;
            private int _n;

            public Poller() { _timer = new Timer(_ => _n++, null, 1, 1); }

            public void Again() { _timer = new Timer(_ => _n++, null, 1, 1); }

            public void Dispose() => _timer?.Dispose();
        }
        """);

    [Fact]
    public Task Files_with_a_type_each() => Verify().TurnsAll(
        [
            "using System;\n\n" + Clock + "\n\npublic class A\n{\n    public A() => {|CYC4002:Clock.Tick += OnTick|};\n\n    private void OnTick(object s, EventArgs e) { }\n}",
            "using System;\n\npublic class B : IDisposable\n{\n    private int _n;\n\n    public B()\n    {\n        {|CYC4002:Clock.Tick += OnTick|};\n        {|CYC4002:Clock.Tock += (s, e) => _n++|};\n    }\n\n    public void Dispose()\n    {\n    }\n\n    private void OnTick(object s, EventArgs e) { }\n}",
        ],
        [
            "using System;\n\n" + Clock + "\n\npublic class A : IDisposable\n{\n    public A() => Clock.Tick += OnTick;\n\n    private void OnTick(object s, EventArgs e) { }\n\n    public void Dispose() => Clock.Tick -= OnTick;\n}",
            "using System;\n\npublic class B : IDisposable\n{\n    private int _n;\n\n    public B()\n    {\n        Clock.Tick += OnTick;\n        Clock.Tock += OnTock;\n    }\n\n    private void OnTock(object s, EventArgs e) => _n++;\n\n    public void Dispose()\n    {\n        Clock.Tick -= OnTick;\n        Clock.Tock -= OnTock;\n    }\n\n    private void OnTick(object s, EventArgs e) { }\n}",
        ]);

    [Fact]
    public Task Parts_of_one_type_in_two_files() => Verify().TurnsAll(
        [
            "using System;\nusing System.Threading;\n\npublic partial class P\n{\n    private readonly Timer _a;\n    private int _n;\n\n    public P()\n    {\n        _a = {|CYC4004:new Timer|}(_ => _n++, null, 1, 1);\n    }\n}",
            "using System.Threading;\n\npublic partial class P\n{\n    private Timer _b;\n\n    public void Begin()\n    {\n        _b = {|CYC4004:new Timer|}(_ => _n++, null, 1, 1);\n    }\n}",
        ],
        [
            "using System;\nusing System.Threading;\n\npublic partial class P : IDisposable\n{\n    private readonly Timer _a;\n    private int _n;\n\n    public P()\n    {\n        _a = new Timer(_ => _n++, null, 1, 1);\n    }\n\n    public void Dispose()\n    {\n        _a.Dispose();\n        _b?.Dispose();\n    }\n}",
            "using System.Threading;\n\npublic partial class P\n{\n    private Timer _b;\n\n    public void Begin()\n    {\n        _b = new Timer(_ => _n++, null, 1, 1);\n    }\n}",
        ]);

    [Fact]
    public Task Registrations_get_a_field_each() => Verify().TurnsAll(
        """
        using System;
        using System.Reactive.Subjects;

        public static class Bus { public static readonly Subject<int> One = new(), Two = new(); }

        public class Reader : IDisposable
        {
            private int _n;

            public Reader()
            {
                Bus.One.{|CYC4005:Subscribe|}(x => _n += x);
                Bus.Two.{|CYC4005:Subscribe|}(x => _n -= x);
            }

            public void Dispose()
            {
            }
        }
        """,
        """
        using System;
        using System.Reactive.Subjects;

        public static class Bus { public static readonly Subject<int> One = new(), Two = new(); }

        public class Reader : IDisposable
        {
            private int _n;
            private IDisposable _subscription;
            private IDisposable _subscriptionField;

            public Reader()
            {
                _subscription = Bus.One.Subscribe(x => _n += x);
                _subscriptionField = Bus.Two.Subscribe(x => _n -= x);
            }

            public void Dispose()
            {
                _subscription?.Dispose();
                _subscriptionField?.Dispose();
            }
        }
        """);

    [Fact]
    public Task Handles_are_freed() => Verify().TurnsAll(
        """
        using System;
        using System.Runtime.InteropServices;

        public class S : IDisposable
        {
            private GCHandle _one;
            private GCHandle _two;

            public S()
            {
                _one = {|CYC4001:GCHandle.Alloc(this)|};
                _two = {|CYC4001:GCHandle.Alloc(this)|};
            }

            public void Dispose()
            {
            }
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;

        public class S : IDisposable
        {
            private GCHandle _one;
            private GCHandle _two;

            public S()
            {
                _one = GCHandle.Alloc(this);
                _two = GCHandle.Alloc(this);
            }

            public void Dispose()
            {
                if (_one.IsAllocated)
                    _one.Free();
                if (_two.IsAllocated)
                    _two.Free();
            }
        }
        """);

    [Fact]
    public Task Events_of_injected_objects_are_left() => VerifyRuleFix<InjectedEventAnalyzer, RootFixProvider>.With(key: EquivalenceKeys.ReleaseRoot).TurnsAll(
        """
        using System;

        public class Store { public event EventHandler Changed, Closed; public void Raise() { Changed?.Invoke(this, null); Closed?.Invoke(this, null); } }

        public class View : IDisposable
        {
            private readonly Store _store;

            public View(Store store)
            {
                _store = store;
                {|CYC4008:_store.Changed += OnChanged|};
                {|CYC4008:_store.Closed += OnChanged|};
            }

            public void Dispose()
            {
            }

            private void OnChanged(object s, EventArgs e) { }
        }
        """,
        """
        using System;

        public class Store { public event EventHandler Changed, Closed; public void Raise() { Changed?.Invoke(this, null); Closed?.Invoke(this, null); } }

        public class View : IDisposable
        {
            private readonly Store _store;

            public View(Store store)
            {
                _store = store;
                _store.Changed += OnChanged;
                _store.Closed += OnChanged;
            }

            public void Dispose()
            {
                _store.Changed -= OnChanged;
                _store.Closed -= OnChanged;
            }

            private void OnChanged(object s, EventArgs e) { }
        }
        """);
}
