using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Options;

public sealed class OptionsTests
{
    [Fact]
    public void Without_entries_the_defaults_hold() => Assert.Equal(CycleRefOptions.Default, Read([]));

    [Theory]
    [InlineData("T:A.B|T:C")]
    [InlineData(" T:A.B , T:C ")]
    [InlineData("T:A.B  T:C")]
    [InlineData("|T:A.B||T:C|")]
    public void Lists_are_separated_by_bars_commas_or_blanks(string value) =>
        Assert.Equal("T:A.B T:C", string.Join(' ', Read(new() { [OptionKeys.WeakTypes] = value }).WeakTypes));

    [Theory]
    [InlineData("none", FollowSubtypes.None)]
    [InlineData("ALL", FollowSubtypes.All)]
    [InlineData("near", FollowSubtypes.Near)]
    [InlineData("", FollowSubtypes.Near)]
    [InlineData("42", FollowSubtypes.Near)]
    public void Unknown_values_are_ignored(string value, object expected) =>
        Assert.Equal((FollowSubtypes)expected, Read(new() { [OptionKeys.FollowSubtypes] = value }).FollowSubtypes);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("-1", CycleRefOptions.DefaultMaxSubtypes)]
    [InlineData("1.5", CycleRefOptions.DefaultMaxSubtypes)]
    [InlineData("99999999999", CycleRefOptions.DefaultMaxSubtypes)]
    public void Numbers_that_are_none_are_ignored(string value, int expected) =>
        Assert.Equal(expected, Read(new() { [OptionKeys.MaxSubtypes] = value }).MaxSubtypes);

    [Fact]
    public void Of_two_settings_the_wider_holds_whichever_comes_first()
    {
        var left = Read(new() { [OptionKeys.WeakTypes] = "T:A", [OptionKeys.MaxSubtypes] = "5", [OptionKeys.FollowSubtypes] = "none" });
        var right = Read(new() { [OptionKeys.WeakTypes] = "T:B", [OptionKeys.MaxSubtypes] = "9", [OptionKeys.ReportSelfEdges] = "true" });
        var widened = left.Widen(right);
        Assert.Equal(widened, right.Widen(left));
        Assert.Equal("T:A T:B", string.Join(' ', widened.WeakTypes));
        Assert.Equal(9, widened.MaxSubtypes);
        Assert.Equal(FollowSubtypes.None, widened.FollowSubtypes);
        Assert.True(widened.ReportSelfEdges);
        Assert.Equal(left, left.Widen(CycleRefOptions.Default));
    }

    [Fact]
    public Task A_setting_for_one_file_of_the_cycle_holds_for_the_cycle()
    {
        var verify = Verify<TypeCycleAnalyzer>.New();
        verify.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[A.cs]\ncycleref.excluded_types = T:A\n"));
        verify.TestState.Sources.Add(("/A.cs", "class A { public B B; }"));
        verify.TestState.Sources.Add(("/B.cs", "class B { public A Owner; }"));
        return verify.RunAsync();
    }

    private static CycleRefOptions Read(Dictionary<string, string> entries) => CycleRefOptions.Read(new Entries(entries));

    private sealed class Entries(Dictionary<string, string> entries) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => entries.Keys.ToImmutableArray();

        public override bool TryGetValue(string key, out string value) => entries.TryGetValue(key, out value!);
    }
}
