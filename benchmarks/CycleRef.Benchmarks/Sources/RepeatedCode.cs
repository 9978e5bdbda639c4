using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Benchmarks.Sources;

/// <summary>
/// What a rule looks for, again and again in one type or one method, as no person but many a generator writes it. Whoever reads a whole type for each
/// of its timers shows here.
/// </summary>
internal static class RepeatedCode
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Runtime.InteropServices; using System.Text.Json; using System.Threading;\n";

    private const string Clock = "class Clock { public event EventHandler Tick; public static event EventHandler All; public void Raise() { Tick(this, null); All(this, null); } }\n";

    /// <summary>Each with what it repeats.</summary>
    public static IEnumerable<(string Name, Func<int, string> Code)> Shapes =>
    [
        ("fields of the own type", static n => $"class Node {{ {Repeat(n, static i => $"public Node F{i};")} }}"),
        ("types in a ring", static n => Repeat(n, i => $"class T{i} {{ public T{(i + 1) % n} Next; }}")),
        ("children with an owner", static n => $"class P {{ {Repeat(n, static i => $"public C{i} F{i};")} }} {Repeat(n, static i => $"class C{i} {{ public P Owner; }}")}"),
        ("children with a finalizer", static n => $"class P {{ {Repeat(n, static i => $"public C{i} F{i} = new();")} }} {Repeat(n, static i => $"class C{i} {{ public P Owner; ~C{i}() {{ }} }}")}"),
        ("parts of one type", static n => Repeat(n, static i => $"partial class N {{ N _f{i}; void M{i}() {{ _f{i} = null; }} }}")),
        ("links of two objects", static n => Method(n, static i => $"{{ var a = new N(); var b = new N(); a.Child = b; b.Owner = a; }}", "class N { public N Child, Owner; }")),
        ("methods that link", static n => $"class N {{ public N Child, Owner; {Repeat(n, static i => $"void M{i}() {{ var a = new N(); var b = new N(); a.Child = b; b.Owner = a; }}")} }}"),
        ("timers in one field", static n => Method(n, static _ => "_timer = new Timer(_ => _n++, null, 0, 50);", "", "Timer _timer;")),
        ("timers in fields", static n => Method(n, static i => $"_t{i} = new Timer(_ => _n++, null, 0, 50);", "", Repeat(n, static i => $"Timer _t{i};"))),
        ("timers in locals", static n => Method(n, static i => $"var t{i} = new Timer(_ => _n++, null, 0, 50);", "")),
        ("handles in fields", static n => Method(n, static i => $"_h{i} = GCHandle.Alloc(this);", "", Repeat(n, static i => $"GCHandle _h{i};"))),
        ("subscriptions to a static event", static n => Method(n, static _ => "Clock.All += (s, e) => _n++;", Clock)),
        ("subscriptions to a field's event", static n => Method(n, static _ => "_clock.Tick += (s, e) => _n++;", Clock, "Clock _clock;")),
        ("useless removals", static n => Method(n, static _ => "_clock.Tick -= (s, e) => _n++;", Clock, "Clock _clock;")),
        ("thread-local values", static n => Method(n, static i => $"_v{i} = new ThreadLocal<object>(() => this);", "", Repeat(n, static i => $"ThreadLocal<object> _v{i};"))),
        ("weak references to lambdas", static n => Method(n, static _ => "_weak = new WeakReference<Action>(() => _n++);", "", "WeakReference<Action> _weak;")),
        ("alive tests", static n => Method(n, static _ => "if (_weak.IsAlive) _n += ((string)_weak.Target).Length;", "", "WeakReference _weak = new(null);")),
        ("constructions in a ring", static n => Repeat(n, i => $"class T{i} {{ public T{(i + 1) % n} Next {{ get; }} = new(); }}")),
        ("records in a ring", static n => Repeat(n, i => $"record T{i} {{ public T{(i + 1) % n} Next {{ get; set; }} }}")),
        ("calls that serialize", static n => Method(n, static _ => "JsonSerializer.Serialize(_order);", "class Order { public Order Parent { get; set; } }", "Order _order;")),
    ];

    public static Source Of(string name, Func<int, string> code, int repeats) =>
        new(name, CSharpCompilation.Create("Repeated", [CSharpSyntaxTree.ParseText(Usings + code(repeats), path: "Repeated.cs")], GeneratedCode.PlatformReferences(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));

    private static string Method(int n, Func<int, string> statement, string types, string fields = "") =>
        $"{types} class Owner {{ int _n; {fields} public void Work() {{ {Repeat(n, statement)} }} }}";

    private static string Repeat(int n, Func<int, string> piece) => string.Concat(Enumerable.Range(0, n).Select(i => piece(i) + "\n"));
}
