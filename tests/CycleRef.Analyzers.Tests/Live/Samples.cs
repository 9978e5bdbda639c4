using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>A program of several files whose cycles cross them.</summary>
internal static class Samples
{
    public static readonly (string Path, string Source)[] ShopFiles =
    [
        ("/src/Order.cs", "using System.Collections.Generic; namespace Shop; public partial class Order { public Customer Customer { get; set; } public List<Line> Lines { get; } = new(); }"),
        ("/src/Order.More.cs", "namespace Shop; public partial class Order { private Invoice _invoice; public void Bill() { _invoice = new Invoice(this); } public Invoice I() => _invoice; }"),
        ("/src/Customer.cs", "using System.Collections.Generic; namespace Shop; public class Customer { public List<Order> Orders { get; } = new(); ~Customer() { } }"),
        ("/src/Line.cs", "namespace Shop; public class Line { public Order Owner; }"),
        ("/src/Invoice.cs", "namespace Shop; public class Invoice(Order order) { public Order Order() => order; }"),
        ("/src/Tree.cs", "using System.Collections.Generic; namespace Shop; public class Category { public Category Parent; public List<Category> Children = new(); }"),
        ("/src/Host.cs", "namespace Shop; public interface IHost { } public class Host : IHost { public Plugin Plugin = new(); }"),
        ("/src/Plugin.cs", "namespace Shop; public class Plugin { public IHost Host; public IHost OwnerHost; }"),
        ("/src/Silent.cs", "namespace Shop; public record Leaf(Branch Branch); public record Branch(Leaf Leaf); public class Lone { public string Name; public Lone Next; }"),
    ];

    /// <summary>Objects that roots keep: a static event, a timer, a handle, a token, and an event of an injected object.</summary>
    public static readonly (string Path, string Source)[] RootFiles =
    [
        ("/src/Clock.cs", "using System; public static class Clock { public static event EventHandler Tick; public static void Ring() => Tick?.Invoke(null, EventArgs.Empty); }"),
        ("/src/Poller.cs", """
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            public partial class Poller
            {
                private Timer _timer;
                private int _n;
                public Poller() { _timer = new Timer(_ => Poll(), null, 1000, 1000); Clock.Tick += OnTick; Loop(); }
                private async void Loop() { while (true) { await Task.Delay(1000); _n++; } }
                private void OnTick(object sender, EventArgs e) { }
            }
            """),
        ("/src/Poller.More.cs", "public partial class Poller { private void Poll() { if (_timer != null) _n++; } }"),
        ("/src/Session.cs", """
            using System;
            using System.Threading;
            using System.Runtime.InteropServices;
            public class Session : IDisposable
            {
                private GCHandle _self;
                private bool _stopped;
                public Session(CancellationToken token, Poller poller) { _self = GCHandle.Alloc(this); token.Register(() => _stopped = true); poller.Polled += OnPolled; }
                public void Dispose() { }
                private void OnPolled(object sender, EventArgs e) { }
            }
            public partial class Poller { public event EventHandler Polled; protected void Raise() => Polled?.Invoke(this, EventArgs.Empty); }
            """),
    ];

    public static Analysis Shop() => new(Analysis.Compile(ShopFiles));
}
