using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5003;

/// <summary>The dictionary becomes a ConditionalWeakTable, and the control that nobody else knows is collected then.</summary>
public sealed class Fix
{
    private const string Types =
        "public class Control { } public class Entry { public Control Owner; public Entry(Control owner) { Owner = owner; } }"
        + " public class ByTarget : IEqualityComparer<WeakReference<Control>> { public bool Equals(WeakReference<Control> x, WeakReference<Control> y) => x.TryGetTarget(out var a) && y.TryGetTarget(out var b) && a == b; public int GetHashCode(WeakReference<Control> x) => 0; }";

    private static string Source(string members) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        {{Types}}
        public class Table { {{members}} }
        """;

    private static VerifyRuleFix<KeptByOthersAnalyzer, WeakTableFixProvider> Verify(LanguageVersion version = LanguageVersion.Preview) => VerifyRuleFix<KeptByOthersAnalyzer, WeakTableFixProvider>.With(version);

    private static bool IsKept(string source) => (bool)RunInProcess.Of("var table = new Table(); var kept = Gc.Keeps(() => { var control = new Control(); table.Add(control); return control; }); GC.KeepAlive(table); return kept;", source)!;

    /// <summary>What was added is found as long as somebody holds its key.</summary>
    private static bool Finds(string source) => (bool)RunInProcess.Of("var table = new Table(); var one = new Control(); var two = new Control(); table.Add(one); table.Add(two); return table.Find(one).Owner == one && table.Find(two).Owner == two && table.Find(new Control()) == null;", source)!;

    [Theory]
    [InlineData(
        "private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public void Add(Control c) { _all[new WeakReference<Control>(c)] = new Entry(c); } public Entry Find(Control c) { foreach (var pair in _all) { if (pair.Key.TryGetTarget(out var k) && k == c) return pair.Value; } return null; }",
        "private readonly ConditionalWeakTable<Control, Entry> _all = new(); public void Add(Control c) { _all.AddOrUpdate(c, new Entry(c)); } public Entry Find(Control c) { foreach (var pair in _all) { if (pair.Key is var k && k == c) return pair.Value; } return null; }")]
    [InlineData(
        "private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new Dictionary<WeakReference<Control>, Entry>(new ByTarget()); public void Add(Control c) { lock (_all) this._all.Add(new WeakReference<Control>(c), new Entry(c)); } public Entry Find(Control c) => _all.ContainsKey(new WeakReference<Control>(c)) && _all.TryGetValue(new(c), out var e) ? e : null;",
        "private readonly ConditionalWeakTable<Control, Entry> _all = new ConditionalWeakTable<Control, Entry>(); public void Add(Control c) { lock (_all) this._all.Add(c, new Entry(c)); } public Entry Find(Control c) => _all.TryGetValue(c, out _) && _all.TryGetValue(c, out var e) ? e : null;")]
    [InlineData(
        "private Dictionary<WeakReference, Entry> {|CYC5003:_all|} = new(); public void Add(Control c) { _all.Add(new WeakReference(c), new Entry(c)); } public Entry Find(Control c) { foreach (KeyValuePair<WeakReference, Entry> pair in _all) { if (pair.Key.Target != c) continue; return pair.Value; } return null; } public void Clear() => _all.Clear();",
        "private ConditionalWeakTable<Control, Entry> _all = new(); public void Add(Control c) { _all.AddOrUpdate(c, new Entry(c)); } public Entry Find(Control c) { foreach (var pair in _all) { if (pair.Key != c) continue; return pair.Value; } return null; } public void Clear() => _all.Clear();")]
    [InlineData(
        "private readonly ConcurrentDictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public void Add(Control c) { _all.TryAdd(new WeakReference<Control>(c), new Entry(c)); } public Entry Find(Control c) { foreach (var p in _all) { if (!p.Key.TryGetTarget(out var k)) continue; if (k == c) return p.Value; } return null; }",
        "private readonly ConditionalWeakTable<Control, Entry> _all = new(); public void Add(Control c) { _all.AddOrUpdate(c, new Entry(c)); } public Entry Find(Control c) { foreach (var p in _all) { if (!(p.Key is var k)) continue; if (k == c) return p.Value; } return null; }")]
    public async Task Every_use_is_rewritten(string before, string after)
    {
        await Verify().Turns(Source(before), Source(after));
        Assert.True(IsKept(Source(before)));
        Assert.False(IsKept(Source(after)));
        Assert.True(Finds(Source(before)));
        Assert.True(Finds(Source(after)));
    }

    [Fact]
    public Task The_namespace_of_the_table_is_imported() => Verify(LanguageVersion.CSharp7_3).Turns(
        """
        using System;
        using System.Collections.Generic;

