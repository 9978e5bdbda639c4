using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Heap;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>The rules for statements in an editor: the same reports file by file, and no compilation kept alive.</summary>
public sealed class StatementRules
{
    [Fact]
    public Task What_an_editor_shows_file_by_file_is_what_a_build_prints() => LiveChecks.LiveEqualsBatch(Program(), static () => new ObjectCycleAnalyzer());

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
        await LiveChecks.KeepsNoCompilation(Program, new ObjectCycleAnalyzer());
        await LiveChecks.KeepsNoCompilation(Program, new SharedClosureAnalyzer());
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
