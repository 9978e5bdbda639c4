using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5003;

/// <summary>Weak tables with entries for controls. Run, they tell whether a control stays that nobody but the table knows.</summary>
public sealed class ReportsAndStaysSilent
{
    private static string Source(string members) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        public class Control { }
        public class Entry { public Control Owner; public Entry(Control owner) { Owner = owner; } }
        public class Box { public Entry Entry; public Box(Control owner) { Entry = new Entry(owner); } }
        public record Info(Control Owner);
        public class Style { public Style(Control owner) { Name = owner.ToString(); } public string Name; }
        public class WeakEntry { public WeakReference<Control> Owner; public WeakEntry(Control owner) { Owner = new WeakReference<Control>(owner); } }
        public class Table { {{members}} }
        """;

    private static bool IsKept(string source) => (bool)RunInProcess.Of("var table = new Table(); var kept = Gc.Keeps(() => { var control = new Control(); table.Add(control); return control; }); GC.KeepAlive(table); return kept;", source)!;

    [Theory]
    [InlineData("private readonly Dictionary<WeakReference<Control>, Entry> {|CYC5003:_entries|} = new(); public void Add(Control c) { _entries[new WeakReference<Control>(c)] = new Entry(c); }")]
    [InlineData("private readonly Dictionary<WeakReference, Entry> {|CYC5003:_entries|} = new(); public void Add(Control c) { _entries.Add(new WeakReference(c), new Entry(c)); }")]
    [InlineData("private readonly ConcurrentDictionary<WeakReference<Control>, Info> {|CYC5003:_entries|} = new(); public void Add(Control c) { _entries.TryAdd(new WeakReference<Control>(c), new Info(c)); }")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, Box> {|CYC5003:_entries|} = new(); public void Add(Control c) { _entries[new WeakReference<Control>(c)] = new Box(c); }")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, List<Entry>> {|CYC5003:_entries|} = new(); public void Add(Control c) { _entries[new WeakReference<Control>(c)] = new List<Entry> { new Entry(c) }; }")]
    [InlineData("private Dictionary<WeakReference<Control>, Control> {|CYC5003:Entries|} { get; } = new(); public void Add(Control c) { Entries[new WeakReference<Control>(c)] = c; }")]
    [InlineData("private readonly System.Collections.Generic.Dictionary<System.WeakReference<Control>, (Control, int)> {|CYC5003:_entries|} = new(); public void Add(Control c) { _entries[new WeakReference<Control>(c)] = (c, 1); }")]
    public async Task Values_that_reach_their_keys_keep_them(string members)
    {
        await Verify<KeptByOthersAnalyzer>.Source(Source(members));
        Assert.True(IsKept(Source(members)));
    }

    [Theory]
    [InlineData("private readonly Dictionary<WeakReference<Control>, string> _entries = new(); public void Add(Control c) { _entries[new WeakReference<Control>(c)] = c.ToString(); }")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, Style> _entries = new(); public void Add(Control c) { _entries[new WeakReference<Control>(c)] = new Style(c); }")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, WeakEntry> _entries = new(); public void Add(Control c) { _entries[new WeakReference<Control>(c)] = new WeakEntry(c); }")]
    [InlineData("private readonly Dictionary<WeakReference, Style> _entries = new(); public void Add(Control c) { _entries.Add(new WeakReference(c), new Style(c)); }")]
    [InlineData("private readonly ConditionalWeakTable<Control, Entry> _entries = new(); public void Add(Control c) { _entries.Add(c, new Entry(c)); }")]
    [InlineData("private readonly List<WeakReference<Control>> _entries = new(); public void Add(Control c) { _entries.Add(new WeakReference<Control>(c)); }")]
    [InlineData("private readonly Dictionary<string, WeakReference<Control>> _entries = new(); public void Add(Control c) { _entries[\"c\"] = new WeakReference<Control>(c); }")]
    public async Task Values_that_do_not_reach_their_keys_let_them_go(string members)
    {
        await Verify<KeptByOthersAnalyzer>.Source(Source(members));
        Assert.False(IsKept(Source(members)));
    }

    [Theory]
    // A delegate tells nothing by its type, an object neither.
    [InlineData("private readonly Dictionary<WeakReference<Control>, Action> _entries = new();")]
    [InlineData("private readonly Dictionary<WeakReference<Control>, object> _entries = new();")]
    // Whose keys are not seen.
    [InlineData("private readonly Dictionary<WeakReference, Entry> _entries = new();")]
    public Task What_cannot_be_known(string members) => Verify<KeptByOthersAnalyzer>.Source(Source(members));

    [Fact]
    public Task The_message_names_the_way_back() => Verify<KeptByOthersAnalyzer>.With()
        .Expecting(RuleCatalogue.WeakTableValueReachesKey, "_entries", "Box.Entry → Entry.Owner → Control")
        .On(Source("private readonly Dictionary<WeakReference<Control>, Box> {|#0:_entries|} = new();"));
}
