using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Release;

/// <summary>A Dispose method is written where there is none.</summary>
public sealed class NewMethods
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";
    private const string Link = "    public Owner Owner;\n    public Child(Owner owner) { Owner = owner; }\n";

    [Theory]
    [InlineData("class Child\n{\n", "using System;\n\nclass Child : IDisposable\n{\n", "\n\n    public void Dispose() => Owner = null;\n}")]
    [InlineData("class Child : Part\n{\n", "using System;\n\nclass Child : Part, IDisposable\n{\n", "\n\n    public void Dispose() => Owner = null;\n}")]
    public async Task By_implementing_the_interface(string head, string newHead, string end)
    {
        var text = (await FixRun.On(Owner, "class Part { }", head + Link + "}").ApplyAsync(EquivalenceKeys.Release)).Text;
        Code.Contains(newHead, text);
        Code.Contains(end, text);
    }

    [Fact]
    public async Task Of_a_generic_type_with_constraints() => Code.Contains(
        "class Child<T> : IDisposable where T : class\n",
        (await FixRun.On(
            "class Owner<T> where T : class { public readonly Child<T> Child; public Owner() { Child = new Child<T>(this); } }",
            "class Child<T> where T : class\n{\n    public Owner<T> Owner;\n    public Child(Owner<T> owner) { Owner = owner; }\n}").ApplyAsync(EquivalenceKeys.Release)).Text);

    [Fact]
    public async Task By_overriding_what_a_base_has() => Code.Contains(
        """

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    Owner = null;
                base.Dispose(disposing);
            }
        }
        """,
        (await FixRun.On(Owner, "using System.ComponentModel;\nclass Child : Component\n{\n" + Link + "}").ApplyAsync(EquivalenceKeys.Release)).Text);

    [Fact]
    public async Task In_braces_as_the_file_has_them() => Code.Contains(
        "\tpublic override void Dispose() {\n\t\tOwner = null;\n\t\tbase.Dispose();\n\t}\n}",
        (await FixRun.On(
            Owner,
            "class Part : System.IDisposable { public virtual void Dispose() { } }",
            "class Child : Part {\n\tpublic Owner Owner;\n\tpublic Child(Owner owner) { Owner = owner; }\n}").ApplyAsync(EquivalenceKeys.Release)).Text);

    [Theory]
    [InlineData("class Child { public readonly Owner Owner; public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Child { private readonly Owner Owner, Other; public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Child { public virtual Owner Owner { get; } public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Child { public Owner Owner { get; init; } public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } public int Dispose(int i) => i; }")]
    [InlineData("class Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } } class Special : Child { public Special() : base(null) { } public void Dispose() { } }")]
    [InlineData("class Part : System.IDisposable { public void Dispose() { } } class Child : Part { public Owner Owner; public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Part : System.ComponentModel.Component { protected sealed override void Dispose(bool d) { } } class Child : Part { public Owner Owner; public Child(Owner owner) { Owner = owner; } }")]
    [InlineData("class Child : System.Collections.IEnumerator { public Owner Owner; public Child(Owner owner) { Owner = owner; } public object Current => null; public bool MoveNext() => false; public void Reset() { } }")]
    public async Task Is_not_offered_where_it_could_not_be_or_would_hide_another(string child) =>
        Assert.DoesNotContain(EquivalenceKeys.Release, await FixRun.On(Owner, child).OfferedAsync("Owner"));

    [Fact]
    public async Task Releasing_comes_before_weakening_in_a_managed_cycle() => Assert.Equal(
        [EquivalenceKeys.Release, EquivalenceKeys.WeakOrNull, EquivalenceKeys.WeakOrThrow, EquivalenceKeys.BackReference],
        await FixRun.On(Owner, "class Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } }").OfferedAsync());

    [Fact]
    public async Task Releasing_comes_after_weakening_where_a_native_peer_takes_part() => Assert.Equal(
        [EquivalenceKeys.WeakOrNull, EquivalenceKeys.WeakOrThrow, EquivalenceKeys.Release, EquivalenceKeys.BackReference],
        await FixRun.On(
            Owner.Replace("class Owner", "class Owner : Foundation.NSObject"),
            "namespace Foundation { public class NSObject { } }",
            "class Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } }").OfferedAsync("Owner"));

    [Fact]
    public Task The_program_does_the_same_until_it_disposes() => Behaviour.StaysTheSame(
        FixRun.On(
            LanguageVersion.CSharp7_3,
            NullableContextOptions.Disable,
            "class Owner { public readonly Child Child; public string Name = \"owner\"; public Owner() { Child = new Child(this); } }",
            "class Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } }",
            Behaviour.Helpers,
            """
            public static class Program
            {
                public static string Run()
                {
                    var child = new Owner().Child;
                    Memory.Collect();
                    return child.Owner.Name;
                }
            }
            """),
        EquivalenceKeys.Release);

    [Fact]
    public async Task Disposing_lets_the_owner_go()
    {
        var run = await FixRun.On(
            "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } }",
            "class Child { public Owner Owner; public Child(Owner owner) { Owner = owner; } }",
            Behaviour.Helpers,
            """
            using System;
            using System.Runtime.CompilerServices;
            public static class Program
            {
                public static string Run()
                {
                    var (child, weak) = Make();
                    Memory.Collect();
                    var before = weak.TryGetTarget(out _);
                    ((IDisposable)(object)child).Dispose();
                    Memory.Collect();
                    return before + " " + weak.TryGetTarget(out _);
                }

                [MethodImpl(MethodImplOptions.NoInlining)]
                private static (Child, WeakReference<Owner>) Make()
                {
                    var owner = new Owner();
                    return (owner.Child, new WeakReference<Owner>(owner));
                }
            }
            """).ApplyAsync(EquivalenceKeys.Release);
        Assert.Equal("True False", Behaviour.Output(run));
    }
}
