using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>Which form comes first, and that neither earns a warning.</summary>
public sealed class NullableContexts
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name = \"\"; public Owner() { Child = new Child(this); } } ";

    [Fact]
    public async Task A_nullable_member_becomes_null_first() => Assert.Equal(
        [EquivalenceKeys.WeakOrNull, EquivalenceKeys.WeakOrThrow],
        await WeakKeys("class Child { public Owner? Owner { get; set; } public Child(Owner owner) { Owner = owner; } }"));

    [Fact]
    public async Task A_member_that_is_never_null_throws_first() => Assert.Equal(
        [EquivalenceKeys.WeakOrThrow, EquivalenceKeys.WeakOrNull],
        await WeakKeys("class Child { private readonly Owner _owner; public Child(Owner owner) { _owner = owner; } public string? M() => _owner?.Name; }"));

    [Theory]
    [InlineData("_owner.Name")]
    [InlineData("Give(_owner)")]
    [InlineData("((object)_owner).ToString()!")]
    public async Task A_member_that_may_not_be_null_only_throws(string use) => Assert.Equal(
        [EquivalenceKeys.WeakOrThrow],
        await WeakKeys($"class Child {{ private readonly Owner _owner; public Child(Owner owner) {{ _owner = owner; }} public string M() => {use}; string Give(Owner o) => o.Name; }}"));

    [Fact]
    public async Task A_member_of_an_interface_keeps_its_type() => Assert.Equal(
        [EquivalenceKeys.WeakOrThrow],
        await WeakKeys("interface I { Owner Owner { get; } } class Child : I { public Owner Owner { get; } public Child(Owner owner) { Owner = owner; } }"));

    [Theory]
    [InlineData("class Child { public Owner? Owner { get; set; } public Child(Owner owner) { Owner = owner; } public int M() => Owner?.Name.Length ?? 0; }")]
    [InlineData("class Child { public Owner? Owner; public Child(Owner owner) { Owner = owner; } public int M() { if (Owner == null) return 0; return Owner.Name.Length; } }")]
    [InlineData("class Child { public Owner Owner = null!; public Child(Owner owner) { Owner = owner; } public int M() => Owner.Name.Length; }")]
    [InlineData("class Child(Owner owner) { private readonly Owner _owner = owner; public int M() => _owner.Name.Length; }")]
    [InlineData("class Child { public required Owner Owner { get; init; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Child { private Owner? _owner; public Child(Owner owner) { _owner = owner; } public Owner Owner { get => _owner!; set => _owner = value; } public void M() => _owner = null; }")]
    [InlineData("#nullable disable\nclass Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M() => _owner = null; }")]
    [InlineData("#nullable enable annotations\nclass Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public string M() => _owner.Name; }")]
    [InlineData("#nullable enable warnings\nclass Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public string M() => _owner.Name; }")]
    public async Task Both_forms_earn_no_warning(string child)
    {
        var run = FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, Owner, child);
        var offered = await run.OfferedAsync();
        Assert.Contains(EquivalenceKeys.WeakOrThrow, offered);
        foreach (var key in offered)
            await run.ApplyAsync(key);
    }

    [Fact]
    public async Task The_throwing_form_says_which_member_it_was() => Code.Contains(
        """
            private readonly WeakReference<Owner>? _ownerWeak;

            public Owner Owner
            {
                get
                {
                    var weak = _ownerWeak;
                    if (weak is null)
                        return null!;
                    return weak.TryGetTarget(out var target) ? target : throw new InvalidOperationException("The object that 'Child.Owner' refers to has been collected.");
                }
                private init => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
            }
        """,
        (await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, Owner, "class Child\n{\n    public Owner Owner { get; }\n    public Child(Owner owner) { Owner = owner; }\n}")
            .ApplyAsync(EquivalenceKeys.WeakOrThrow)).Text);

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp12)]
    public async Task Both_forms_suit_the_language_version(LanguageVersion version)
    {
        var run = FixRun.On(version, NullableContextOptions.Disable, Owner, "class Child { private readonly Owner _owner; public Child(Owner owner) { _owner = owner; } public string M() => _owner.Name; }");
        await run.ApplyAsync(EquivalenceKeys.WeakOrNull);
        await run.ApplyAsync(EquivalenceKeys.WeakOrThrow);
    }

    private static async Task<string[]> WeakKeys(string child)
    {
        var offered = await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, Owner, child).OfferedAsync("wner");
        return System.Array.FindAll(offered, static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }
}
