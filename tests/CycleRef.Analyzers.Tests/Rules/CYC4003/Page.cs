using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Rules.CYC4003;

/// <summary>A page that attaches to a button and detaches from it. Run, it tells how often its handlers are called afterwards.</summary>
internal static class Page
{
    private const string Button = """
        using System;
        using System.Collections.Generic;
        public class Button
        {
            private EventHandler _forwarded, _forgetful;
            public static event EventHandler AnyClick;
            public event EventHandler Click;
            public event EventHandler Closed;
            public EventHandler Handlers;
            public event EventHandler Forwarded { add { _forwarded += value; } remove { _forwarded -= value; } }
            public event EventHandler Forgetful { add { _forgetful += value; } remove { _forgetful = null; } }
            public void Press()
            {
                foreach (var handlers in new[] { AnyClick, Click, Closed, Handlers, _forwarded, _forgetful })
                    handlers?.Invoke(this, EventArgs.Empty);
                AnyClick = null;
            }
        }
        public class Bus
        {
            public List<string> Topics = new List<string>();
            public static Bus operator +(Bus bus, Func<string> topic) { bus.Topics.Add(topic()); return bus; }
            public static Bus operator -(Bus bus, Func<string> topic) { bus.Topics.Remove(topic()); return bus; }
        }
        """;

    public static string Source(string members, string modifiers = "") => Button + $$"""

        public {{modifiers}} class Page
        {
            public readonly Button Button = new Button();
            public Bus Bus = new Bus();
            public int Calls;
            public static int StaticCalls;
            {{members}}
        }
        """;

    public static Task Reported(string source) => Verify<UselessRemovalAnalyzer>.Source(source);

    public static int CallsAfterDetaching(string source) =>
        (int)RunInProcess.Of("var page = new Page(); Page.StaticCalls = 0; page.Attach(); page.Detach(); page.Button.Press(); return page.Calls + Page.StaticCalls + page.Bus.Topics.Count;", source)!;
}
