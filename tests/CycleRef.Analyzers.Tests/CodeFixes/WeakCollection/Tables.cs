using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.WeakCollection;

/// <summary>A dictionary whose keys close the cycle becomes a table that holds them weakly.</summary>
public sealed class Tables
{
    private const string Add = "public void Add(Listener listener)\n    {\n        _listeners.Add(listener, \"x\");\n    }\n\n    ";

    [Fact]
    public async Task A_dictionary() => Code.Contains(
        """
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.CompilerServices;

        class Listener
        {
            private readonly ConditionalWeakTable<Listener, string> _listeners = new ConditionalWeakTable<Listener, string>();
            public int Calls;

            public void Notify() => Calls++;

            public void Add(Listener listener)
            {
                _listeners.AddOrUpdate(listener, "x"); // named
            }
        }
        """,
        (await On("Dictionary<Listener, string>", "public void Add(Listener listener)\n    {\n        _listeners[listener] = \"x\"; // named\n    }", "new Dictionary<Listener, string>()").ApplyAsync(EquivalenceKeys.WeakCollection, "_listeners")).Text);

    [Theory]
    [InlineData("public bool Remove(Listener l) => _listeners.Remove(l);", "_listeners.Remove(l);")]
    [InlineData("public bool Has(Listener l) => _listeners.ContainsKey(l);", "_listeners.TryGetValue(l, out _);")]
    [InlineData("public string? Get(Listener l) => _listeners.TryGetValue(l, out var name) ? name : null;", "_listeners.TryGetValue(l, out var name) ? name : null;")]
    [InlineData("public bool Try(Listener l) => _listeners.TryAdd(l, \"y\");", "_listeners.TryAdd(l, \"y\");")]
    [InlineData("public void Raise() { foreach (var pair in _listeners) pair.Key.Notify(); }", "foreach (var pair in _listeners) pair.Key.Notify();")]
    [InlineData("public void Raise() { foreach (var (l, name) in _listeners) l.Notify(); }", "foreach (var (l, name) in _listeners) l.Notify();")]
    public async Task Each_use_has_its_counterpart(string use, string expected) => Code.Contains(expected, (await On("Dictionary<Listener, string>", Add + use, "new()").ApplyAsync(EquivalenceKeys.WeakCollection, "_listeners")).Text);

    [Theory]
    [InlineData("Dictionary<Listener, string>", "public string Get(Listener l) => _listeners[l];", "new()")]
    [InlineData("Dictionary<Listener, string>", "public object All => _listeners.Keys;", "new()")]
    [InlineData("Dictionary<Listener, string>", "", "new(EqualityComparer<Listener>.Default)")]
    [InlineData("Dictionary<Listener, string>", "", "new() { [null!] = \"y\" }")]
    [InlineData("SortedDictionary<Listener, string>", "", "new()")]
    public async Task Not_with_another_use_or_comparer(string type, string use, string creation) =>
        Assert.DoesNotContain(EquivalenceKeys.WeakCollection, await On(type, Add + use, creation).OfferedAsync("_listeners"));

    [Theory]
    [InlineData("object", "\"x\"")]
    [InlineData("System.Action", "null!")]
    [InlineData("Listener", "this")]
    [InlineData("int", "1")]
    public async Task Not_where_a_value_may_lead_back_or_is_no_object(string value, string written) => Assert.DoesNotContain(
        EquivalenceKeys.WeakCollection,
        await On($"Dictionary<Listener, {value}>", Add.Replace("\"x\"", written), "new()").OfferedAsync("_listeners"));

    [Fact]
    public async Task Lets_its_keys_go_and_does_the_same_while_they_live()
    {
        var run = FixRun.On(
            LanguageVersion.CSharp9,
            NullableContextOptions.Disable,
            Sources.Listener("Dictionary<Listener, string>", Add + "public string Get(Listener l) => _listeners.TryGetValue(l, out var name) ? name : null;\n    public void Raise() { foreach (var pair in _listeners) pair.Key.Notify(); }"),
            Behaviour.Helpers,
            """
            using System;
            using System.Runtime.CompilerServices;
            public static class Program
            {
                public static string Run()
                {
                    var subject = new Listener();
                    var kept = new Listener();
                    subject.Add(kept);
                    var gone = Drop(subject);
                    Memory.Collect();
                    subject.Raise();
                    var output = kept.Calls + subject.Get(kept) + subject.Get(new Listener());
                    try { subject.Add(kept); } catch (ArgumentException) { output += " twice"; }
                    try { subject.Add(null); } catch (ArgumentNullException) { output += " null"; }
                    output += gone.TryGetTarget(out _) ? " held" : " gone";
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
            """).WithOptions("cycleref.report_self_edges = true");
        Assert.Equal("1x twice null held", Behaviour.Output(run));
        Assert.Equal("1x twice null gone", Behaviour.Output(await run.ApplyAsync(EquivalenceKeys.WeakCollection, "_listeners")));
    }

    private static FixRun On(string type, string members, string creation) =>
        Sources.On(Sources.Listener(type, members).Replace("_listeners = new();", "_listeners = " + creation + ";"));
}
