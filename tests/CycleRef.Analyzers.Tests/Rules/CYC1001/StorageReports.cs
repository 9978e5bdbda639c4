using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>Every kind of storage through which an object can be held.</summary>
public sealed class StorageReports
{
    /// <summary>B points back to A; A holds B through what the test names.</summary>
    private static Task HoldsThrough(string memberOfA, string more = "") => Verify<TypeCycleAnalyzer>.Source($$"""
        using System;
        using System.Collections;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        class A { {{memberOfA}} }
        class B { public A {|CYC1001:Owner|}; }
        {{more}}
        """);

    [Theory]
    [InlineData("B b;")]
    [InlineData("public B B;")]
    [InlineData("private B a, b;")]
    [InlineData("internal volatile B b;")]
    public Task A_field(string member) => HoldsThrough(member);

    [Theory]
    [InlineData("public B B { get; set; }")]
    [InlineData("B B { get; set; } = null;")]
    [InlineData("public B B { get; private set; } public void Set(B b) { B = b; }")]
    [InlineData("public virtual B B { get; set; }")]
    [InlineData("public required B B { get; set; }")]
    public Task An_auto_property(string member) => HoldsThrough(member);

#if ROSLYN_NEWEST
    [Theory]
    [InlineData("public B B { get => field; set => field = value; }")]
    [InlineData("public B B { get; set { if (value != null) field = value; } }")]
    [InlineData("public B B => field ??= new B();")]
    public Task A_property_that_uses_the_field_keyword(string member) => HoldsThrough(member);
#endif

    [Theory]
    [InlineData("B[] b;")]
    [InlineData("B[,] b;")]
    [InlineData("B[][] b;")]
    public Task An_array(string member) => HoldsThrough(member);

    [Theory]
    [InlineData("List<B> b;")]
    [InlineData("readonly List<B> b = new();")]
    [InlineData("IList<B> b;")]
    [InlineData("IEnumerable<B> b;")]
    [InlineData("IReadOnlyList<B> b;")]
    [InlineData("HashSet<B> b;")]
    [InlineData("Queue<B> b;")]
    [InlineData("Dictionary<string, B> b;")]
    [InlineData("Dictionary<B, int> b;")]
    [InlineData("IDictionary<string, B> b;")]
    [InlineData("ConcurrentDictionary<string, List<B>> b;")]
    [InlineData("ObservableCollection<B> b;")]
    [InlineData("ConcurrentBag<B> b;")]
    [InlineData("LinkedList<B> b;")]
    [InlineData("LinkedListNode<B> b;")]
    [InlineData("PriorityQueue<B, int> b;")]
    [InlineData("ImmutableArray<B> b;")]
    [InlineData("ImmutableList<B> b;")]
    [InlineData("Channel<B> b;")]
    public Task A_collection(string member) => HoldsThrough(member);

    [Theory]
    [InlineData("Lazy<B> b;")]
    [InlineData("readonly Lazy<B> b = new(() => null);")]
    [InlineData("Task<B> b;")]
    [InlineData("ValueTask<B> b;")]
    [InlineData("TaskCompletionSource<B> b;")]
    [InlineData("ThreadLocal<B> b;")]
    [InlineData("StrongBox<B> b;")]
    [InlineData("KeyValuePair<string, B> b;")]
    [InlineData("Tuple<int, B> b;")]
    [InlineData("(int Id, B Value) b;")]
    [InlineData("(int, (string, B)) b;")]
    [InlineData("(int, B)? b;")]
    [InlineData("Lazy<Task<B[]>> b;")]
    public Task A_holder_of_one(string member) => HoldsThrough(member);

    [Theory]
    [InlineData("Slot s;", "struct Slot { public B Value; }")]
    [InlineData("Slot? s;", "struct Slot { public B Value; }")]
    [InlineData("Slot[] s;", "struct Slot { public B Value { get; set; } }")]
    [InlineData("Slot s;", "struct Slot { Inner inner; } struct Inner { B value; }")]
    [InlineData("Slot<B> s;", "struct Slot<T> { public T Value; }")]
    [InlineData("Slot s;", "record struct Slot(B Value);")]
    [InlineData("Buffer s;", "[InlineArray(4)] struct Buffer { private B _element; }")]
    public Task A_struct_that_carries_it(string member, string more) => HoldsThrough(member, more);

    [Theory]
    [InlineData("Bs b;", "class Bs : List<B> { }")]
    [InlineData("Bs b;", "class Bs : Collection<B> { }")]
    [InlineData("Bs b;", "class Bs { private B[] _items; }")]
    [InlineData("Bs b;", "class Bs : IEnumerable<B> { B[] _items; public IEnumerator<B> GetEnumerator() => null; IEnumerator IEnumerable.GetEnumerator() => null; }")]
    public Task A_collection_of_its_own(string member, string more) => HoldsThrough(member, more);

    [Fact]
    public Task A_settable_positional_record_member() => Verify<TypeCycleAnalyzer>.Source("""
        record A(B B) { public B B { get; set; } = B; }
        record B(A Owner) { public A {|CYC1001:{|CYC6002:Owner|}|} { get; set; } = Owner; }
        """);

    [Fact]
    public Task A_positional_record_member_beside_a_settable_one() => Verify<TypeCycleAnalyzer>.Source("""
        record A { public B B { get; set; } }
        record B(A {|CYC1001:{|CYC6002:Owner|}|});
        """);

    [Fact]
    public Task A_captured_primary_constructor_parameter() => Verify<TypeCycleAnalyzer>.Source("""
        class A { private B _b; public A() { _b = new B(this); } }
        class B(A {|CYC1001:owner|}) { public string Name => owner.ToString(); }
        """);

    [Fact]
    public Task A_member_of_a_base_class() => Verify<TypeCycleAnalyzer>.Source("""
        class Base { public B B; }
        class A : Base { }
        class B { public A {|CYC1001:Owner|}; }
        """);

    [Fact]
    public Task A_member_of_a_generic_base_class() => Verify<TypeCycleAnalyzer>.Source("""
        class Base<T> { public T Item; }
        class A : Base<B> { }
        class B { public A {|CYC1001:Owner|}; }
        """);

    [Fact]
    public Task Parts_of_a_partial_type_in_two_files() => Verify<TypeCycleAnalyzer>.Source(
        "partial class A { } class B { public A {|CYC1001:Owner|}; }",
        "partial class A { public B B; }");

    [Fact]
    public Task Nested_types() => Verify<TypeCycleAnalyzer>.Source("""
        class A { private Inner _inner; public A() { _inner = new Inner(this); }
            private class Inner { private readonly A {|CYC1001:_outer|}; public Inner(A outer) { _outer = outer; } public override string ToString() => _outer._inner.ToString(); } }
        """);

    [Fact]
    public Task A_type_behind_an_alias() => Verify<TypeCycleAnalyzer>.Source("""
        using Many = System.Collections.Generic.List<B>;
        class A { public Many Items; }
        class B { public A {|CYC1001:Owner|}; }
        """);

    [Fact]
    public Task File_local_types() => Verify<TypeCycleAnalyzer>.Source(
        "file class A { public B B; } file class B { public A {|CYC1001:Owner|}; }",
        "file class A { public B B; } file class B { }");
}
