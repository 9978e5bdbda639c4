using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>A link that a teardown method clears is managed by hand.</summary>
public sealed class Teardown
{
    /// <summary>A holds B in <c>_b</c>, B holds A in <c>_a</c>; the test gives B's code.</summary>
    private static Task Silent(string codeOfB, string codeOfA = "") => Verify<TypeCycleAnalyzer>.Source($$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        class A { private readonly List<B> _b = new(); public B Add() { var b = new B(this); _b.Add(b); return b; } {{codeOfA}} }
        class B : IDisposable { private A _a; private IDisposable _other; public B(A a) { _a = a; } {{codeOfB}} }
        """);

    [Theory]
    [InlineData("public void Dispose() { _a = null; }")]
    [InlineData("public void Dispose() => _a = null;")]
    [InlineData("public void Dispose() { this._a = null!; }")]
    [InlineData("public void Dispose() { _a = default; }")]
    [InlineData("void IDisposable.Dispose() { _a = null; }")]
    [InlineData("public void Dispose() { Dispose(true); } protected virtual void Dispose(bool disposing) { if (disposing) { _a = null; } }")]
    [InlineData("public void Dispose() { Interlocked.Exchange(ref _a, null); }")]
    [InlineData("public void Dispose() { (_a, _other) = (null, null); }")]
    [InlineData("public void Dispose() { Clean(); } private void Clean() { _a = null; }")]
    [InlineData("public void Dispose() { } public ValueTask DisposeAsync() { _a = null; return default; }")]
    [InlineData("public void Dispose() { } public void Close() { _a = null; }")]
    [InlineData("public void Dispose() { } public void StopListening() { _a = null; }")]
    [InlineData("public void Dispose() { } public void DisconnectHandler() { _a = null; }")]
    [InlineData("public void Dispose() { } protected void OnDetachedFromWindow() { _a = null; }")]
    [InlineData("public void Dispose() { } public void OnDestroy() { _a = null; }")]
    [InlineData("public void Dispose() { } public void _ExitTree() { _a = null; }")]
    [InlineData("public void Dispose() { SetOwner(null); } private void SetOwner(A a) { _a = a; }")]
    [InlineData("public void Dispose() { this.SetOwner(default); } private void SetOwner(A a) => _a = a;")]
    [InlineData("public void Dispose() { Run(); void Run() { _a = null; } }")]
    [InlineData("public void Dispose() { Action run = () => _a = null; run(); }")]
    [InlineData("public void Dispose() { Owner = null; } public A Owner { get => _a; set => _a = value; }")]
    [InlineData("public void Dispose() { } async ValueTask DisposeAsyncCore() { await Task.Yield(); _a = null; }")]
    [InlineData("public void Dispose() { try { lock (this) { if (_a != null) _a = null; } } finally { } }")]
    [InlineData("public void Dispose() { Volatile.Write(ref _a, null); }")]
    public Task That_nulls_the_reference_is_silent(string codeOfB) => Silent(codeOfB);

    [Theory]
    [InlineData("public void Dispose() { _b.Clear(); }")]
    [InlineData("public void Close() { foreach (var b in _b) b.Dispose(); }")]
    [InlineData("public void Detach(B b) { _b.Remove(b); }")]
    [InlineData("public void TearDown() { _b.RemoveAll(static b => true); }")]
    [InlineData("public void Dispose() { foreach (var b in _b) b.SetOwner(null); }")]
    public Task That_empties_the_collection_is_silent(string codeOfA) => Silent("public void Dispose() { } public void SetOwner(A a) { _a = a; }", codeOfA);

    [Fact]
    public Task Of_the_owner_that_clears_the_childs_property_is_silent() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class A { private readonly List<B> _b = new(); public void Add(B b) { b.Owner = this; _b.Add(b); } public void Dispose() { foreach (var b in _b) b.Owner = null; } }
        class B { public A Owner { get; set; } }
        """);

    [Fact]
    public Task In_a_derived_class_called_by_the_bases_Dispose_is_silent() => Verify<TypeCycleAnalyzer>.Source("""
        abstract class Base { public void Dispose() { Release(); } protected abstract void Release(); }
        class A { private B _b; public void Make() { _b = new B(this); } public B Get() => _b; }
        class B : Base { private A _a; public B(A a) { _a = a; } protected override void Release() { _a = null; } }
        """);

    [Theory]
    [InlineData("_b = new List<B>();", "List<B>")]
    [InlineData("_b = new();", "List<B>")]
    [InlineData("_b = [];", "List<B>")]
    [InlineData("_b = [];", "B[]")]
    [InlineData("_b = Array.Empty<B>();", "B[]")]
    [InlineData("_b = ImmutableList<B>.Empty;", "ImmutableList<B>")]
    public Task That_replaces_the_collection_by_an_empty_one_is_silent(string teardown, string collection) => Verify<TypeCycleAnalyzer>.Source($$"""
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        class A { private {{collection}} _b; public void Set({{collection}} b) { _b = b; } public void Dispose() { {{teardown}} } }
        class B { public A Owner; }
        """);

    [Theory]
    [InlineData("~B() { _a = null; } public void Dispose() { }")]
    [InlineData("public void Dispose() { } public void Reset() { _a = null; }")]
    [InlineData("public void Dispose() { _other = null; }")]
    [InlineData("public void Dispose() { var _a = new object(); _a = null; }")]
    [InlineData("public void Dispose() { First(); } void First() { Second(); } void Second() { _a = null; }")]
    public Task That_does_not_clear_it_reports(string codeOfB)
    {
        var id = codeOfB.StartsWith('~') ? "CYC1003" : "CYC1001";
        return Verify<TypeCycleAnalyzer>.Source($$"""
            using System;
            using System.Collections.Generic;
            class A { private readonly List<B> _b = new(); public B Add() { var b = new B(this); _b.Add(b); return b; } }
            class B : IDisposable { private A {|{{id}}:_a|}; private IDisposable _other; public B(A a) { _a = a; } {{codeOfB}} }
            """);
    }
}
