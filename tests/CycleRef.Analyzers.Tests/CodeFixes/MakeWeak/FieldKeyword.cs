#if ROSLYN_NEWEST
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>A property whose accessors use the <c>field</c> keyword stays; its hidden field becomes a private weak property.</summary>
public sealed class FieldKeyword
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name = \"owner\"; public Owner() { Child = new Child(this); } } ";

    [Fact]
    public async Task Its_accessors_use_the_property_instead() => Code.Contains(
        """
        class Child
        {
            private WeakReference<Owner> _ownerWeak;

            private Owner _owner
            {
                get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                set => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
            }

            /// <summary>Who made it.</summary>
            public Owner Owner
            {
                get => _owner;
                set
                {
                    if (_owner != value)
                        _owner = value; // changed
                }
            }

            public Child(Owner owner) { Owner = owner; }
        }
        """,
        (await FixRun.On(Owner, """
            class Child
            {
                /// <summary>Who made it.</summary>
                public Owner Owner
                {
                    get;
                    set
                    {
                        if (field != value)
                            field = value; // changed
                    }
                }

                public Child(Owner owner) { Owner = owner; }
            }
            """).ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Theory]
    [InlineData("public Owner Owner { get => field; set => field = value; } public Child(Owner owner) { Owner = owner; }")]
    [InlineData("public Owner Owner { get => field; init => field = value; } public Child(Owner owner) { Owner = owner; }")]
    [InlineData("public virtual Owner Owner { get; set => field = value; } = null; public Child(Owner owner) { Owner = owner; }")]
    [InlineData("public Owner Owner { get { return field; } private set; } public Child(Owner owner) { Owner = owner; }")]
    public async Task In_both_forms_and_contexts(string members)
    {
        foreach (var context in new[] { NullableContextOptions.Disable, NullableContextOptions.Enable })
        {
            var run = FixRun.On(LanguageVersion.Preview, context, Owner, "class Child { " + members.Replace("= null;", context == NullableContextOptions.Enable ? "= null!;" : "= null;") + " }");
            foreach (var key in await run.OfferedAsync("Owner"))
                await run.ApplyAsync(key, "Owner");
            Assert.Contains(EquivalenceKeys.WeakOrThrow, await run.OfferedAsync("Owner"));
        }
    }

    [Theory]
    [InlineData("public Owner Owner { get => field ??= new Owner(); set; } public Child(Owner owner) { Owner = owner; }")]
    [InlineData("public Owner Owner { get => field; } public Child(Owner owner) { Owner = owner; }")]
    [InlineData("public Owner Owner { get => System.Threading.Volatile.Read(ref field); set => field = value; } public Child(Owner owner) { Owner = owner; }")]
    [InlineData("public partial Owner Owner { get => field; set => field = value; } public Child(Owner owner) { Owner = owner; } } partial class Child { public partial Owner Owner { get; set; }")]
    [InlineData("[field: System.NonSerialized] public Owner Owner { get => field; set => field = value; } public Child(Owner owner) { Owner = owner; }")]
    public async Task Not_where_the_hidden_field_is_needed(string members)
    {
        var run = FixRun.On(Owner, (members.Contains("partial") ? "partial " : "") + "class Child { " + members + " }");
        if ((await run.ReportsAsync()).Count > 0)
            Assert.DoesNotContain(await run.OfferedAsync("Owner"), static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }

    [Fact]
    public Task The_program_does_the_same_while_the_owner_lives() => Behaviour.StaysTheSame(
        FixRun.On(
            Owner,
            "class Child { public int Changes; public Owner Owner { get; set { if (field != value) Changes++; field = value; } } public Child(Owner owner) { Owner = owner; } }",
            Behaviour.Helpers,
            """
            public static class Program
            {
                public static string Run()
                {
                    var owner = new Owner();
                    Memory.Collect();
                    Give(owner.Child, owner);
                    var output = owner.Child.Owner.Name + owner.Child.Changes;
                    owner.Child.Owner = null;
                    output += owner.Child.Changes;
                    System.GC.KeepAlive(owner);
                    return output;
                }

                private static void Give(Child child, Owner owner) => child.Owner = owner;
            }
            """),
        EquivalenceKeys.WeakOrNull);
}
#endif
