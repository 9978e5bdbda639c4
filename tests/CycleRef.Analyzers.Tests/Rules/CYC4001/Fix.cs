using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4001;

public sealed class Fix
{
    private const string Before = """
        using System.Runtime.InteropServices;

        public class Session
        {
            private GCHandle _self;

            public Session() => _self = {|CYC4001:GCHandle.Alloc(this)|};

            ~Session() => _self.Free();
        }
        """;

    private const string Freed = """
        using System;
        using System.Runtime.InteropServices;

        public class Session : IDisposable
        {
            private GCHandle _self;

            public Session() => _self = GCHandle.Alloc(this);

            ~Session() => _self.Free();

            public void Dispose()
            {
                if (_self.IsAllocated)
                    _self.Free();
                System.GC.SuppressFinalize(this);
            }
        }
        """;

    private const string Weak = """
        using System.Runtime.InteropServices;

        public class Session
        {
            private GCHandle _self;

            public Session() => _self = GCHandle.Alloc(this, GCHandleType.Weak);

            ~Session() => _self.Free();
        }
        """;

    private static VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider> Verify(string key, NullableContextOptions nullable = NullableContextOptions.Disable) =>
        VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider>.With(key: key, nullable: nullable);

    private static VerifyRuleFix<RootedCycleAnalyzer, RootFixProvider> Calls() => Verify(EquivalenceKeys.WeakHandle);

    [Fact]
    public async Task The_handle_is_freed_in_Dispose()
    {
        await Verify(EquivalenceKeys.ReleaseRoot).Turns(Before, Freed);
        Assert.True(Keeps(Before));
        Assert.False(Keeps(Freed));
    }

    [Fact]
    public async Task The_handle_becomes_weak()
    {
        await Calls().Turns(Before, Weak);
        Assert.False(Keeps(Weak));
    }

    [Fact]
    public Task The_kind_of_the_handle_is_changed() => Calls().Turns(
        "using System.Runtime.InteropServices; public class S { private GCHandle _self; public S() { _self = {|CYC4001:GCHandle.Alloc(this, GCHandleType.Normal)|}; } }",
        "using System.Runtime.InteropServices; public class S { private GCHandle _self; public S() { _self = GCHandle.Alloc(this, GCHandleType.Weak); } }");

    [Fact]
    public Task A_typed_handle_is_disposed_in_an_existing_Dispose() => Verify(EquivalenceKeys.ReleaseRoot).Turns(
        """
        using System;
        using System.Runtime.InteropServices;
        public class S : IDisposable
        {
            private GCHandle<S> _self;
            public S() => _self = {|CYC4001:new GCHandle<S>(this)|};
            public void Dispose()
            {
                GC.SuppressFinalize(this);
            }
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        public class S : IDisposable
        {
            private GCHandle<S> _self;
            public S() => _self = new GCHandle<S>(this);
            public void Dispose()
            {
                _self.Dispose();
                GC.SuppressFinalize(this);
            }
        }
        """);

    [Fact]
    public Task All_handles_become_weak() => Calls().TurnsAll(
        "using System.Runtime.InteropServices; public class S { private GCHandle _self, _other; public S() { _self = {|CYC4001:GCHandle.Alloc(this)|}; _other = {|CYC4001:GCHandle.Alloc(this)|}; } }",
        "using System.Runtime.InteropServices; public class S { private GCHandle _self, _other; public S() { _self = GCHandle.Alloc(this, GCHandleType.Weak); _other = GCHandle.Alloc(this, GCHandleType.Weak); } }");

    [Theory]
    // A weak handle keeps no address.
    [InlineData("using System.Runtime.InteropServices; public class S { private GCHandle _self; public S() { _self = {|CYC4001:GCHandle.Alloc(this, GCHandleType.Pinned)|}; } }")]
    public Task A_pinned_handle_does_not_become_weak(string source) => Calls().IsNotOffered(source);

    [Theory]
    // A copy of the handle would be freed.
    [InlineData("using System.Runtime.InteropServices; public class S { private readonly GCHandle _self; public S() { _self = {|CYC4001:GCHandle.Alloc(this)|}; } }")]
    // The finalizer does more, and would throw.
    [InlineData("using System.Runtime.InteropServices; public class S { static int n; private GCHandle _self; public S() { _self = {|CYC4001:GCHandle.Alloc(this)|}; } ~S() { n++; _self.Free(); } }")]
    public Task Freeing_is_not_offered(string source) => Verify(EquivalenceKeys.ReleaseRoot).IsNotOffered(source);

    private static bool Keeps(string source) =>
        (bool)RunInProcess.Of("return Gc.Keeps(static () => { var session = new Session(); (((object)session) as IDisposable)?.Dispose(); return session; });", source)!;
}
