using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary><c>using System;</c> is added where it is missing and changes nothing else.</summary>
public sealed class Usings
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";
    private const string Child = "class Child\n{\n    public Owner Owner;\n\n    public Child(Owner o) { Owner = o; }\n}";

    [Fact]
    public async Task First_among_the_others_below_the_licence() => Code.Contains(
        "// Licence.\n\nusing System;\nusing System.Collections;\n\nclass Child",
        await Fixed("// Licence.\n\nusing System.Collections;\n\n" + Child));

    [Fact]
    public async Task After_global_ones() => Code.Contains(
        "global using System.Collections;\nusing System;\nusing System.Linq;\n",
        await Fixed("global using System.Collections;\nusing System.Linq;\n" + Child));

    [Fact]
    public async Task Inside_the_namespace_where_the_others_are() => Code.Contains(
        "namespace App\n{\n    using System;\n    using System.Linq;\n",
        (await FixRun.On(
            "namespace App { " + Owner + "}",
            "namespace App\n{\n    using System.Linq;\n\n" + Child + "\n}").ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Fact]
    public async Task As_the_first_line_of_a_file_without_any() => Code.Contains(
        "// Licence.\n\nusing System;\n\n/// <summary>A child.</summary>\nclass Child",
        await Fixed("// Licence.\n\n/// <summary>A child.</summary>\n" + Child));

    [Theory]
    [InlineData("using System;\nusing System.Linq;\n")]
    [InlineData("using Sys = System;\nusing System;\n")]
    public async Task Not_twice(string usings) => Code.Contains(usings + "class Child", await Fixed(usings + Child));

    [Fact]
    public async Task Not_where_a_name_would_become_ambiguous() => Code.Contains(
        "private System.WeakReference<Owner> ownerWeak;",
        (await FixRun.On(Owner, "namespace Other { public class Random { } }", "using Other;\nclass Child { Random r; public Owner Owner; public Child(Owner o) { Owner = o; } }")
            .ApplyAsync(EquivalenceKeys.WeakOrNull)).Text);

    [Fact]
    public async Task Not_into_a_conditional_block() => Code.Contains(
        "#if !OLD\nusing System.Linq;\n#endif\nclass Child\n{\n    private System.WeakReference<Owner> _ownerWeak;",
        await Fixed("#if !OLD\nusing System.Linq;\n#endif\n" + Child));

    private static async Task<string> Fixed(string child) => (await FixRun.On(Owner, child).ApplyAsync(EquivalenceKeys.WeakOrNull)).Text;
}
