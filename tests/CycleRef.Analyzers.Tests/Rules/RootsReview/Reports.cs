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

    [Fact]
    public Task Using_is_not_offered_where_the_task_is_returned() => VerifyRuleFix<RootedCycleAnalyzer, RootCallFixProvider>.With().IsNotOffered(
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
