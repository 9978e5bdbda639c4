using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>A project for several frameworks compiles each file several times: the new code must suit all of them, and code that only one of them sees.</summary>
public sealed class SharedFiles
{
    private const string Owner = "class Owner { public readonly Child Child; public string Name; public Owner() { Child = new Child(this); } } ";
    private const string Readonly = "class Child\n{\n    private readonly Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n}";

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "is WeakReference<Owner> weak", "set =>")]
    [InlineData(LanguageVersion.CSharp8, "is { } weak", "set =>")]
    [InlineData(LanguageVersion.CSharp9, "is { } weak", "init =>")]
    public async Task The_oldest_language_of_all_decides(LanguageVersion version, string getter, string setter)
    {
        var text = (await FixRun.On(Readonly, Owner).WithTwin(version).ApplyAsync(EquivalenceKeys.WeakOrNull)).Text;
        Code.Contains(getter, text);
        Code.Contains(setter, text);
    }

    [Fact]
    public async Task Not_where_one_of_them_is_too_old() => Assert.DoesNotContain(
        await FixRun.On("class Child\n{\n    private readonly Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n}", Owner).WithTwin(LanguageVersion.CSharp6).OfferedAsync(),
        static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("System.Threading.Interlocked.Exchange(ref _owner, null);")]
    [InlineData("Take(out this._owner);")]
    [InlineData("Take(in other._owner);")]
    public async Task Not_where_code_that_is_left_out_uses_it_as_a_variable(string use)
    {
        var child = "class Child\n{\n    private Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n    public void M(Child other)\n    {\n#if OLD\n        " + use + "\n#endif\n        _owner = null;\n    }\n"
            + "    static void Take(out Owner o) { o = null; }\n}";
        Assert.DoesNotContain(await FixRun.On(child, Owner).OfferedAsync("_owner"), static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_code_that_is_left_out_reads_and_writes_stays_as_it_is()
    {
        var run = FixRun.On("class Child\n{\n    private Owner _owner;\n    public Child(Owner owner) { _owner = owner; }\n    public string M()\n    {\n#if OLD\n        _owner = null;\n        return _owner?.Name;\n#else\n        return _owner.Name;\n#endif\n    }\n}", Owner)
            .WithTwin(LanguageVersion.CSharp7_3, "OLD");
        await run.ApplyAsync(EquivalenceKeys.WeakOrNull);
        await run.ApplyAsync(EquivalenceKeys.WeakOrThrow);
    }

    [Fact]
    public async Task Not_for_a_parameter_that_code_which_is_left_out_mentions() => Assert.DoesNotContain(
        await FixRun.On("class Child(Owner owner)\n{\n#if OLD\n    public string Old => owner.Name;\n#endif\n    public string Name => owner.Name;\n}", Owner).OfferedAsync("owner"),
        static key => key.StartsWith("CycleRef.MakeWeak", System.StringComparison.Ordinal));

    [Fact]
    public async Task The_file_of_the_contract_attribute_suits_all_of_them() => Code.Contains(
        "namespace App\n{",
        (await FixRun.On("namespace App { " + Owner + Readonly + " }").WithTwin(LanguageVersion.CSharp7_3).ApplyAsync(EquivalenceKeys.BackReference)).Text);
}
