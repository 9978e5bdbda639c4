using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Records;

/// <summary>What the records do before and after.</summary>
public sealed class Behaves
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Linq;\n";

    [Theory]
    [InlineData("record Invoice { public Order Order { get; set; } public int N { get; set; } }", "new Invoice { Order = order, N = n }", "Invoice { N = 1 }")]
    [InlineData("sealed record Invoice { public Order Order; public int N; }", "new Invoice { Order = order, N = n }", "Invoice { N = 1 }")]
    [InlineData("record Base(int N); record Invoice(int N) : Base(N) { public Order Order { get; set; } public string S = null; }", "new Invoice(n) { Order = order }", "Invoice { N = 1, S =  }")]
    [InlineData("record Invoice(Order Order, int N);", "new Invoice(order, n)", "Invoice { N = 1 }")]
    [InlineData("record Invoice(Order Order, int N); record Other(Order Order, int N) : Invoice(Order, N);", "new Other(order, n)", "Other { N = 1 }")]
    public async Task Linked_records_overflow_before_and_compare_afterwards(string types, string make, string printed)
    {
        var source = Usings + types + " record Order { public Invoice Invoice { get; set; } public int M { get; set; } }\n"
            + "public static class Program { static Order Make(int n, int m) { var order = new Order { M = m }; order.Invoice = " + make + "; return order; } public static string Run() {"
            + "var (a, b, c, d) = (Make(1, 1), Make(1, 1), Make(2, 1), Make(1, 2));"
            + "var set = new HashSet<Order> { a, b, c, d }; "
            + "return $\"{a.Invoice} {a == b} {a.GetHashCode() == b.GetHashCode()} {a == c} {a == d} {a.Invoice == d.Invoice} {set.Count}\"; } }";
        var ending = await ScenarioHost.Run(Scenario.Compile(source, "Program.Run()"));
        Assert.Contains(ending.How, (string[])["overflowed", "threw"]);
        var after = await FixRun.On(source).ForRule(RuleIds.RecordRecursion).ApplyAsync(EquivalenceKeys.LeaveOut);
        Assert.Equal(printed + " True True False False True 3", Behaviour.Output(after));
    }

    /// <summary>Without the link, all that the generated methods say of the other members stays as it was.</summary>
    [Theory]
    [InlineData("int", "1, 2, 1")]
    [InlineData("int?", "1, null, 1, null")]
    [InlineData("double", "1.0, double.NaN, double.NaN, 0.0, -0.0")]
    [InlineData("float?", "1f, float.NaN, float.NaN, null, null")]
    [InlineData("decimal", "1.0m, 1.00m, 2m")]
    [InlineData("string", "\"a\", \"a\" + 1, null, null, \"\", \"a\"")]
    [InlineData("char[]", "null, new[] { 'a' }, new[] { 'a' }")]
    [InlineData("int[]", "null, new[] { 1 }, new[] { 1 }")]
    [InlineData("DayOfWeek", "DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Monday")]
    [InlineData("DayOfWeek?", "DayOfWeek.Monday, null, DayOfWeek.Monday")]
    [InlineData("Guid", "Guid.Empty, new Guid(\"11111111-1111-1111-1111-111111111111\"), Guid.Empty")]
    [InlineData("DateTime", "new DateTime(5), new DateTime(5, DateTimeKind.Utc), new DateTime(6)")]
    [InlineData("DateTimeOffset", "new DateTimeOffset(2020, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)")]
    [InlineData("(int X, string Y)", "(1, \"\"), (1, null), (1, \"\")")]
    [InlineData("Leaf", "new Leaf(1), new Leaf(1), new Leaf(2), null")]
    [InlineData("Dot", "new Dot(1), new Dot(1), new Dot(2)")]
    [InlineData("Dot?", "new Dot(1), null, new Dot(1)")]
    [InlineData("Loud", "new Loud(), new Loud(), null")]
    [InlineData("object", "1, 1, \"x\", null")]
    [InlineData("Func<int>", "null, Same, Same")]
    [InlineData("ReadOnlyMemory<char>", "\"ab\".AsMemory(), \"ab\".AsMemory(), default(ReadOnlyMemory<char>)")]
    [InlineData("Odd", "new Odd(1), new Odd(2)")]
    [InlineData("nint", "1, 2, 1")]
    public async Task Other_members_count_as_before(string type, string values)
    {
        var source = Usings + "record Leaf(int N); record struct Dot(int N); class Loud { public static implicit operator string(Loud loud) => \"converted\"; } struct Odd { public Odd(int n) => N = n; int N; public override bool Equals(object o) => true; public override int GetHashCode() => 1; public override string ToString() => \"odd\" + N; }"
            + "record Order { public Invoice Invoice { get; set; } } record Invoice { public Order Order { get; set; } public " + type + " Value { get; set; } private " + type + " hidden; public Invoice Set(" + type + " v) { hidden = v; return this; } }\n"
            + "public static class Program { static readonly Func<int> Same = () => 1; public static string Run() {"
            + "var values = new " + type + "[] { " + values + " };"
            + "var all = values.Select(v => new Invoice { Value = v }).Concat(values.Select(v => new Invoice().Set(v))).ToList();"
            + "var equal = string.Concat(all.SelectMany(a => all.Select(b => a == b ? a.GetHashCode() == b.GetHashCode() ? 'E' : '!' : '-')));"
            + "return equal + string.Join(\"|\", all.Select(a => a.ToString().Replace(\"Order = , \", \"\"))); } }";
        await Behaviour.StaysTheSame(FixRun.On(source).ForRule(RuleIds.RecordRecursion), EquivalenceKeys.LeaveOut);
    }

    [Fact]
    public async Task Fix_all_ends_every_cycle()
    {
        var run = FixRun.On(
            "record A { public B B { get; set; } } record B { public A Owner { get; set; } }",
            "record C { public D D { get; set; } } record D { public C Owner { get; set; } }").ForRule(RuleIds.RecordRecursion);
        var after = await run.FixAllAsync(EquivalenceKeys.LeaveOut, FixAllScope.Project, "B.Owner");
        Assert.Empty(await after.ReportsAsync());
    }
}
