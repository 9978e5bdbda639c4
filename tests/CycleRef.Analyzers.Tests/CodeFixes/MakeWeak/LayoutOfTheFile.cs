using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>The editor formats what a fix marks: nothing is marked, and the lines around the new members stay what they were.</summary>
public sealed class LayoutOfTheFile
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } }";

    [Theory]
    [InlineData("class Child\n{\n\tOwner owner;\n\tpublic Child(Owner o) { owner = o; }\n}", "class Child\n{\n\tWeakReference<Owner> ownerWeak;\n\n\tOwner owner\n\t{\n")]
    [InlineData("class Child {\n\tint x;\n\tOwner owner;\n\tpublic Child(Owner o) { owner = o; }\n}", "\tint x;\n\tWeakReference<Owner> ownerWeak;\n\n\tOwner owner {\n")]
    [InlineData("class Child { Owner owner; public Child(Owner o) { owner = o; } }", "class Child {\n    WeakReference<Owner> ownerWeak;\n\n    Owner owner\n    {\n")]
    public async Task Is_kept_with_every_line_end(string child, string expected)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            var result = await FixRun.On(Owner, "using System;\n" + child).WithLineEnds(lineEnd).ApplyAsync(EquivalenceKeys.WeakOrNull);
            Code.Contains(expected.ReplaceLineEndings(lineEnd), result.Text);
        }
    }
}
