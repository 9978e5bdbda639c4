using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>Where the link is cut: at the end, before each jump, or in a <c>finally</c>.</summary>
public sealed class Exits
{
    private const string Node = "class Node { public Node Child; public Node Parent; public string Name = \"n\"; public void Show() => System.Console.Write(Name); }";

    [Theory]
    [InlineData(
        "        b.Child = a;\n        return a.Name;\n",
        "        b.Child = a;\n        var result = a.Name;\n        b.Child = null;\n        return result;\n")]
    [InlineData(
        "        b.Child = a; // closes\n        return \"text\";\n",
        "        b.Child = a; // closes\n        b.Child = null;\n        return \"text\";\n")]
    [InlineData(
        "        b.Child = a;\n        if (x > 1)\n            return \"many\"; // done\n        var result = b.Child.Name;\n        return result;\n",
        "        b.Child = a;\n        if (x > 1)\n        {\n            b.Child = null;\n            return \"many\"; // done\n        }\n        var result = b.Child.Name;\n        b.Child = null;\n        return result;\n")]
    [InlineData(
        "        b.Child = a;\n        if (x > 1) { return b.Child.Name; }\n        return \"\";\n",
        "        b.Child = a;\n        if (x > 1) { var result = b.Child.Name; b.Child = null; return result; }\n        b.Child = null;\n        return \"\";\n")]
    [InlineData(
        "        if (x > 0)\n            b.Child = a;\n        return \"\";\n",
        "        if (x > 0)\n        {\n            b.Child = a;\n            b.Child = null;\n        }\n        return \"\";\n")]
    [InlineData(
        "        if (x > 0)\n            b.Child = a;\n        return b.Child.Name;\n",
        "        if (x > 0)\n            b.Child = a;\n        var result = b.Child.Name;\n        b.Child = null;\n        return result;\n")]
    [InlineData(
        "        b.Child = a;\n        a.Show();\n\n        // the end\n        return a.Name;\n",
        "        b.Child = a;\n        try\n        {\n            a.Show();\n\n            // the end\n            return a.Name;\n        }\n        finally\n        {\n            b.Child = null;\n        }\n")]
    [InlineData(
        "        return (b.Child = a).Name;\n",
        "        var result = (b.Child = a).Name;\n        b.Child = null;\n        return result;\n")]
    [InlineData(
        "        switch (x)\n        {\n            case 1:\n                b.Child = a;\n                break;\n            default:\n                return \"other\";\n        }\n        return \"one\";\n",
        "        switch (x)\n        {\n            case 1:\n                b.Child = a;\n                b.Child = null;\n                break;\n            default:\n                return \"other\";\n        }\n        return \"one\";\n")]
    [InlineData(
        "        lock (a)\n        {\n            b.Child = a;\n            x += b.Child.Name.Length;\n        }\n        return x.ToString();\n",
        "        lock (a)\n        {\n            b.Child = a;\n            x += b.Child.Name.Length;\n            b.Child = null;\n        }\n        return x.ToString();\n")]
    public Task In_a_method(string statements, string expected) =>
        StatementFixRun.On(Method(statements), Node).TurnsIntoAsync(EquivalenceKeys.BreakCycle, Method(expected));

    [Theory]
    [InlineData("for (var i = 0; i < 2; i++)\n        {\n            var b = new Node();\n            var a = new Node { Child = b };\n            b.Child = a;\n            if (i == 0)\n                continue;\n            text += a.Name;\n        }")]
    [InlineData("foreach (var i in new[] { 1, 2 })\n        {\n            var b = new Node();\n            var a = new Node { Child = b };\n            b.Child = a;\n            if (i == 0) break;\n            text += a.Name;\n        }")]
    [InlineData("System.Action link = () =>\n        {\n            var b = new Node();\n            var a = new Node { Child = b };\n            b.Child = a;\n            text += a.Name;\n        };\n        link();")]
    [InlineData("void Link()\n        {\n            var b = new Node();\n            var a = new Node { Child = b };\n            b.Child = a;\n            text += a.Name;\n        }\n        Link();")]
    [InlineData("using (new System.IO.StringReader(text))\n        {\n            var b = new Node();\n            var a = new Node { Child = b };\n            b.Child = a;\n            text += a.Name;\n        }")]
    [InlineData("using var reader = new System.IO.StringReader(text);\n        var b = new Node();\n        var a = new Node { Child = b };\n        b.Child = a;\n        text += a.Name;")]
    [InlineData("var b = new Node();\n        var a = new Node { Child = b };\n        b.Child = a;\n        while (true)\n        {\n            if (text.Length > 3)\n                return a.Name;\n            text += \"x\";\n        }")]
    [InlineData("var b = new Node();\n        var a = new Node { Child = b };\n        b.Child = a;\n        try\n        {\n            text += System.Int32.Parse(b.Child.Name);\n        }\n        catch (System.FormatException)\n        {\n            text += \"caught\";\n        }")]
    [InlineData("Node b = null;\n        b = new Node();\n        var a = new Node { Child = b };\n        b.Child = a;\n        a = null;")]
    public async Task Of_every_shape(string statements)
    {
        var run = StatementFixRun.On(Program(statements), Node);
        var result = await run.ApplyAsync(EquivalenceKeys.BreakCycle);
        Assert.Empty(await result.ReportsAsync());
        Assert.Equal(Behaviour.Output(run.Compilation), Behaviour.Output(result.Compilation));
    }

