using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4006;

public sealed class Fix
{
    private const string Before = """
        using System.Threading;

        public class Owner
        {
            private readonly ThreadLocal<object> {|CYC4006:_local|} = new();

            public void Use() => _local.Value = this;
        }
        """;

    private const string After = """
        using System;
        using System.Threading;

        public class Owner : IDisposable
        {
            private readonly ThreadLocal<object> _local = new();

            public void Use() => _local.Value = this;

            public void Dispose() => _local.Dispose();
        }
        """;

    private static VerifyRuleFix<KeptByOthersAnalyzer, KeptByOthersFixProvider> Verify() => VerifyRuleFix<KeptByOthersAnalyzer, KeptByOthersFixProvider>.With();

    [Fact]
    public async Task A_thread_local_is_disposed_with_its_owner()
    {
        await Verify().Turns(Before, After);
        Assert.True((bool)RunInProcess.Of("return Gc.Keeps(static () => { var owner = new Owner(); owner.Use(); (((object)owner) as IDisposable)?.Dispose(); return owner; });", Before)!);
        Assert.False((bool)RunInProcess.Of("return Gc.Keeps(static () => { var owner = new Owner(); owner.Use(); (((object)owner) as IDisposable)?.Dispose(); return owner; });", After)!);
    }

    [Theory]
    [InlineData("using System.Collections.Concurrent; public class Owner { private readonly ConcurrentBag<object> {|CYC4006:_bag|} = new(); public void Use() => _bag.Add(this); }")]
    [InlineData("using System.Threading; public class Owner { private readonly ThreadLocal<object> {|CYC4006:_local|} = new(); public void Use() => _local.Value = this; public void Dispose(string why) { } }")]
    public Task Is_not_offered(string source) => Verify().IsNotOffered(source);
}
