using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Records;

/// <summary>The methods could not be written to do the same, or would still come back.</summary>
public sealed class NotOffered
{
    private const string Order = "record Order { public Invoice Invoice { get; set; } }";

    [Theory]
    // Another property may be over the one that is compared.
    [InlineData("record Invoice { public Order Order { get; set; } public virtual int N { get; set; } }")]
    // Nobody can call a method with it that takes its type for a type argument.
    [InlineData("record Invoice { public Order Order { get; set; } public dynamic N { get; set; } }")]
    // The hash looks at what Equals would no longer look at.
    [InlineData("record Invoice { public Order Order { get; set; } public override int GetHashCode() => Order.GetHashCode(); }")]
    // Reading it is a warning.
    [InlineData("record Invoice { public Order Order { get; set; } [System.Obsolete] public int N { get; set; } }")]
    // There is no name for the field.
    [InlineData("record Invoice : I { public Order Order { get; set; } int I.N { get; set; } } interface I { int N { get; set; } }")]
    public async Task Where_the_rest_cannot_be_compared_alike(string invoice) =>
        Assert.Empty(await FixRun.On(Order, invoice).ForRule(RuleIds.RecordRecursion).OfferedAsync());

    [Fact]
    public async Task Where_another_member_leads_back_too()
    {
        var run = FixRun.On(
            "record Order { public Line Line { get; set; } }",
            "record Line { public Order Order { get; set; } public Part Part { get; set; } }",
            "record Part { public Line Owner { get; set; } }").ForRule(RuleIds.RecordRecursion);
        Assert.Empty(await run.OfferedAsync("Line.Order"));
        var after = await run.ApplyAsync(EquivalenceKeys.LeaveOut, "Part.Owner");
        Assert.NotEmpty(await after.OfferedAsync("Line.Order"));
    }
}
