using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>A declared type stands for its few concrete source subtypes.</summary>
public sealed class Subtypes
{
    private const string Two = "class A : IA { public B B = new B(); } class B { public IA {|CYC1001:Owner|}; }";
    private const string TwoSilent = "class A : IA { public B B = new B(); } class B { public IA Owner; }";

    [Theory]
    [InlineData("interface IA { }", Two)]
    [InlineData("interface IA { } class A2 : IA { }", Two)]
    [InlineData("interface IA { } class A2 : IA { } class A3 : IA { }", Two)]
    [InlineData("interface IA { } class A2 : IA { } abstract class A3 : IA { } abstract class A4 : IA { }", Two)]
    [InlineData("interface IRoot { } interface IA : IRoot { }", Two)]
    public Task Up_to_three_are_followed(string more, string source) => Verify<TypeCycleAnalyzer>.Source(more + source);

    [Theory]
    [InlineData("interface IA { } class A2 : IA { } class A3 : IA { } class A4 : IA { }", TwoSilent)]
    [InlineData("interface IA { } class A2 : IA { } class A3 : A2 { } class A4 : A3 { }", TwoSilent)]
    public Task More_are_not(string more, string source) => Verify<TypeCycleAnalyzer>.Source(more + source);

    [Theory]
    [InlineData("cycleref.max_subtypes = 4", true)]
    [InlineData("cycleref.max_subtypes = 2", false)]
    [InlineData("cycleref.follow_subtypes = all", true)]
    [InlineData("cycleref.follow_subtypes = none", false)]
    [InlineData("cycleref.follow_subtypes = nonsense", false)]
    [InlineData("cycleref.max_subtypes = -1", false)]
    [InlineData("cycleref.max_subtypes = 99999999999999999999", false)]
    public Task The_options_decide_how_far(string option, bool reports) => Verify<TypeCycleAnalyzer>.With(options: option).On(
        "interface IA { } class A2 : IA { } class A3 : IA { } class A4 : IA { }" + (reports ? Two : TwoSilent));

    [Fact]
    public Task None_follows_no_subtype_at_all() => Verify<TypeCycleAnalyzer>.With(options: "cycleref.follow_subtypes = none").On("interface IA { }" + TwoSilent);

    [Fact]
    public Task A_base_class_with_a_derived_one_that_points_back() => Verify<TypeCycleAnalyzer>.Source("""
        class Base { } class Derived : Base { public Holder {|CYC1001:Owner|}; }
        class Holder { public Base Item = new Derived(); }
        """);

    [Theory]
    [InlineData("class A : System.IDisposable { public B B = new B(); public void Dispose() { } } class B { public System.IDisposable Owner; }")]
    [InlineData("class A : System.IComparable { public B B = new B(); public int CompareTo(object o) => 0; } class B { public System.IComparable Owner; }")]
    [InlineData("class A : System.Exception { public B B = new B(); } class B { public System.Exception Owner; }")]
    public Task A_declared_library_type_is_not_widened(string source) => Verify<TypeCycleAnalyzer>.Source(source);

    [Fact]
    public Task A_generic_interface() => Verify<TypeCycleAnalyzer>.Source("""
        interface IHost<T> { } class Host : IHost<Part> { public Part Part = new Part(); }
        class Part { public IHost<Part> {|CYC1001:Owner|}; }
        """);

    [Theory]
    [InlineData("interface IHandler<T> { } class Handler : IHandler<Part> { public Part Part = new Part(); }")]
    [InlineData("class IHandler<T> { } class Handler : IHandler<Part> { public Part Part = new Part(); }")]
    public Task Another_construction_of_a_generic_type_is_not_followed(string declarations) => Verify<TypeCycleAnalyzer>.Source(
        declarations + "class Part { public IHandler<string> Host; }");

    [Theory]
    [InlineData("interface IHandler<out T> { } class Handler : IHandler<string> { public Part Part = new Part(); }")]
    [InlineData("interface IHandler<T> { } class Handler<T> : IHandler<T> { public Part Part = new Part(); }")]
    public Task A_construction_that_fits_is_followed(string declarations) => Verify<TypeCycleAnalyzer>.Source(
        declarations + "class Part { public IHandler<object> {|CYC1001:Host|}; }");

    [Fact]
    public Task Types_far_apart_in_files_that_know_nothing_of_each_other() => Verify<TypeCycleAnalyzer>.Source(
        "namespace Contracts { public interface IHost { } }",
        "namespace Parts { public class Part { public Contracts.IHost {|CYC1001:Host|} { get; set; } } }",
        "namespace App { public class Host : Contracts.IHost { public Parts.Part Part { get; } = new(); public Host() { Part.Host = this; } } }");
}
