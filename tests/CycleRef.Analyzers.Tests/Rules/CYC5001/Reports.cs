using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5001;

/// <summary>Each is reported, and the target is gone after a collection.</summary>
public sealed class Reports
{
    private static async Task Dies(string members, LanguageVersion languageVersion = LanguageVersion.Preview)
    {
        var source = Holder.Source(members);
        await Holder.Reported(source, languageVersion);
        Assert.False(Holder.HasTarget(source, languageVersion));
    }

    [Theory]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>({|CYC5001:() => Count++|}); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new({|CYC5001:() => Count++|}); }")]
    [InlineData("public WeakReference Ref; public void Start() { Ref = new WeakReference((Action)({|CYC5001:() => Count++|})); }")]
    [InlineData("public WeakReference Ref; public void Start() { var n = 1; Ref = new WeakReference({|CYC5001:new Action(() => Console.WriteLine(n))|}, false); }")]
    [InlineData("public WeakReference<Action> Ref { get; private set; } public void Start() { int n = 3; Ref = new System.WeakReference<Action>({|CYC5001:delegate { n++; }|}); }")]
    [InlineData("List<WeakReference<Action>> _all = new(); public object Ref => _all[0]; public void Start() { _all.Add(new WeakReference<Action>({|CYC5001:() => Count++|})); }")]
    [InlineData("List<WeakReference<Action>> _all = new(); public object Ref => _all[0]; public void Start() { var weak = new WeakReference<Action>({|CYC5001:() => Count++|}); _all.Add(weak); }")]
    [InlineData("public WeakReference<Action> Ref = new WeakReference<Action>(null); public void Start() { Ref.SetTarget({|CYC5001:() => Count++|}); }")]
    public Task Lambdas_that_capture(string members) => Dies(members.Replace("(Action)({|CYC5001:() => Count++|})", "{|CYC5001:(Action)(() => Count++)|}", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>({|CYC5001:Tick|}); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>({|CYC5001:this.Tick|}); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>({|CYC5001:new Action(Tick)|}); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>({|CYC5001:new Action(StaticTick)|}); }")]
    [InlineData("public WeakReference<Action> Ref; public void Start() { var n = 0; void Local() => n++; Ref = new WeakReference<Action>({|CYC5001:Local|}); }")]
    public Task Methods_as_delegates(string members) => Dies(members);

    [Fact]
    public Task A_static_method_before_the_compiler_kept_such_delegates() =>
        Dies("public WeakReference<Action> Ref; public void Start() { Ref = new WeakReference<Action>({|CYC5001:StaticTick|}); }", LanguageVersion.CSharp10);

    [Theory]
    [InlineData("static readonly WeakReference<Action> s_ref = new({|CYC5001:() => Console.WriteLine()|}); public object Ref => s_ref; public void Start() { if (s_ref == null) Count++; }")]
    [InlineData("static readonly WeakReference<Action> s_ref = new WeakReference<Action>({|CYC5001:StaticTick|}); public object Ref => s_ref; public void Start() { if (s_ref == null) Count++; }")]
    [InlineData("static readonly WeakReference<Action> s_ref; static Holder() { s_ref = new WeakReference<Action>({|CYC5001:() => Console.WriteLine()|}); } public object Ref => s_ref;")]
    public Task Code_that_runs_once_keeps_no_delegate(string members) => Dies(members);

    [Theory]
    [InlineData("public WeakReference Ref; public void Start() { Ref = new WeakReference({|CYC5001:new Item()|}); }")]
    [InlineData("public WeakReference<Item> Ref = new WeakReference<Item>({|CYC5001:new Item()|});")]
    [InlineData("public WeakReference<Item> Ref = new({|CYC5001:new()|});")]
    [InlineData("public WeakReference<Item> Ref; public void Start() { Ref = new WeakReference<Item>({|CYC5001:new Item(this) { Name = \"x\" }|}); }")]
    [InlineData("List<WeakReference> _all = new(); public object Ref => _all[0]; public void Start() { _all.Add(new WeakReference({|CYC5001:new Item()|})); }")]
    public Task New_objects(string members) => Dies(members);

    [Fact]
    public Task The_message_names_the_object() => Verify<WeakReferenceAnalyzer>.With()
        .Expecting(RuleCatalogue.WeakToFresh, "the new 'Item'")
        .On(Holder.Source("public WeakReference Ref; public void Start() { Ref = new WeakReference({|#0:new Item()|}); }"));
}
