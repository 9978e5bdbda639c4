using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>A record with an equality of its own may hold weakly; the generated equality would compare weak references by identity.</summary>
public sealed class Records
{
    private const string Owner = "class Owner { public Child Child; public string Name = \"owner\"; public Owner() { Child = new Child(1, this); } public override string ToString() => Name; } ";
    private const string Equality = "    public virtual bool Equals(Child other) => other is not null && Id == other.Id && Owner == other.Owner;\n\n    public override int GetHashCode() => Id;\n}";

    [Fact]
    public async Task A_positional_member_is_declared_in_the_body()
    {
        var text = (await Run("record Child(int Id, Owner Owner)\n{\n" + Equality).ApplyAsync(EquivalenceKeys.WeakOrNull, "Owner")).Text;
        Code.Contains(
            """
            record Child(int Id, Owner Owner)
            {
                private readonly WeakReference<Owner> _ownerWeak = Owner is null ? null : new WeakReference<Owner>(Owner);

                public Owner Owner
                {
                    get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                    init => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
                }

                public virtual bool Equals(Child other)
            """,
            text);
    }

    [Fact]
    public async Task Its_documentation_and_attributes_go_with_it()
    {
        var text = (await Run("/// <summary>A child.</summary>\n/// <param name=\"Owner\">Who\n/// made it.</param>\n/// <param name=\"Id\">A number.</param>\nrecord Child(int Id, [property: System.Text.Json.Serialization.JsonIgnore] Owner Owner)\n{\n" + Equality)
            .ApplyAsync(EquivalenceKeys.WeakOrNull, "Owner")).Text;
        Code.Contains("record Child(int Id, Owner Owner)\n", text);
        Code.Contains("\n    /// <summary>Who made it.</summary>\n    [System.Text.Json.Serialization.JsonIgnore]\n    public Owner Owner\n", text);
    }

    [Theory]
    [InlineData("Owner? Owner", EquivalenceKeys.WeakOrNull)]
    [InlineData("Owner? Owner", EquivalenceKeys.WeakOrThrow)]
    [InlineData("Owner Owner", EquivalenceKeys.WeakOrThrow)]
    public Task In_both_forms(string parameter, string key) => FixRun.On(
        LanguageVersion.Preview,
        NullableContextOptions.Enable,
        Owner,
        "record Child(int Id, " + parameter + ")\n{\n" + Equality.Replace("Child other", "Child? other"),
        "class User { void M(Child c, Owner o) { var (id, owner) = c; var d = c with { Owner = o }; var e = new Child(Owner: o, Id: 1); } }").ApplyAsync(key, "Owner");

    [Fact]
    public async Task A_member_of_the_body() => Code.Contains(
        "    private WeakReference<Owner> _ownerWeak;",
        (await Run("record Child\n{\n    public Child(int i, Owner o) { Owner = o; }\n    public int Id;\n    public Owner Owner { get; set; }\n" + Equality).ApplyAsync(EquivalenceKeys.WeakOrNull, "Owner")).Text);

    [Theory]
    [InlineData("record Child(int Id, Owner Owner) { public int X => Id; }")]
    [InlineData("record Child(int Id, Owner Owner) { public virtual bool Equals(Child other) => true; public override int GetHashCode() => 1; public static Child Make() => new Child(1, new Owner()); }")]
    [InlineData("record Child(int Id, Owner Owner) { public virtual bool Equals(Child other) => true; public override int GetHashCode() => 1; public Child Other() => this with { Owner = new Owner() }; }")]
    [InlineData("record Child(int Id, [field: System.NonSerialized] Owner Owner) { public virtual bool Equals(Child other) => true; public override int GetHashCode() => 1; }")]
    public async Task Not_with_the_generated_equality_nor_where_the_target_may_be_made_for_it(string child) => Assert.DoesNotContain(
        await Run(child).OfferedAsync("Owner"),
        static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("", false)]
    [InlineData("public override string ToString() => \"child\"; ", true)]
    public async Task One_before_the_last_only_where_the_order_of_the_generated_text_does_not_matter(string text, bool isOffered) => Assert.Equal(
        isOffered,
        System.Array.Exists(
            await FixRun.On(Owner.Replace("(1, this)", "(this, 1)"), "record Child(Owner Owner, int Id)\n{\n" + text + Equality).OfferedAsync("Owner"),
            static key => key == EquivalenceKeys.WeakOrNull));

    [Fact]
    public Task The_program_does_the_same_while_the_owner_lives() => Behaviour.StaysTheSame(
        FixRun.On(
            Owner,
            "record Child(int Id, Owner Owner)\n{\n" + Equality,
            Behaviour.Helpers,
            """
            public static class Program
            {
                public static string Run()
                {
                    var owner = new Owner();
                    var child = owner.Child;
                    Memory.Collect();
                    var copy = child with { Id = 1 };
                    var (id, o) = child;
                    var output = child.ToString() + (copy == child) + (child == child with { Owner = null }) + o.Name + id + child.GetHashCode();
                    System.GC.KeepAlive(owner);
                    return output;
                }
            }
            """),
        EquivalenceKeys.WeakOrNull,
        "Owner");

    private static FixRun Run(string child) => FixRun.On(Owner, child);
}
