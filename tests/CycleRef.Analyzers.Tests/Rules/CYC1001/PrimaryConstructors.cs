using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>A primary-constructor parameter is held only where a body of the type uses it.</summary>
public sealed class PrimaryConstructors
{
    /// <summary>A makes B and hands itself over; the test gives B's code.</summary>
    private static Task Check(string codeOfB, string more = "") => Verify<TypeCycleAnalyzer>.Source($$"""
        using System;
        using System.Linq;
        class A { private B _b; public A() { _b = new B(this); } public B Get() => _b; public string Name; }
        {{codeOfB}}
        {{more}}
        """);

    [Theory]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public bool Same(A owner) => owner != null; }")]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public void M() { A owner = null; owner?.Get(); } }")]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public object M(A[] all) => all.Select(owner => owner.Name); }")]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public string M() => nameof(owner); }")]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public object M() => new Entry { owner = null }; } class Entry { public string owner; }")]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public object M() => new { owner = 1 }; }")]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public B(A owner, int i) : this(owner) { } }")]
    [InlineData("class B(A owner) { public string N { get; } = owner.Name; public object M(Entry e) => e.owner; } class Entry { public string owner; }")]
    public Task That_names_something_else_is_silent(string codeOfB) => Check(codeOfB);

    [Fact]
    public Task That_is_hidden_by_a_member_of_the_base_class_is_silent() =>
        Check("class B(A owner) : Base(owner.Name) { public string M() => owner; }", "class Base(string name) { protected string owner = name; }");

    [Theory]
    [InlineData("class B(A {|CYC1001:owner|}) { public string M() => owner.Name; }")]
    [InlineData("class B(A {|CYC1001:owner|}) { public Func<string> M() => () => owner.Name; }")]
    [InlineData("class B(A {|CYC1001:owner|}) { public string M() { return Local(); string Local() => owner.Name; } }")]
    [InlineData("class B(A {|CYC1001:owner|}) { public object M() => new { owner }; }")]
    [InlineData("class B(A {|CYC1001:@owner|}) { public string M() => @owner.Name; }")]
    [InlineData("class B(A {|CYC1001:owner|}) { public event Action E { add { owner.Get(); } remove { } } }")]
    [InlineData("class B(A {|CYC1001:owner|}) { public string this[int i] => owner.Name; }")]
    [InlineData("class B(A {|CYC1001:owner|}) { public string N => owner.Name; public bool Same(B owner) => owner != null; }")]
    public Task That_a_body_uses_reports(string codeOfB) => Check(codeOfB);

    [Fact]
    public Task That_a_setter_assigns_later_can_close() => Verify<TypeCycleAnalyzer>.Source("""
        class A { private readonly B _b; public A(B b) { _b = b; } public B Get() => _b; }
        class B(A {|CYC1001:owner|}) { public A Owner { get => owner; set => owner = value; } }
        """);
}
