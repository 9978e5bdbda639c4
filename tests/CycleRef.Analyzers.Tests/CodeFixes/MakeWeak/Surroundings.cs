using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>What stands around the member: other variables, directives, other parts of its type, generic types, structs, other names for the same type.</summary>
public sealed class Surroundings
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name; public Owner() { Child = new Child(this); } } ";
    private const string Body = "\n    {\n        get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;\n        set => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);\n    }\n";

    [Fact]
    public async Task Attributes_of_several_variables_stay_with_each() => Code.Contains(
        "    [System.Text.Json.Serialization.JsonIgnore]\n    public Owner Other;\n    private WeakReference<Owner> _ownerWeak;\n\n    [System.Text.Json.Serialization.JsonIgnore]\n    public Owner Owner" + Body,
        await Fixed("class Child\n{\n    [System.Text.Json.Serialization.JsonIgnore]\n    public Owner Owner, Other;\n\n    public Child(Owner owner) { Owner = owner; }\n}"));

    [Fact]
    public async Task A_variable_with_a_value_of_its_own_stays_beside_it() => Code.Contains(
        "    public Owner Other = null;\n    private WeakReference<Owner> _ownerWeak;\n\n    public Owner Owner" + Body,
        await Fixed("class Child\n{\n    public Owner Owner = null, Other = null;\n\n    public Child(Owner owner) { Owner = owner; }\n}"));

    [Fact]
    public async Task A_member_in_a_condition_stays_there() => Code.Contains(
        "#if !OLD\n    private WeakReference<Owner> _ownerWeak;\n\n    public Owner Owner" + Body + "#endif\n    public Child",
        await Fixed("class Child\n{\n#if !OLD\n    public Owner Owner;\n#endif\n    public Child(Owner owner) { Owner = owner; }\n}"));

    [Fact]
    public async Task The_last_member_of_a_region_stays_there() => Code.Contains(
        "    #region Links\n    private WeakReference<Owner> _ownerWeak;\n\n    public Owner Owner" + Body + "    #endregion\n",
        await Fixed("class Child\n{\n    #region Links\n    public Owner Owner { get; set; }\n    #endregion\n\n    public Child(Owner owner) { Owner = owner; }\n}"));

    [Fact]
    public async Task In_one_branch_of_a_condition()
    {
        var text = await Fixed("class Child\n{\n#if OLD\n    public Owner Owner = new Owner();\n#else\n    public Owner Owner;\n#endif\n    public Child(Owner owner) { Owner = owner; }\n}");
        Code.Contains("#if OLD\n    public Owner Owner = new Owner();\n#else\n    private WeakReference<Owner> _ownerWeak;\n", text);
    }

    [Fact]
    public async Task A_type_in_several_files()
    {
        var run = FixRun.On(
            Owner,
            "partial class Child\n{\n    private readonly Owner _owner;\n}",
            "partial class Child { public Child(Owner owner) { _owner = owner; } public string Name => _owner?.Name; }",
            "partial class Child { private int _ownerWeak; class Inner { string M(Child c) => c._owner.Name + c._ownerWeak; } }");
        Code.Contains("private readonly WeakReference<Owner> _ownerWeak2;", (await run.ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);
        await run.ApplyAsync(EquivalenceKeys.WeakOrThrow);
    }

    [Theory]
    [InlineData("class Child<T> where T : Owner { private readonly T _owner; public Child(T owner) { _owner = owner; } }")]
    [InlineData("class Child<T> where T : class, IOwner, new() { public T? Owner { get; set; } public Child(T owner) { Owner = owner; } }")]
    [InlineData("class Child<T> where T : class? { public T _owner; public Child(T owner) { _owner = owner; } }")]
    [InlineData("class Child<T> where T : Owner? { public T _owner; public Child(T owner) { _owner = owner; } }")]
    [InlineData("class Child<T> where T : IOwner { private readonly T _owner; public Child(T owner) { _owner = owner; } }")]
    [InlineData("class Child<T> where T : notnull { private readonly T _owner; public Child(T owner) { _owner = owner; } }")]
    [InlineData("class Child<T> { private readonly Box<T>.Inner? _owner; public Child(Box<T>.Inner? owner) { _owner = owner; } } class Box<T> { public class Inner { public Child<T>? Child; public Inner() { Child = new Child<T>(this); } } }")]
    public async Task A_generic_type_in_all_contexts(string child)
    {
        var offers = 0;
        foreach (var context in new[] { NullableContextOptions.Disable, NullableContextOptions.Enable })
        {
            var source = context == NullableContextOptions.Enable ? child : child.Replace("?", "");
            var run = FixRun.On(LanguageVersion.Preview, context, source, "class Owner : IOwner { public readonly Child<Owner> Child; public Owner() { Child = new Child<Owner>(this); } } interface IOwner { }");
            foreach (var report in await run.ReportsAsync())
            {
                foreach (var key in await run.OfferedAsync())
                {
                    await run.ApplyAsync(key);
                    offers++;
                }
            }
        }

        Assert.True(offers > 0 || child.Contains("notnull") || child.Contains("where T : IOwner"), "nothing was tried");
    }

    [Theory]
    [InlineData("struct Link { public Owner Owner; } class Child { private Link _owner; public Child(Owner owner) { _owner.Owner = owner; } }")]
    [InlineData("struct Link { public Owner Owner; } class Child { private readonly Link _owner; public Child(Owner owner) { _owner = new Link { Owner = owner }; } }")]
    [InlineData("struct Link { public Owner Owner { get; set; } } class Child { private Link? _owner; public Child(Owner owner) { _owner = new Link { Owner = owner }; } }")]
    [InlineData("class Child { private (Owner Owner, int Id) _owner; public Child(Owner owner) { _owner = (owner, 1); } }")]
    [InlineData("class Child { private System.Collections.Generic.KeyValuePair<int, Owner> _owner; public Child(Owner owner) { _owner = new System.Collections.Generic.KeyValuePair<int, Owner>(1, owner); } }")]
    public async Task A_struct_is_no_object_of_its_own_and_never_weak(string child)
    {
        var run = FixRun.On(child, Owner);
        foreach (var report in await run.ReportsAsync())
            Assert.DoesNotContain(await run.OfferedAsync(), static key => key is EquivalenceKeys.WeakOrNull or EquivalenceKeys.WeakOrThrow);
        Assert.NotEmpty(await run.ReportsAsync());
        foreach (var key in await run.OfferedAsync())
            await run.ApplyAsync(key);
    }

    [Theory]
    [InlineData("using System;\nusing O = Owner;\nclass Child\n{\n    private O _owner;\n    public Child(O owner) { _owner = owner; }\n}", "private WeakReference<O> _ownerWeak;")]
    [InlineData("class Child\n{\n    private global::Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n}", "private WeakReference<Owner> _ownerWeak;")]
    [InlineData("using WeakReference = System.Text.StringBuilder;\nclass Child\n{\n    private Owner _owner;\n    private WeakReference _text;\n    public Child(Owner owner) { _owner = owner; }\n}", "WeakReference<Owner> _ownerWeak;")]
    [InlineData("class Child\n{\n    private Owner _owner;\n    private int WeakReference;\n    public Child(Owner owner) { _owner = owner; }\n}", "WeakReference<Owner> _ownerWeak;")]
    [InlineData("class Child\n{\n    private Owner _owner;\n    private class WeakReference<T> { }\n    public Child(Owner owner) { _owner = owner; }\n}", "private System.WeakReference<Owner> _ownerWeak;")]
    [InlineData("class Child\n{\n    private Owner _owner;\n    private class InvalidOperationException { }\n    private class System { }\n    public Child(Owner owner) { _owner = owner; }\n}", "WeakReference<Owner> _ownerWeak;")]
    [InlineData("namespace App;\n\nclass Child\n{\n    private Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n}", "namespace App;\n\nclass Child\n{\n    private WeakReference<Owner> _ownerWeak;")]
    [InlineData("namespace App.System { class Own { } }\nnamespace App { class Child\n{\n    private Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n} }", "private WeakReference<Owner> _ownerWeak;")]
    public async Task Aliases_and_other_types_of_the_name(string child, string expected)
    {
        var run = FixRun.On(child.Contains("namespace App") ? "namespace App { " + Owner + "}" : Owner, child);
        var text = (await run.ApplyAsync(EquivalenceKeys.WeakOrNull)).Text;
        Code.Contains(expected, text);
        await run.ApplyAsync(EquivalenceKeys.WeakOrThrow);
    }

    [Fact]
    public async Task A_global_using_of_another_file_is_enough() => Code.Contains(
        "class Child\n{\n    private WeakReference<Owner> _ownerWeak;",
        (await FixRun.On("class Child\n{\n    private Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n}", Owner, "global using System;").ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Theory]
    [InlineData("_owner += other;")]
    [InlineData("_owner++;")]
    [InlineData("--this._owner;")]
    [InlineData("(_, _owner) = Pair();")]
    [InlineData("foreach ((_owner, _) in new[] { (other, 1) }) { }")]
    [InlineData("using (var stream = new System.IO.MemoryStream()) { fixed (char* p = \"\") { Take(ref this._owner); } }")]
    [InlineData("_owner = System.Activator.CreateInstance<Owner>();")]
    [InlineData("_owner = (Owner)other.MemberwiseClone2();")]
    public async Task Not_where_a_use_makes_the_object_or_needs_the_variable(string use)
    {
        var run = FixRun.On(
            "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } public static Owner operator +(Owner a, Owner b) => a; public static Owner operator ++(Owner a) => a; public static Owner operator --(Owner a) => a; public object MemberwiseClone2() => MemberwiseClone(); }",
            "unsafe class Child { private Owner _owner; public Child(Owner owner) { _owner = owner; } public void M(Owner other) { " + use + " } (int, Owner) Pair() => (1, new Owner()); static void Take(ref Owner o) { } }");
        Assert.DoesNotContain(await run.OfferedAsync("_owner"), static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_obsolete_member_stays_obsolete() => Code.Contains(
        "    [System.Obsolete] public Owner Owner\n    {",
        await Fixed("class Child\n{\n    [System.Obsolete] public Owner Owner;\n\n    [System.Obsolete] public Child(Owner owner) { Owner = owner; }\n}"));

    [Fact]
    public async Task A_suppression_and_its_reason_stay_with_the_member()
    {
        const string Reason = "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Design\", \"CA1051:Fields\", Justification = \"Serialized by name.\")]";
        Code.Contains(
            "#pragma warning disable CA1051 // Set by the designer.\n    private WeakReference<Owner> _ownerWeak;\n\n    " + Reason + "\n    public Owner Owner" + Body + "#pragma warning restore CA1051\n",
            await Fixed("class Child\n{\n#pragma warning disable CA1051 // Set by the designer.\n    " + Reason + "\n    public Owner Owner;\n#pragma warning restore CA1051\n    public Child(Owner owner) { Owner = owner; }\n}"));
    }

    [Theory]
    [InlineData("record Special(int Id, Owner Owner, string Text) : Child(Id, Owner);")]
    [InlineData("sealed record Special(Owner Owner) : Child(1, Owner) { public override string ToString() => Owner?.Name; }")]
    [InlineData("class User { string M(Child c) => c is (_, { Name: var n }) ? n : c is { Owner: null } ? \"\" : (c with { Owner = null }).ToString(); }")]
    public async Task Records_over_a_record(string other)
    {
        var run = FixRun.On(
            "class Owner { public Child Child; public string Name; public Owner() { Child = new Child(1, this); } }",
            "record Child(int Id, Owner Owner)\n{\n    public virtual bool Equals(Child other) => other is not null && Id == other.Id;\n\n    public override int GetHashCode() => Id;\n}",
            other);
        await run.ApplyAsync(EquivalenceKeys.WeakOrNull, "Child.Owner");
        await run.ApplyAsync(EquivalenceKeys.WeakOrThrow, "Child.Owner");
    }

    private static async Task<string> Fixed(string child) => (await FixRun.On(child, Owner).ApplyAsync(EquivalenceKeys.WeakOrNull, "Owner")).Text;
}
