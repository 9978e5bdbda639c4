using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>How each shape of declaration is written anew.</summary>
public sealed class Declarations
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";

    [Fact]
    public async Task A_readonly_field_can_still_be_assigned_in_constructors_only() => Code.Contains(
        """
        class Child
        {
            private readonly WeakReference<Owner> _ownerWeak;

            private Owner _owner
            {
                get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                init => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
            }

            public Child(Owner owner) { _owner = owner; }
        }
        """,
        await Fixed("class Child\n{\n    private readonly Owner _owner;\n\n    public Child(Owner owner) { _owner = owner; }\n}"));

    [Fact]
    public async Task An_older_language_has_no_init() => Code.Contains(
        """
            private WeakReference<Owner> _ownerWeak;

            private Owner _owner
            {
                get => _ownerWeak is WeakReference<Owner> weak && weak.TryGetTarget(out var target) ? target : null;
                set => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
            }
        """,
        await Fixed("class Child\n{\n    private readonly Owner _owner;\n\n    public Child(Owner owner) { _owner = owner; }\n}", LanguageVersion.CSharp7_3));

    [Fact]
    public async Task A_get_only_property_gets_a_private_setter() => Code.Contains(
        """
            public Owner Owner
            {
                get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                private init => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
            }
        """,
        await Fixed("class Child\n{\n    public Owner Owner { get; }\n\n    public Child(Owner owner) { Owner = owner; }\n}"));

    [Theory]
    [InlineData("public Owner Owner { get; set; }", "    public Owner Owner\n    {\n        get =>", "        set =>")]
    [InlineData("public Owner Owner { get; init; }", "    public Owner Owner\n    {\n        get =>", "        init =>")]
    [InlineData("public Owner Owner { get; private set; }", "    public Owner Owner\n    {\n        get =>", "        private set =>")]
    [InlineData("public Owner Owner { protected get; set; }", "    public Owner Owner\n    {\n        protected get =>", "        set =>")]
    [InlineData("internal protected virtual Owner Owner { get; set; }", "    internal protected virtual Owner Owner\n", "        set =>")]
    [InlineData("protected internal Owner Owner;", "    protected internal Owner Owner\n    {", "        set =>")]
    [InlineData("public unsafe Owner @event;", "    public unsafe Owner @event\n    {", "_eventWeak = value is null")]
    [InlineData("Owner Owner;", "    WeakReference<Owner> _ownerWeak;\n\n    Owner Owner\n    {", "        set =>")]
    public async Task Modifiers_and_accessors_stay(string member, string start, string setter)
    {
        var name = member.Contains("@event") ? "@event" : "Owner";
        var text = await Fixed($"class Child\n{{\n    {member}\n\n    public Child(Owner owner) {{ {name} = owner; }}\n}}");
        Code.Contains(start, text);
        Code.Contains(setter, text);
    }

    [Fact]
    public async Task A_required_member_stays_required() => Code.Contains(
        "    public required Owner Owner\n    {",
        (await FixRun.On(
            "class Owner { public Child Child; public Owner() { Child = new Child { Owner = this }; } }",
            "class Child\n{\n    public required Owner Owner;\n}").ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Fact]
    public async Task Other_variables_stay_in_their_statement() => Code.Contains(
        """
            /// <summary>Both.</summary>
            public Owner Other, Third;
            private WeakReference<Owner> _ownerWeak;

            /// <summary>Both.</summary>
            public Owner Owner
            {
        """,
        await Fixed("class Child\n{\n    /// <summary>Both.</summary>\n    public Owner Other, Owner, Third;\n\n    public Child(Owner owner) { Owner = owner; }\n}"));

    [Fact]
    public async Task Comments_documentation_and_regions_stay_with_the_member() => Code.Contains(
        """
            private int _a;

            #region Links

            private WeakReference<Owner> _ownerWeak;

            /// <summary>Who made it.</summary>
            // Set once.
            // The owner.
            public Owner Owner
            {
                get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                set => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
            }

            private int _b;
            #endregion
        """,
        await Fixed("""
            class Child
            {
                private int _a;

                #region Links

                /// <summary>Who made it.</summary>
                // Set once.
                public Owner Owner; // The owner.
                private int _b;
                #endregion

                public Child(Owner owner) { Owner = owner; }
            }
            """));

    [Fact]
    public async Task A_blank_line_sets_the_field_apart_from_properties() => Code.Contains(
        "    public int A { get; set; }\n\n    private WeakReference<Owner> _ownerWeak;\n\n    public Owner Owner\n",
        await Fixed("class Child\n{\n    public int A { get; set; }\n    public Owner Owner { get; set; }\n    public Child(Owner owner) { Owner = owner; }\n}"));

    [Theory]
    [InlineData("private Owner _owner = null;")]
    [InlineData("private Owner _owner = default;")]
    [InlineData("private Owner _owner = default(Owner);")]
    public async Task A_null_initializer_is_dropped(string member) => Code.Contains(
        "    private WeakReference<Owner> _ownerWeak;\n",
        await Fixed($"class Child\n{{\n    {member}\n    public Child(Owner owner) {{ _owner = owner; }}\n}}"));

    [Fact]
    public async Task A_parameter_of_the_primary_constructor_initializes_the_weak_field() => Code.Contains(
        """
        class Child(Owner owner)
        {
            private readonly WeakReference<Owner> _ownerWeak = owner is null ? null : new WeakReference<Owner>(owner);

            private Owner _owner
            {
                get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
            }
        }
        """,
        await Fixed("class Child(Owner owner)\n{\n    private readonly Owner _owner = owner;\n}"));

    [Fact]
    public async Task A_generic_owner_is_held_by_its_constructed_type() => Code.Contains(
        "    private readonly WeakReference<Owner<T>> _ownerWeak;",
        (await FixRun.On(
            "class Owner<T> { public Child<T> Child; public Owner() { Child = new Child<T>(this); } }",
            "class Child<T>\n{\n    private readonly Owner<T> _owner;\n    public Child(Owner<T> owner) { _owner = owner; }\n}").ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Fact]
    public async Task Tabs_and_windows_line_ends_stay() => Code.Contains(
        "\tprivate WeakReference<Owner> _ownerWeak;\r\n\r\n\tpublic Owner Owner\r\n\t{\r\n\t\tget => ",
        (await FixRun.On(Owner, "class Child\n{\n\tpublic Owner Owner;\n\tpublic Child(Owner owner) { Owner = owner; }\n}").WithLineEnds("\r\n").ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    private static async Task<string> Fixed(string child, LanguageVersion languageVersion = LanguageVersion.Preview) =>
        (await FixRun.On(languageVersion, NullableContextOptions.Disable, Owner, child).ApplyAsync(EquivalenceKeys.WeakOrNull)).Text;
}
