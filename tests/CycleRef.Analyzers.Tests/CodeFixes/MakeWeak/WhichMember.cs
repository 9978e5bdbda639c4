using System;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>Weak is the link that points back to what somebody else holds, never the only visible one.</summary>
public sealed class WhichMember
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name; public Owner() { Child = new Child(this); } } ";

    [Theory]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M() { _owner ??= new Owner(); } }")]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M(bool b) { _owner = b ? new Owner() : null; } }")]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M(int i) { _owner = i switch { 0 => null, _ => new() }; } }")]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M() { Owner Make() => new Owner(); _owner = Make(); } }")]
    [InlineData("class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M() { (_owner, _) = (new Owner(), 1); } }")]
    public async Task Not_a_member_that_its_own_type_fills(string child) => Assert.DoesNotContain(
        await FixRun.On(Owner, child).OfferedAsync("_owner"),
        static key => key.StartsWith("CycleRef.MakeWeak", StringComparison.Ordinal));

    [Fact]
    public async Task The_other_link_where_the_reported_one_is_needed_as_a_variable()
    {
        var run = FixRun.On(
            "class Owner { private Child _child; public Owner(Child child) { _child = child; child.Set(this); } public Child Get() => _child; }",
            "class Child { private Owner _owner; public void Set(Owner owner) { _owner = owner; } public void Leave() => System.Threading.Interlocked.Exchange(ref _owner, null); }");
        Assert.DoesNotContain(EquivalenceKeys.WeakOrNull, await run.OfferedAsync("_owner"));
        Assert.Equal("Make 'Owner._child' weak (null when collected)", await run.TitleAsync(EquivalenceKeys.OtherWeakOrNull, "_owner"));
        Code.Contains("WeakReference<Child> _childWeak;", (await run.ApplyAsync(EquivalenceKeys.OtherWeakOrNull, "_owner")).Text);
    }

    [Fact]
    public async Task Not_the_other_link_where_the_reported_one_closes_a_second_cycle()
    {
        const string Owner = "class Owner { private Child _child; public Cousin Cousin; public Owner(Child child) { _child = child; child.Set(this); Cousin = new Cousin(); Cousin.Child = child; } public Child Get() => _child; } ";
        var run = FixRun.On(
            Owner + "class Cousin { public Child Child; }",
            "class Child { private Owner _owner; public void Set(Owner owner) { _owner = owner; } public void Leave() => System.Threading.Interlocked.Exchange(ref _owner, null); }");
        Assert.DoesNotContain(await run.OfferedAsync("_owner"), static key => key.StartsWith("CycleRef.MakeWeak", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delegate_is_no_link_of_types_and_never_weak() => Assert.Empty(
        await FixRun.On(
            "class Owner { public readonly Child Child; public Owner() { Child = new Child(Use); } private void Use(Owner o) { } }",
            "class Child { private readonly System.Action<Owner> _use; public Child(System.Action<Owner> use) { _use = use; } }").ReportsAsync());

    [Theory]
    [InlineData("#pragma warning disable CYC1001\nclass Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Child { [System.Diagnostics.CodeAnalysis.SuppressMessage(\"ReferenceCycles\", \"CYC1001:Types hold each other strongly\", Justification = \"A child dies with its owner.\")] public Owner Owner; public Child(Owner owner) { Owner = owner; } }")]
    public async Task Normal_suppressions_end_the_report(string child) => Assert.DoesNotContain(
        await FixRun.On(Owner, child).ReportsAsync(),
        static report => !report.IsSuppressed);

    [Fact]
    public async Task Fix_all_weakens_captured_parameters_too()
    {
        var run = FixRun.On(
            LanguageVersion.Preview,
            NullableContextOptions.Disable,
            "class Screen : Foundation.NSObject { public readonly Panel Panel; public readonly Bar Bar; public string Name; public Screen() { Panel = new Panel(this); Bar = new Bar(this); } }",
            "class Panel(Screen screen) { public string Name => screen.Name; }",
            "class Bar(Screen screen) { public string Name => screen.Name; }",
            "namespace Foundation { public class NSObject { } }");
        var first = (await run.ReportsAsync())[0];
        var result = await run.FixAllAsync(EquivalenceKeys.WeakOrNull, FixAllScope.Solution, first.Properties["CycleRef.Member"]!);
        // A parameter has no documentation ID, so a moved one cannot be found again; those of other files did not move.
        Assert.Empty(await result.ReportsAsync());
    }
}
