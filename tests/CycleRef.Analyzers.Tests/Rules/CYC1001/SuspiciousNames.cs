using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>The names-only stage must not rule out a cycle that the symbols have.</summary>
public sealed class SuspiciousNames
{
    [Theory]
    [InlineData("interface IItem { } class Group : Collection<IItem>, IItem { } class Item : IItem { public Group {|CYC1001:Owner|}; }")]
    [InlineData("interface IItem { } class Group : System.Collections.ObjectModel.Collection<IItem>, IItem { } class Item : IItem { public Group {|CYC1001:Owner|}; }")]
    [InlineData("class Outer<T> { public class Inner { public class T { public Inner {|CYC1001:Owner|}; } public T Item; } }")]
    [InlineData("class Base { public class T { public Outer<int>.Inner {|CYC1001:Owner|}; } } class Outer<T> { public class Inner : Base { public new T Item; } }")]
    [InlineData("class A { public global::B B; } class B { public global::A {|CYC1001:Owner|}; }")]
    [InlineData("class A { public N.B B; } namespace N { class B { public A {|CYC1001:Owner|}; } }")]
    [InlineData("class @class { public @new B; } class @new { public @class {|CYC1001:Owner|}; }")]
    [InlineData("class A { public \\u0042 B; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class Übung { public Prüfung P; } class Prüfung { public Übung {|CYC1001:Owner|}; }")]
    [InlineData("class Base { public class N { public Derived {|CYC1001:Owner|}; } } class Derived : Base { public N Item; }")]
    [InlineData("class Base<T> { public class N { public T {|CYC1001:Owner|}; } } class Derived : Base<Derived> { public N Item; }")]
    [InlineData("class A { public (int, (B, int)[]) B; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class A<T> where T : B { public T Item; } class B { public A<B> {|CYC1001:Owner|}; }")]
    [InlineData("class A : L<L<B>> { } class L<T> { public T V; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("namespace One { class A { public Two.A<int> P; } } namespace Two { class A<T> { public One.A {|CYC1001:Owner|}; } }")]
    public Task A_cycle_under_odd_names_reports(string source) =>
        Verify<TypeCycleAnalyzer>.Source("using System.Collections.Generic; using System.Collections.ObjectModel;\n" + source);

    [Theory]
    [InlineData("global using Target = B;", "class A { public Target T; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("global using Target = (B, int);", "class A { public Target T; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("global using Target = B[];", "class A { public Target T; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("class Outer { public class B { public A {|CYC1001:Owner|}; } }", "using static Outer; class A { public B B; }")]
    [InlineData("partial class A : Base { }", "partial class A { } class Base { public B B; } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("using A = B;", "class A { public B B; } class B { public A {|CYC1001:Owner|}; }")]
    public Task A_cycle_over_two_files_reports(string first, string second) => Verify<TypeCycleAnalyzer>.Source(first, second);
}
