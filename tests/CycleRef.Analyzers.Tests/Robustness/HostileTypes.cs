using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>Declarations made to blow up whatever is not linear. The limit is generous: what grows exponentially takes hours.</summary>
public sealed class HostileTypes
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static async Task EndsInTime(string source)
    {
        var analysis = Analysis.Of(source);
        analysis.Compilation.GetDiagnostics();
        var watch = Stopwatch.StartNew();
        await analysis.Batch(new TypeCycleAnalyzer()).WaitAsync(3 * Limit);
        Assert.True(watch.Elapsed < Limit, $"took {watch.Elapsed}");
    }

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    [Theory]
    [InlineData("class G<T> { } class N<A, B, C, D> { public N<G<int>, N<A, B, C, D>, N<A, B, C, D>, N<A, B, C, D>> Next; public N<A, B, C, D> Parent; }")]
    [InlineData("class O<A, B, C, D> { public I Item; public class I { public O<I, I, I, I> Next; public O<A, B, C, D> Owner; } }")]
    [InlineData("class N<A> { public N<(N<A>, N<A>, N<A>, N<A>)> Next; public N<A> Parent; }")]
    public Task Types_that_multiply_in_their_own_arguments(string source) => EndsInTime(source);

    [Fact]
    public Task Structs_of_structs()
    {
        var source = new StringBuilder();
        for (var level = 0; level < 10; level++)
            source.Append($"struct S{level} {{ {Repeat(16, i => level == 9 ? $"int F{i}; " : $"S{level + 1} F{i}; ")} }}\n");
        return EndsInTime(source + "class A { S0 _s; B _b; } class B { public A Owner; S0 _s; }");
    }

    [Fact]
    public Task Many_types_with_a_member_of_one_name() => EndsInTime(Repeat(
        2_000, static i => $"class T{i} {{ T{(i + 1) % 2_000} _owner; T{(i + 1_999) % 2_000} _next; public T{i}(T{(i + 1) % 2_000} owner) {{ _owner = owner; }} public void Set() {{ _next = new(this); }} public void Dispose() {{ Owner = null; }} public T{(i + 1) % 2_000} Owner {{ get => _owner; set => _owner = value; }} }}\n"));

    [Fact]
    public Task Many_members_of_ones_own_type() => EndsInTime($"class Node {{ {Repeat(5_000, static i => $"public Node Parent{i}; public Node Item{i}; ")} }}");

    [Fact]
    public Task Many_pairs_that_break_each_others_cycles() => EndsInTime(Repeat(
        120, static i => $"class T{i} {{ {Repeat(120, j => i < j ? $"public T{j} Parent{j}; public System.Collections.Generic.List<T{j}> L{j}; " : i > j ? $"public T{j} M{j}; " : "")} }}\n"));

    [Fact]
    public Task Many_captured_parameters() => EndsInTime("class Hub { " + Repeat(2_000, static i => $"public T{i} M{i}; ") + "}\n" + Repeat(2_000, static i => $"class T{i}(Hub owner) {{ public Hub H() => owner; }}\n"));
}
