using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Release;

/// <summary>The member is cleared in the teardown method that is there.</summary>
public sealed class ExistingMethods
{
    private const string Owner = "class Owner { public readonly Child Child; public Owner() { Child = new Child(this); } } ";
    private const string Link = "    public Owner Owner;\n    public Child(Owner owner) { Owner = owner; }\n";

    [Theory]
    [InlineData(
        "    public void Dispose()\n    {\n        System.Console.WriteLine(); // done\n    }",
        "        System.Console.WriteLine(); // done\n        Owner = null;\n    }")]
    [InlineData("    public void Dispose()\n    {\n    }", "    public void Dispose()\n    {\n        Owner = null;\n    }")]
    [InlineData("    public void Dispose() { }", "    public void Dispose() { Owner = null; }")]
    [InlineData("    public void Dispose() { System.Console.WriteLine(); }", "{ System.Console.WriteLine(); Owner = null; }")]
    [InlineData(
        "    public void Dispose() => System.Console.WriteLine();",
        "    public void Dispose()\n    {\n        System.Console.WriteLine();\n        Owner = null;\n    }")]
    [InlineData(
        "    public void Dispose()\n    {\n        System.Console.WriteLine();\n        System.GC.SuppressFinalize(this);\n    }",
        "        System.Console.WriteLine();\n        Owner = null;\n        System.GC.SuppressFinalize(this);\n    }")]
    [InlineData("    void System.IDisposable.Dispose()\n    {\n    }", "Dispose()\n    {\n        Owner = null;\n    }")]
    [InlineData(
        "    public void Dispose() { Dispose(true); }\n    protected virtual void Dispose(bool disposing)\n    {\n        if (disposing)\n        {\n            System.Console.WriteLine();\n        }\n    }",
        "            System.Console.WriteLine();\n            Owner = null;\n        }\n    }")]
    [InlineData(
        "    public void Dispose() { Dispose(true); }\n    protected virtual void Dispose(bool disposing)\n    {\n        if (disposing)\n            System.Console.WriteLine();\n    }",
        "        if (disposing)\n        {\n            System.Console.WriteLine();\n            Owner = null;\n        }\n    }")]
    [InlineData(
        "    public void Dispose() { Dispose(true); }\n    protected virtual void Dispose(bool disposing)\n    {\n        System.Console.WriteLine();\n    }",
        "        System.Console.WriteLine();\n        if (disposing)\n            Owner = null;\n    }")]
    public async Task Is_cleared_last(string method, string expected)
    {
        var run = FixRun.On(Owner, $"class Child : System.IDisposable\n{{\n{Link}{method}\n}}");
        Code.Contains(expected, (await run.ApplyAsync(EquivalenceKeys.Release)).Text);
    }

    [Fact]
    public async Task In_another_part_of_the_type() => Code.Contains(
        "    public void Dispose()\n    {\n        Owner = null;\n    }",
        (await FixRun.On(Owner, "partial class Child\n{\n" + Link + "}", "partial class Child : System.IDisposable\n{\n    public void Dispose()\n    {\n    }\n}")
            .ApplyAsync(EquivalenceKeys.Release)).Text);

    [Fact]
    public async Task An_async_one() => Code.Contains(
        "        await Task.Yield();\n        Owner = null;\n    }",
        (await FixRun.On(Owner, "using System.Threading.Tasks;\nclass Child : System.IAsyncDisposable\n{\n" + Link + "    public async ValueTask DisposeAsync()\n    {\n        await Task.Yield();\n    }\n}")
            .ApplyAsync(EquivalenceKeys.Release)).Text);

    [Fact]
    public async Task A_type_that_is_never_null_needs_a_mark() => Code.Contains(
        "        Owner = null!;\n",
        (await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, Owner, "class Child : System.IDisposable\n{\n" + Link + "    public void Dispose()\n    {\n    }\n}")
            .ApplyAsync(EquivalenceKeys.Release)).Text);

    [Theory]
    [InlineData("public void Dispose() { throw new System.NotSupportedException(); }")]
    [InlineData("public void Dispose() { while (true) { } }")]
    [InlineData("public void Dispose() { var Owner = 1; }")]
    [InlineData("public void Dispose() { Dispose(true); } void Dispose(bool disposing) { if (disposing) { } else { } }")]
    [InlineData("public void Dispose() { Dispose(true); } void Dispose(bool disposing) { if (disposing) { } System.Console.WriteLine(Owner); }")]
    public async Task Is_not_offered_where_no_place_is_safe(string method)
    {
        var offered = await FixRun.On(Owner, $"class Child : System.IDisposable\n{{\n{Link}{method}\n}}").OfferedAsync("Owner");
        // Dispose() is a place where Dispose(bool) is none.
        if (!method.Contains("Dispose(true)"))
            Assert.DoesNotContain(EquivalenceKeys.Release, offered);
    }
}
