using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Live;

/// <summary>The rules about roots in an editor: what they say of one file is what a build says, also where the type has parts in several files.</summary>
public sealed class RootRules
{
    public static TheoryData<string> Analyzers => [nameof(RootedCycleAnalyzer), nameof(InjectedEventAnalyzer)];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task Live_equals_batch(string name) => LiveChecks.LiveEqualsBatch(Over(Samples.RootFiles), () => LiveChecks.Create(name));

    [Fact]
    public async Task Every_shape_is_seen() => Assert.Equal(
        ["CYC4001", "CYC4002", "CYC4004", "CYC4004", "CYC4005"],
        (await Over(Samples.RootFiles).Batch(new RootedCycleAnalyzer())).Select(static d => d.Id).Order());

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task Half_typed_code_throws_nothing(string name) => LiveChecks.HalfTypedCodeThrowsNothing(Samples.RootFiles, Over, () => LiveChecks.Create(name));

    [Theory]
    [MemberData(nameof(Analyzers))]
    public Task The_compilation_is_collected(string name) => LiveChecks.KeepsNoCompilation(static () => Over(Samples.RootFiles), LiveChecks.Create(name));

    private static Analysis Over((string Path, string Source)[] files) => new(Analysis.Compile(files));
}
