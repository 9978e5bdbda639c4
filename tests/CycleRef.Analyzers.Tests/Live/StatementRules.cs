using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Heap.Names;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>The rules for statements in an editor: the same reports file by file, and no compilation kept alive.</summary>
public sealed class StatementRules
{
    [Fact]
    public async Task What_an_editor_shows_file_by_file_is_what_a_build_prints()
    {
        var program = Program();
        var batch = await program.Batch(new ObjectCycleAnalyzer());
        Assert.NotEmpty(batch);
        Assert.Equal(batch.Select(Analysis.Describe), (await program.Live(new ObjectCycleAnalyzer())).Select(Analysis.Describe));
    }

    [Fact]
    public async Task One_thread_or_many()
    {
        var program = Program();
        Assert.Equal(
            (await program.Batch(new ObjectCycleAnalyzer(), concurrent: false)).Select(Analysis.Describe),
            (await program.Batch(new ObjectCycleAnalyzer(), concurrent: true)).Select(Analysis.Describe));
    }

    [Fact]
    public async Task The_compilation_is_collected_after_analysis()
    {
        DiagnosticAnalyzer[] analyzers = [new ObjectCycleAnalyzer(), new SharedClosureAnalyzer()];
        foreach (var analyzer in analyzers)
        {
            var compilation = await AnalyzeOnce(analyzer);
            for (var round = 0; round < 10 && compilation.IsAlive; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.False(compilation.IsAlive);
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
        "class Order { public Customer Customer; public void Set(Customer c) { Customer = c; c.Keep(this); } }",
        "class Customer { System.Collections.Generic.List<Order> _orders = new(); public void Keep(Order o) { _orders.Add(o); } public void Add(Order o) { o.Customer = this; Keep(o); } }",
    ]);
}