        public class Control { }

        public class Table
        {
            private static readonly Dictionary<WeakReference<Control>, Control> {|CYC5003:s_all|} = new Dictionary<WeakReference<Control>, Control>();

            public static void Add(Control c) => s_all.Add(new WeakReference<Control>(c), c);

            public static void Put(Control c) { s_all[new WeakReference<Control>(c)] = c; }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;

        public class Control { }

        public class Table
        {
            private static readonly ConditionalWeakTable<Control, Control> s_all = new ConditionalWeakTable<Control, Control>();

            public static void Add(Control c) => s_all.AddOrUpdate(c, c);

            public static void Put(Control c) { s_all.AddOrUpdate(c, c); }
        }
        """);

    [Theory]
    // Counted, queried, handed on.
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public int Count => _all.Count;")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public object All => _all;")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public void Clean() { foreach (var key in _all.Keys) { if (!key.TryGetTarget(out _)) _all.Remove(key); } }")]
    // The weak reference itself is used.
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public List<WeakReference<Control>> Dead() { var dead = new List<WeakReference<Control>>(); foreach (var pair in _all) dead.Add(pair.Key); return dead; }")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public WeakReference<Control> Add(Control c) { var weak = new WeakReference<Control>(c); _all[weak] = new Entry(c); return weak; }")]
    // Found by reference, which it never is.
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(); public bool Has(Control c) => _all.ContainsKey(new WeakReference<Control>(c));")]
    // Others see it.
    [InlineData("internal readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:All|} = new();")]
    [InlineData("private Dictionary<WeakReference<Control>, Entry> {|CYC5003:All|} { get; } = new();")]
    // Made elsewhere, or with something in it.
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|}; public Table() { _all = new(); }")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_all|} = new(9);")]
    // A table holds no structs.
    [InlineData("private readonly Dictionary<WeakReference<Control>, (Control, int)> {|CYC5003:_all|} = new(); public void Add(Control c) { _all[new WeakReference<Control>(c)] = (c, 1); }")]
    public Task Is_not_offered(string members) => Verify().IsNotOffered(Source(members));

    [Fact]
    public Task Is_not_offered_where_keys_are_compared_by_value() => Verify().IsNotOffered(
        "using System; using System.Collections.Generic; public record Key(string Name); public class C : IEqualityComparer<WeakReference<Key>> { public bool Equals(WeakReference<Key> x, WeakReference<Key> y) => false; public int GetHashCode(WeakReference<Key> x) => 0; }"
        + " public class T { readonly Dictionary<WeakReference<Key>, Key> {|CYC5003:_all|} = new(new C()); public void Add(Key k) => _all.Add(new WeakReference<Key>(k), k); }");

    [Fact]
    public Task Is_not_offered_for_keys_that_may_be_null() => VerifyRuleFix<KeptByOthersAnalyzer, WeakTableFixProvider>.With(nullable: Microsoft.CodeAnalysis.NullableContextOptions.Enable).IsNotOffered(
        "using System; using System.Collections.Generic; public class K { } public class T { readonly Dictionary<WeakReference<K?>, K?> {|CYC5003:_all|} = new(); public void Add(K? k) => _all.Add(new WeakReference<K?>(k), k); }");
}
