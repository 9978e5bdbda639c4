using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.WeakCollection;

/// <summary>A set becomes a table of keys, a list one of weak references; each use gets its counterpart.</summary>
public sealed class SetsAndLists
{
    private const string Add = "public void Add(Listener listener)\n    {\n        _listeners.Add(listener);\n    }\n\n    ";

    [Fact]
    public async Task A_set()
    {
        var text = (await On("HashSet<Listener>", Add + "public void Raise()\n    {\n        foreach (var listener in _listeners)\n            listener.Notify(); // all\n    }").ApplyAsync(EquivalenceKeys.WeakCollection, "_listeners")).Text;
        Code.Contains(
            """
            using System.Collections.Generic;
            using System.Linq;
            using System.Runtime.CompilerServices;

            class Listener
            {
                private readonly ConditionalWeakTable<Listener, object?> _listeners = new();
                public int Calls;

                public void Notify() => Calls++;

                public void Add(Listener listener)
                {
                    _listeners.TryAdd(listener, null);
                }

                public void Raise()
                {
                    foreach (var (listener, _) in _listeners)
                        listener.Notify(); // all
                }
            }
            """,
            text);
    }

    [Fact]
    public async Task A_list()
    {
        var text = (await On(
            "List<Listener>",
            Add + "public void Raise()\n    {\n        foreach (var listener in _listeners.ToArray())\n            listener.Notify(); // all\n        foreach (Listener listener in _listeners)\n        {\n            // again\n            listener.Notify();\n        }\n    }")
            .ApplyAsync(EquivalenceKeys.WeakCollection, "_listeners")).Text;
        Code.Contains(
            """
                private readonly List<WeakReference<Listener>> _listeners = new();
                public int Calls;

                public void Notify() => Calls++;

                public void Add(Listener listener)
                {
                    _listeners.RemoveAll(weak => !weak.TryGetTarget(out _));
                    _listeners.Add(new WeakReference<Listener>(listener));
                }

                public void Raise()
                {
                    foreach (var weak in _listeners.ToArray())
                    {
                        if (!weak.TryGetTarget(out var listener))
                            continue;
                        listener.Notify(); // all
                    }
                    foreach (var weak in _listeners)
                    {
                        if (!weak.TryGetTarget(out var listener))
                            continue;
                        // again
                        listener.Notify();
                    }
                }
            """,
            text);
        Code.Contains("using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\nclass Listener", text);
    }

    [Theory]
    [InlineData("HashSet<Listener>", "public bool Remove(Listener l) => _listeners.Remove(l);", "=> _listeners.Remove(l);")]
    [InlineData("HashSet<Listener>", "public bool Has(Listener l) => _listeners.Contains(l);", "=> _listeners.TryGetValue(l, out _);")]
    [InlineData("HashSet<Listener>", "public void Clear() => _listeners.Clear();", "=> _listeners.Clear();")]
    [InlineData("HashSet<Listener>", "public bool Again(Listener l) => this._listeners.Add(l);", "=> this._listeners.TryAdd(l, null);")]
    [InlineData("HashSet<Listener>", "public void Raise() { foreach (var l in _listeners.ToList()) { if (l.Calls > 3) _listeners.Remove(l); } }", "foreach (var (l, _) in _listeners.ToList()) {")]
    [InlineData("List<Listener>", "public bool Remove(Listener l) => _listeners.Remove(l);", "=> _listeners.Remove(_listeners.Find(weak => weak.TryGetTarget(out var target) && target.Equals(l))!);")]
    [InlineData("List<Listener>", "public bool Has(Listener l) => _listeners.Contains(l);", "=> _listeners.Exists(weak => weak.TryGetTarget(out var target) && target.Equals(l));")]
    [InlineData("List<Listener>", "public void Clear() { int weak = 0; _listeners.Clear(); }", "_listeners.RemoveAll(weak2 => !weak2.TryGetTarget(out _));")]
    [InlineData("List<Listener>", "public void Raise() { foreach (var l in _listeners) { l.Notify(); } }", "if (!weak.TryGetTarget(out var l))")]
    [InlineData("List<Listener>", "public string Name => nameof(_listeners);", "=> nameof(_listeners);")]
    public async Task Each_use_has_its_counterpart(string type, string use, string expected) => Code.Contains(expected, (await On(type, Add + use).ApplyAsync(EquivalenceKeys.WeakCollection, "_listeners")).Text);

