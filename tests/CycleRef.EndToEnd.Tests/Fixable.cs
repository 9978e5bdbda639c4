namespace CycleRef.EndToEnd.Tests;

/// <summary>One file for each remedy that the command line can apply.</summary>
internal static class Fixable
{
    /// <summary>CYC1002 on a collection.</summary>
    public const string Listener =
        """
        namespace App;

        public class Listener : Foundation.NSObject
        {
            private readonly HashSet<Listener> _listeners = new();

            public void Add(Listener listener) => _listeners.Add(listener);

            public void Notify()
            {
                foreach (var listener in _listeners)
                    listener.Notify();
            }
        }
        """;

    /// <summary>CYC2001.</summary>
    public const string Dropped =
        """
        namespace App;

        public class Peer { public Peer? Other; }

        public static class Dropped
        {
            public static void Run()
            {
                var a = new Peer();
                var b = new Peer();
                a.Other = b;
                b.Other = a;
            }
        }
        """;

    /// <summary>CYC2002.</summary>
    public const string Adopted =
        """
        namespace App;

        public class Parent
        {
            private readonly List<Adopted> _children = new();

            public void Adopt(Adopted child)
            {
                child.Parent = this;
                _children.Add(child);
            }
        }

        public class Adopted
        {
            public Parent? Parent { get; set; }
        }
        """;

    /// <summary>CYC3001.</summary>
    public const string Loader =
        """
        namespace App;

        public class Fetcher
        {
            public Action? Done { get; set; }
        }

        public class Loader
        {
            private readonly string _name = "loader";
            private readonly Fetcher _fetcher = new();

            public void Load()
            {
                _fetcher.Done = () => Console.WriteLine(_name);
            }
        }
        """;

    /// <summary>CYC3002.</summary>
    public const string View =
        """
        namespace App;

        public class Model
        {
            public event EventHandler? Changed;

            public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
        }

        public class View
        {
            private readonly Model _model;

            public View(Model model)
            {
                _model = model;
                _model.Changed += Refresh;
            }

            private void Refresh(object? sender, EventArgs e) { }
        }
        """;

    /// <summary>CYC3003.</summary>
    public const string Report =
        """
        namespace App;

        public class Report
        {
            private Func<string>? _print;

            public int Prepare(int[] rows)
            {
                var cache = new int[100];
                var title = "Report";
                var known = rows.Count(row => cache[row] > 0);
                _print = () => title;
                return known;
            }

            public string? Print() => _print?.Invoke();
        }
        """;
}
