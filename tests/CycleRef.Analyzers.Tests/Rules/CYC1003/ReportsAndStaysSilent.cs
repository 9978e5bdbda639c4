using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1003;

public sealed class ReportsAndStaysSilent
{
    [Theory]
    [InlineData("class A { public B B; ~A() { } } class B { public A {|CYC1003:Owner|}; }")]
    [InlineData("class A { public B B; } class B { public A {|CYC1003:Owner|}; ~B() { } }")]
    [InlineData("class Base { ~Base() { } } class A : Base { public B B; } class B { public A {|CYC1003:Owner|}; }")]
    [InlineData("class A : System.ComponentModel.Component { public B B; } class B { public A {|CYC1003:Owner|}; }")]
    [InlineData("class A : System.Runtime.ConstrainedExecution.CriticalFinalizerObject { public B B; } class B { public A {|CYC1003:Owner|}; }")]
    public Task Reports_a_finalizer_of_a_type_or_its_base(string source) => Verify<TypeCycleAnalyzer>.Source(source);

    [Theory]
    [InlineData("class A { public B B; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class A { public B B; void Finalize(int x) { } } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class A { public B B; } class B { public A {|CYC1001:Owner|}; } class D : A { ~D() { } }")]
    public Task Without_one_the_plain_rule_reports(string source) => Verify<TypeCycleAnalyzer>.Source(source);

    [Theory]
    [InlineData("class A { B b; ~A() { } } class B { }")]
    [InlineData("class Node { Node next; ~Node() { } }")]
    public Task Stays_silent_without_a_cycle(string source) => Verify<TypeCycleAnalyzer>.Source(source);

    private static Task Narrowed(string code, string marked = "_oldParent") => Verify<TypeCycleAnalyzer>.Source($$"""
        class Control { public Control Parent2() => null; private Menu _menu; public Menu Menu { get => _menu; set => _menu = value; } ~Control() { } }
        class Scrolled : Control { private Control {{marked}}; {{code}} }
        class Menu : Scrolled { }
        """);

    [Theory]
    [InlineData("void OnParentChanged() { _oldParent = Parent2(); }")]
    [InlineData("void OnParentChanged() { if (_oldParent != Parent2()) _oldParent = Parent2(); }")]
    public Task What_a_base_class_looks_for_itself_is_silent(string code) => Narrowed(code);

    [Theory]
    [InlineData("public void SetParent(Control parent) { _oldParent = parent; }")]
    [InlineData("protected Scrolled(Control parent) { _oldParent = parent; } protected Scrolled() { }")]
    public Task What_a_base_class_is_given_is_reported(string code) => Narrowed(code, "{|CYC1003:_oldParent|}");
}