    [Theory]
    [InlineData("HashSet<Listener>", "public int Count => _listeners.Count;")]
    [InlineData("HashSet<Listener>", "public object All => _listeners;")]
    [InlineData("HashSet<Listener>", "public bool Any => _listeners.Any(l => l.Calls > 0);")]
    [InlineData("HashSet<Listener>", "public void Make() => _listeners.Add(new Listener());")]
    [InlineData("HashSet<Listener>", "public void AddAny(Listener? l) => _listeners.Add(l);")]
    [InlineData("HashSet<Listener>", "public void UnionWith(HashSet<Listener> other) => _listeners.UnionWith(other);")]
    [InlineData("HashSet<Listener>", "public void Raise() { foreach (object l in _listeners) l.ToString(); }")]
    [InlineData("List<Listener>", "public Listener First => _listeners[0];")]
    [InlineData("List<Listener>", "public void Both(Listener l) => _listeners.Insert(0, l);")]
    [InlineData("List<Listener>", "public void AddAgain(Listener l) => _listeners.Add(l);")]
    [InlineData("List<Listener>", "public void Remove(Listener[] l) => _listeners.Remove(l[0]);")]
    [InlineData("List<Listener>", "public void Same(Listener other) { foreach (var l in other._listeners) Add(l); _listeners.Sort(); }")]
    public async Task A_use_without_counterpart_stops_the_fix(string type, string use) =>
        Assert.DoesNotContain(EquivalenceKeys.WeakCollection, await On(type, Add + use).OfferedAsync("_listeners"));

    [Theory]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() => 0;")]
    [InlineData("} class Special : Listener { public override bool Equals(object? other) => true; public override int GetHashCode() => 0;")]
    public async Task Elements_with_an_equality_of_their_own_stay_in_their_set(string member) => Assert.DoesNotContain(
        EquivalenceKeys.WeakCollection,
        await Sources.On(Sources.Listener("HashSet<Listener>", Add + member)).OfferedAsync("_listeners"));

    [Fact]
    public async Task Null_may_be_in_a_set_where_nothing_forbids_it() => Assert.DoesNotContain(
        EquivalenceKeys.WeakCollection,
        await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Disable, Sources.Listener("HashSet<Listener>", Add)).WithOptions("cycleref.report_self_edges = true").OfferedAsync("_listeners"));

    [Theory]
    [InlineData("HashSet<Listener>")]
    [InlineData("List<Listener>")]
    public async Task Lets_its_elements_go_and_does_the_same_while_they_live(string type)
    {
        var run = Sources.On(
            Sources.Listener(type, Add + "public void Raise()\n    {\n        foreach (var listener in _listeners)\n            listener.Notify();\n    }\n    public bool Has(Listener l) => _listeners.Contains(l);\n    public bool Remove(Listener l) => _listeners.Remove(l);"),
            Behaviour.Helpers,
            """
            using System;
            using System.Runtime.CompilerServices;
            public static class Program
            {
                public static bool Collects;

                public static string Run()
                {
                    var subject = new Listener();
                    var kept = new Listener();
                    subject.Add(kept);
                    var gone = Drop(subject);
                    Memory.Collect();
                    subject.Raise();
                    var output = kept.Calls + " " + subject.Has(kept) + subject.Remove(kept) + subject.Remove(kept) + subject.Has(kept);
                    subject.Raise();
                    output += kept.Calls + (gone.TryGetTarget(out _) ? " held" : " gone");
                    GC.KeepAlive(subject);
                    GC.KeepAlive(kept);
                    return output;
                }

                [MethodImpl(MethodImplOptions.NoInlining)]
                private static WeakReference<Listener> Drop(Listener subject)
                {
                    var listener = new Listener();
                    subject.Add(listener);
                    return new WeakReference<Listener>(listener);
                }
            }
            """);
        Assert.Equal("1 TrueTrueFalseFalse1 held", Behaviour.Output(run));
        Assert.Equal("1 TrueTrueFalseFalse1 gone", Behaviour.Output(await run.ApplyAsync(EquivalenceKeys.WeakCollection, "_listeners")));
    }

    private static FixRun On(string type, string members) => Sources.On(Sources.Listener(type, members));
}
