using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Release;

/// <summary>A single object is unset, a collection of one's own emptied; what cannot be written is made writable where nobody outside notices.</summary>
public sealed class WhatIsReleased
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";

    [Theory]
    [InlineData("private readonly Owner _owner;", "    private Owner _owner;", "Dispose() => _owner = null;")]
    [InlineData("readonly Owner _owner;", "    Owner _owner;", "Dispose() => _owner = null;")]
    [InlineData("public Owner _owner { get; }", "    public Owner _owner { get; private set; }", "Dispose() => _owner = null;")]
    [InlineData("private Owner _owner { get; }", "    private Owner _owner { get; set; }", "Dispose() => _owner = null;")]
    public async Task A_member_that_only_constructors_assign_becomes_writable(string member, string declared, string disposed)
    {
        var text = (await FixRun.On(Owner, $"class Child\n{{\n    {member}\n    public Child(Owner owner) {{ _owner = owner; }}\n}}").ApplyAsync(EquivalenceKeys.Release)).Text;
        Code.Contains(declared, text);
        Code.Contains(disposed, text);
    }

    [Fact]
    public async Task Also_when_the_method_stands_in_another_file()
    {
        var text = (await FixRun.On(
            Owner,
            "partial class Child\n{\n    private readonly Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n}",
            "partial class Child : System.IDisposable\n{\n    public void Dispose()\n    {\n    }\n}").ApplyAsync(EquivalenceKeys.Release)).Text;
        Code.Contains("    private Owner _owner;", text);
        Code.Contains("    {\n        _owner = null;\n    }", text);
    }

    [Theory]
    [InlineData("private readonly List<Bag> _bags = new List<Bag>();", "_bags.Clear();")]
    [InlineData("private readonly List<Bag> _bags; public Bag() { _bags = new List<Bag>(); }", "_bags?.Clear();")]
    [InlineData("private List<Bag> _bags = new();", "_bags?.Clear();")]
    [InlineData("private readonly Dictionary<string, Bag> _bags = [];", "_bags.Clear();")]
    [InlineData("private readonly HashSet<Bag> _bags = new();", "_bags.Clear();")]
    [InlineData("private readonly IList<Bag> _bags = new List<Bag>();", "_bags.Clear();")]
    [InlineData("public ObservableCollection<Bag> _bags { get; } = new ObservableCollection<Bag>();", "_bags.Clear();")]
    [InlineData("private Bag[] _bags = new Bag[4];", "_bags = null;")]
    [InlineData("private List<Bag> _bags; public Bag(List<Bag> bags) { _bags = bags; }", "_bags = null;")]
    public async Task A_collection(string member, string expected)
    {
        var text = (await OnTwoBags(member).ApplyAsync(EquivalenceKeys.Release, "_bags")).Text;
        Code.Contains("public void Dispose() => " + expected, text);
    }

    [Theory]
    [InlineData("private readonly Bag[] _bags = new Bag[4];")]
    [InlineData("private readonly List<Bag> _bags; public Bag(List<Bag> bags) { _bags = bags; }")]
    [InlineData("private readonly ConcurrentDictionary<int, Bag> _bags; public Bag(Bag other) { _bags = other._bags; }")]
    public async Task But_not_a_collection_of_others_that_cannot_be_unset(string member) =>
        Assert.DoesNotContain(EquivalenceKeys.Release, await OnTwoBags(member).OfferedAsync("_bags"));

    [Fact]
    public async Task A_collection_that_is_never_null_is_emptied_without_a_question() => Code.Contains(
        "public void Dispose() => _bags.Clear();",
        (await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, Bags("private List<Bag> _bags = new();"))
            .WithOptions("cycleref.report_self_edges = true").ApplyAsync(EquivalenceKeys.Release, "_bags")).Text);

    [Fact]
    public async Task In_the_method_that_the_user_calls_a_teardown()
    {
        var run = FixRun.On(Owner, "class Child\n{\n    private Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n    public void Unhook()\n    {\n    }\n}")
            .WithOptions("cycleref.teardown_methods = Unhook*");
        Assert.Equal("Release 'Child._owner' in Unhook", await run.TitleAsync(EquivalenceKeys.Release));
        Code.Contains("    public void Unhook()\n    {\n        _owner = null;\n    }", (await run.ApplyAsync(EquivalenceKeys.Release)).Text);
    }

    [Fact]
    public async Task But_in_Dispose_where_there_is_one_too() => Assert.Equal(
        "Release 'Child._owner' in Dispose",
        await FixRun.On(Owner, "class Child : System.IDisposable { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void Unhook() { } public void Dispose() { } }")
            .WithOptions("cycleref.teardown_methods = Unhook").TitleAsync(EquivalenceKeys.Release));

    [Fact]
    public async Task A_released_collection_lets_its_elements_go()
    {
        var run = await FixRun.On(
            Bags("private readonly List<Bag> _bags = new List<Bag>(); public void Add(Bag bag) { _bags.Add(bag); bag._bags.Add(this); }"),
            Behaviour.Helpers,
            """
            using System;
            using System.Runtime.CompilerServices;
            public static class Program
            {
                public static string Run()
                {
                    var bag = new Bag();
                    var weak = Fill(bag);
                    Memory.Collect();
                    var before = weak.TryGetTarget(out _);
                    ((IDisposable)(object)bag).Dispose();
                    Memory.Collect();
                    return before + " " + weak.TryGetTarget(out _);
                }

                [MethodImpl(MethodImplOptions.NoInlining)]
                private static WeakReference<Bag> Fill(Bag bag)
                {
                    var other = new Bag();
                    bag.Add(other);
                    return new WeakReference<Bag>(other);
                }
            }
            """).WithOptions("cycleref.report_self_edges = true").ApplyAsync(EquivalenceKeys.Release, "_bags");
        Assert.Equal("True False", Behaviour.Output(run));
    }

    private static FixRun OnTwoBags(string member) => FixRun.On(Bags(member)).WithOptions("cycleref.report_self_edges = true");

    private static string Bags(string member) =>
        "using System.Collections.Concurrent;\nusing System.Collections.Generic;\nusing System.Collections.ObjectModel;\n\nclass Bag\n{\n    " + member + "\n}";
}
