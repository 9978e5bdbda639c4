using System.Collections.Generic;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.RootsReview;

/// <summary>What lies close to the healthy code and is not: the silence must not reach so far. And fixes that would change what the code does.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("class P { const int Often = 1000; Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, 0, Often); } void Poll() { } }")]
    [InlineData("class P { static readonly TimeSpan Every = TimeSpan.FromSeconds(1); Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, TimeSpan.Zero, Every); } void Poll() { } }")]
    [InlineData("class P { Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, 0, 10); } void Poll() { } } class Other { readonly P _p = new P(); }")]
    [InlineData("class FactAttribute { } class P { Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, 0, 10); } void Poll() { } }")]
    [InlineData("class P { GCHandle _h; public P() { _h = {|CYC4001:GCHandle.Alloc(this)|}; } public IntPtr Pointer => GCHandle.ToIntPtr(_h); } static class N { public static object Of(IntPtr p) => GCHandle.FromIntPtr(p).Target; }")]
    public Task What_is_kept_for_good(string code) => Verify<RootedCycleAnalyzer>.Source("using System; using System.Runtime.InteropServices; using System.Threading;\n" + code);

    [Theory]
    // A factory holds nothing; what a list of the process holds for a while is no singleton; code makes as many as it likes.
    [InlineData("class P { Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, 0, 10); } void Poll() { } } static class Make { public static readonly Func<P> New = () => new P(); }")]
    [InlineData("class P { Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, 0, 10); } void Poll() { } } static class Entry { static void Main() { while (Console.ReadLine() != null) new P(); } }")]
    [InlineData("class P { Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, 0, 10); } void Poll() { } } class P<T> { } static class Held { public static readonly P<int> One = new(); }")]
    [InlineData("class P { static P s_last; Timer _t; public P() { _t = {|CYC4004:new Timer|}(_ => Poll(), null, 0, 10); } void Poll() { } public static void Note(P p) => s_last = p; }")]
    // Told to live shorter than the program.
    [InlineData("class S { string _v; public S(IOptionsMonitor<string> o) { o.{|CYC4005:OnChange|}(v => _v = v); } } static class R { static void Add(IServiceCollection s) => s.AddScoped<S>(); }")]
    [InlineData("class S { string _v; public S(IOptionsMonitor<string> o) { o.{|CYC4005:OnChange|}(v => _v = v); } } static class R { static void Add(IServiceCollection s) => s.AddTransient(sp => new S(null)); }")]
    [InlineData("class S : IDisposable { string _v; public S(IOptionsMonitor<string> o) { o.{|CYC4005:OnChange|}(v => _v = v); } public void Dispose() { } }")]
    [InlineData("class S { string _v; public S(IOptionsMonitor<string> o) { o.{|CYC4005:OnChange|}(v => _v = v); } } class Window { object Open(IOptionsMonitor<string> o) => new S(o); }")]
    [InlineData("class ComponentBase { } class S : ComponentBase { string _v; public S(IOptionsMonitor<string> o) { o.{|CYC4005:OnChange|}(v => _v = v); } }")]
    [InlineData("class S { string _v; readonly IDisposable _r; public S(IOptionsMonitor<string> o) { _r = o.{|CYC4005:OnChange|}(v => _v = v); } ~S() => _r.Dispose(); }")]
    public Task Lifetimes_that_are_told(string code)
    {
        var verify = Verify<RootedCycleAnalyzer>.New();
        verify.TestState.AdditionalReferences.AddRange(References.Libraries);
        return verify.On("using System; using System.Threading; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Options;\n" + code);
    }

    [Fact]
    public Task Users_tell_lifetimes() => Verify<RootedCycleAnalyzer>.With(additionalFiles: new Dictionary<string, string>
    {
        ["/CycleRef.Roots.mine.txt"] = "singleton M:My.Kernel.BindForEver\ntransient M:My.Kernel.BindForNow\nwindow P:My.Shell.Desktop\nruns M:My.Shell.Show\nends-name Dialog\nprocess-attribute T:EternalAttribute\n",
        ["/CycleRef.Registrations.mine.txt"] = "watches M:Feed.Watch\nprocess-token P:My.Life.Over\nshort-token P:My.Life.Call\n",
    }).On(
        """
        using System; using System.Threading;
        class Kernel { public void BindForEver<T>() { } public void BindForNow<T>() { } }
        class EternalAttribute : Attribute { }
        class Shell { public object Desktop; public void Show(object o) { } }
        class Dialog { }
        class Feed { public IDisposable Watch(Action a) => null; }
        static class Life { public static CancellationTokenSource Source = new(); public static CancellationToken Over => Source.Token; public static CancellationToken Call => Source.Token; }
        class A { Timer _t; public A() { _t = new Timer(_ => On(), null, 0, 9); } void On() { } }
        class B { Timer _t; public B() { _t = new Timer(_ => On(), null, 0, 9); } void On() { } }
        class C { Timer _t; public C() { _t = new Timer(_ => On(), null, 0, 9); } void On() { } }
        [Eternal] class D { Timer _t; public D() { _t = new Timer(_ => On(), null, 0, 9); } void On() { } }
        class E { Timer _t; public E() { _t = {|CYC4004:new Timer|}(_ => On(), null, 0, 9); } void On() { } }
        class F { public F(Feed f) { f.Watch(On); } void On() { } }
        class G { public G(Feed f) { f.{|CYC4005:Watch|}(On); } void On() { } }
        class H : Dialog { public H(Feed f) { f.{|CYC4005:Watch|}(On); Life.Call.Register(On); Life.Over.{|CYC4005:Register|}(On); } void On() { } }
        class I { public I() { Life.Over.Register(On); } void On() { } }
        class Setup { void Do(Kernel k, Shell shell) { k.BindForEver<A>(); shell.Desktop = new B(); shell.Show(new C()); k.BindForNow<G>(); } }
        """);

    [Fact]
    public Task Using_is_not_offered_where_the_task_is_returned() => VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With().IsNotOffered(
        """
        using System.Threading;
        using System.Threading.Tasks;
        class C
        {
            Task Wait(CancellationToken token)
            {
                var both = CancellationTokenSource.{|CYC4005:CreateLinkedTokenSource|}(token);
                both.CancelAfter(1000);
                return Task.Delay(5000, both.Token);
            }
        }
        """);

    [Fact]
    public Task What_is_added_under_a_lock_is_removed_under_it() => VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With().Turns(
        """
        using System;
        using System.Collections.Generic;
        class View : IDisposable
        {
            private static readonly List<View> s_open = new();
            public View()
            {
                lock (s_open)
                    {|CYC4002:s_open.Add(this)|};
            }
            public void Dispose()
            {
            }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        class View : IDisposable
        {
            private static readonly List<View> s_open = new();
            public View()
            {
                lock (s_open)
                    s_open.Add(this);
            }
            public void Dispose()
            {
                lock (s_open)
                    s_open.Remove(this);
            }
        }
        """);
}
