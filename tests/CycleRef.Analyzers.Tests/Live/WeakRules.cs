using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>The rules about removals, weak references and kept values in an editor: what they say of one file, or one line, is what a build says.</summary>
public sealed class WeakRules
{
    private static readonly (string Path, string Source)[] Files =
    [
        ("/src/Attach.cs", """
            using System;
            public partial class View
            {
                public event EventHandler Changed;
                private int _count;
                public void Attach(View other) => other.Changed += (s, e) => _count++;
                public void Detach(View other) => other.Changed -= (s, e) => _count++;
            }
            """),
        ("/src/Weak.cs", """
            using System;
            using System.Collections.Generic;
            public class Cache
            {
                private readonly Dictionary<WeakReference<Cache>, Node> _nodes = new();
                private WeakReference _weak;
                private int _count;
                public void Start()
                {
                    _weak = new WeakReference(new Action(() => _count++));
                    if (_weak.IsAlive) _weak.Target.ToString();
                }
            }
            public class Node { public Cache Owner; public Node(Cache owner) { Owner = owner; } }
            """),
        ("/src/Local.cs", "using System.Threading; public partial class Local { private readonly ThreadLocal<object> _local = new(); }"),
        ("/src/Local.More.cs", "public partial class Local { public void Use() { _local.Value = new Holder(this); } }"),
        ("/src/Holder.cs", "public class Holder { private readonly object _owner; public Holder(object owner) { _owner = owner; } }"),
        ("/src/Listen.cs", """
            using System;
            public class WeakListener<T> where T : class
            {
                private readonly WeakReference<T> _instance;
                public WeakListener(T instance) { _instance = new WeakReference<T>(instance); }
                public Action<T> OnEvent { get; set; }
            }
            public class Page { private int _count; public object Listen() => new WeakListener<Page>(this) { OnEvent = page => _count++ }; }
            """),
        ("/src/Chart.cs", """
            using System.Threading.Tasks;
            using Microsoft.JSInterop;
            public class Chart
            {
                public async Task Show(IJSRuntime js) => await js.InvokeVoidAsync("show", DotNetObjectReference.Create(this));
            }
            """),
    ];

    public static TheoryData<string> Analyzers =>
    [
        nameof(UselessRemovalAnalyzer), nameof(WeakReferenceAnalyzer), nameof(WeakListenerAnalyzer), nameof(KeptByOthersAnalyzer), nameof(InteropReferenceAnalyzer),
    ];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task Live_equals_batch(string name) => LiveChecks.LiveEqualsBatch(Over(Files), () => LiveChecks.Create(name));

    [Theory]
    [MemberData(nameof(Analyzers))]
    public async Task The_line_of_a_report_is_enough_to_see_it(string name)
    {
        var analysis = Over(Files);
        foreach (var report in await analysis.Batch(LiveChecks.Create(name)))
        {
            var tree = report.Location.SourceTree!;
            TextSpan line = (await tree.GetTextAsync()).Lines.GetLineFromPosition(report.Location.SourceSpan.Start).Span;
            Assert.Contains(Analysis.Describe(report), (await analysis.LiveFile(LiveChecks.Create(name), tree, line)).Select(Analysis.Describe));
        }
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task Half_typed_code_throws_nothing(string name) => LiveChecks.HalfTypedCodeThrowsNothing(Files, Over, () => LiveChecks.Create(name));

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task The_compilation_is_collected(string name) => LiveChecks.KeepsNoCompilation(static () => Over(Files), LiveChecks.Create(name));

    private static Analysis Over((string Path, string Source)[] files) => new(Analysis.Compile(files).AddReferences(References.Libraries));
}