    [Theory]
    // The variable is gone, or another object by then.
    [InlineData("var b = new Node();\n        var a = new Node { Child = b };\n        b.Child = a;\n        b = new Node();\n        a = null;")]
    // Nobody knows the object by a name.
    [InlineData("var a = new Node();\n        new Node { Child = a }.Show(a);")]
    // The Dispose at the end of the block would find the link gone.
    [InlineData("using var b = new Closer();\n        var a = new Node { Child = b };\n        b.Child = a;")]
    [InlineData("var a = new Node();\n        goto end;\n        end:\n        a.Child = a;")]
    public async Task Is_not_offered(string statements)
    {
        const string Types = "class Node { public Node Child; public Node Parent; public string Name = \"n\"; public void Show(Node n) { n.Parent = this; } } class Closer : Node, System.IDisposable { public void Dispose() { System.Console.Write(Child.Name); } }";
        var run = StatementFixRun.On(Program(statements), Types);
        foreach (var report in await run.ReportsAsync())
            Assert.DoesNotContain(EquivalenceKeys.BreakCycle, await run.OfferedAsync(report.Id));
    }

    [Fact]
    public Task In_an_async_method() => StatementFixRun.On(
        """
        using System.Threading.Tasks;
        class C
        {
            async Task<string> M()
            {
                var a = new Node();
                a.Child = a;
                await Task.Yield();
                return a.Name;
            }
        }
        """,
        Node).TurnsIntoAsync(
        EquivalenceKeys.BreakCycle,
        """
        using System.Threading.Tasks;
        class C
        {
            async Task<string> M()
            {
                var a = new Node();
                a.Child = a;
                try
                {
                    await Task.Yield();
                    return a.Name;
                }
                finally
                {
                    a.Child = null;
                }
            }
        }
        """);

    [Fact]
    public Task In_an_iterator() => StatementFixRun.On(
        """
        using System.Collections.Generic;
        class C {
            IEnumerable<string> M() {
                var a = new Node();
                a.Child = a;
                yield return a.Name;
            }
        }
        """,
        Node).TurnsIntoAsync(
        EquivalenceKeys.BreakCycle,
        """
        using System.Collections.Generic;
        class C {
            IEnumerable<string> M() {
                var a = new Node();
                a.Child = a;
                try {
                    yield return a.Name;
                } finally {
                    a.Child = null;
                }
            }
        }
        """);

    [Fact]
    public Task In_top_level_statements() => StatementFixRun.On(
        "// program\nvar a = new Node();\nvar b = new Node();\na.Child = b;\nb.Child = a;\nSystem.Console.Write(a.Name);\n", Node).TurnsIntoAsync(
        EquivalenceKeys.BreakCycle,
        "// program\nvar a = new Node();\nvar b = new Node();\na.Child = b;\nb.Child = a;\nSystem.Console.Write(a.Name);\nb.Child = null;\n");

    [Theory]
    [InlineData("public Node? Child { get; set; }", "b.Child = null;")]
    [InlineData("public Node Child { get; set; } = null!;", "b.Child = null!;")]
    public async Task Null_is_written_as_the_type_demands(string member, string expected) => Code.Contains(
        expected,
        (await StatementFixRun.On(
            LanguageVersion.Preview,
            NullableContextOptions.Enable,
            "class Node { " + member + " } class C { void M() { var a = new Node(); var b = new Node(); a.Child = b; b.Child = a; } }").ApplyAsync(EquivalenceKeys.BreakCycle)).Text);

    [Fact]
    public async Task A_setter_that_does_more_is_not_called() => Assert.DoesNotContain(
        EquivalenceKeys.BreakCycle,
        await StatementFixRun.On("class Node { Node _c; public Node Child { get => _c; set { System.Console.Write(value.ToString()); _c = value; } } } class C { void M() { var a = new Node(); a.Child = a; } }").OfferedAsync());

    [Fact]
    public async Task The_link_that_points_back_is_cut() => Code.Contains(
        "child.Parent = null;",
        (await StatementFixRun.On("class C { void M() { var child = new Node(); var top = new Node(); child.Parent = top; top.Child = child; } }", Node).ApplyAsync(EquivalenceKeys.BreakCycle)).Text);

    [Fact]
    public async Task In_the_oldest_language_version()
    {
        var run = StatementFixRun.On(LanguageVersion.CSharp7_3, NullableContextOptions.Disable, Program("var b = new Node();\n        var a = new Node { Child = b };\n        b.Child = a;\n        a.Show();"), Node);
        Assert.Empty(await (await run.ApplyAsync(EquivalenceKeys.BreakCycle)).ReportsAsync());
    }

    private static string Method(string statements) =>
        "class C\n{\n    string M(int x)\n    {\n        var b = new Node();\n        var a = new Node { Child = b };\n" + statements + "    }\n}\n";

    private static string Program(string statements) =>
        "public static class Program\n{\n    public static string Run()\n    {\n        var text = \"\";\n        " + statements + (statements.Contains("while (true)") ? "\n" : "\n        return text;\n") + "    }\n}\n";
}
