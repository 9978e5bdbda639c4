using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Heap;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>The rules for statements in an editor: the same reports file by file, and no compilation kept alive.</summary>
public sealed class StatementRules
{
    public static TheoryData<DiagnosticAnalyzer> Analyzers() => [new ObjectCycleAnalyzer(), new DroppedCycleAnalyzer()];

    [Theory]
    [MemberData(nameof(Analyzers), DisableDiscoveryEnumeration = true)]
    public async Task What_an_editor_shows_file_by_file_is_what_a_build_prints(DiagnosticAnalyzer analyzer)
    {
        var program = Program();
        var batch = await program.Batch(analyzer);
        Assert.NotEmpty(batch);
        Assert.Equal(batch.Select(Analysis.Describe), (await program.Live(analyzer)).Select(Analysis.Describe));
    }

    [Theory]
    [MemberData(nameof(Analyzers), DisableDiscoveryEnumeration = true)]
    public async Task One_thread_or_many(DiagnosticAnalyzer analyzer)
    {
        var program = Program();
        Assert.Equal(
            (await program.Batch(analyzer, concurrent: false)).Select(Analysis.Describe),
            (await program.Batch(analyzer, concurrent: true)).Select(Analysis.Describe));
    }

    [Fact]
    public async Task The_compilation_is_collected_after_analysis()
    {
        DiagnosticAnalyzer[] analyzers = [new ObjectCycleAnalyzer(), new DroppedCycleAnalyzer(), new SharedClosureAnalyzer()];
        foreach (var analyzer in analyzers)
        {
            var compilation = await AnalyzeOnce(analyzer);
            for (var round = 0; round < 20 && compilation.IsAlive; round++)
            {
                // The host's own tasks may still be unwinding.
                await Task.Delay(50);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.False(compilation.IsAlive, analyzer.GetType().Name);
            GC.KeepAlive(analyzer);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> AnalyzeOnce(DiagnosticAnalyzer analyzer)
    {
        var program = Program();
        await program.Batch(analyzer);
        return new WeakReference(program.Compilation);
    }

    /// <summary>Types of several files that link each other's objects.</summary>
    private static Analysis Program() => Analysis.Of(
    [
        RandomProgram.Of(1),
        // Two lambdas, so that CYC3003 binds something.
        "class Two { System.Func<int> _f; void M(int[] a) { var big = new byte[9]; var n = 1; _f = () => n; System.Array.ForEach(a, x => big[0] = (byte)x); } }",
        "class Order { public Customer Customer; public void Set(Customer c) { Customer = c; c.Keep(this); } }",
        "class Customer { System.Collections.Generic.List<Order> _orders = new(); public void Keep(Order o) { _orders.Add(o); } public void Add(Order o) { o.Customer = this; Keep(o); } }",
    ]);
}
