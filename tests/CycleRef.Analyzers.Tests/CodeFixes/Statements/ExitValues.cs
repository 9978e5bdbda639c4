using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>Values that are computed before the link goes, and calls that are not done by then.</summary>
public sealed class ExitValues
{
    private const string Node = "class Node { public Node Child; public string Name = \"n\"; public async System.Threading.Tasks.Task<string> LaterAsync() { await System.Threading.Tasks.Task.Delay(5); return Child.Name; } }";

    [Fact]
    public Task An_inner_and_an_outer_result_have_names_of_their_own() => StatementFixRun.On(
        Program("if (x > 1)\n            return a.Name + x;\n        return a.Name;"), Node).TurnsIntoAsync(
        EquivalenceKeys.BreakCycle,
        Program("if (x > 1)\n        {\n            var result = a.Name + x;\n            a.Child = null;\n            return result;\n        }\n        var result2 = a.Name;\n        a.Child = null;\n        return result2;"));

    [Fact]
    public Task Two_inner_results_share_a_name() => StatementFixRun.On(
        Program("if (x > 1)\n        {\n            return a.Name + x;\n        }\n        else\n        {\n            return a.Name;\n        }"), Node).TurnsIntoAsync(
        EquivalenceKeys.BreakCycle,
        Program("if (x > 1)\n        {\n            var result = a.Name + x;\n            a.Child = null;\n            return result;\n        }\n        else\n        {\n            var result = a.Name;\n            a.Child = null;\n            return result;\n        }"));

    [Fact]
    public async Task Sections_of_a_switch_share_a_scope()
    {
        var run = StatementFixRun.On(Program("switch (x)\n        {\n            case 1:\n                return a.Name + x;\n            case 2:\n            {\n                return a.Name + a.Name;\n            }\n            default:\n                return a.Name;\n        }"), Node);
        var result = await run.ApplyAsync(EquivalenceKeys.BreakCycle);
        Assert.Equal(Behaviour.Output(run.Compilation), Behaviour.Output(result.Compilation));
    }

    [Fact]
    public async Task Top_level_results_have_names_of_their_own() => Code.Contains(
        "return result3;",
        (await StatementFixRun.On(
            "// program\nvar result = new Node();\nresult.Child = result;\nif (args.Length > 3) return result.N;\nSystem.Console.Write(result.N);\nreturn result.Child.N;\n", "class Node { public Node Child; public int N; }").ApplyAsync(EquivalenceKeys.BreakCycle)).Text);

    [Theory]
    [InlineData("return a.LaterAsync().ToString();")]
    [InlineData("var later = a.LaterAsync(); System.Console.Write(\"\"); return later.ToString();")]
    [InlineData("_ = a.LaterAsync(); return \"\";")]
    [InlineData("Go(); return \"\"; async void Go() { await System.Threading.Tasks.Task.Delay(1); System.Console.Write(a.Child.Name); }")]
    [InlineData("System.Action go = async () => { await System.Threading.Tasks.Task.Delay(1); System.Console.Write(a.Child.Name); }; go(); return \"\";")]
    [InlineData("var all = Each(); return string.Join(\"\", all); System.Collections.Generic.IEnumerable<string> Each() { yield return a.Child.Name; }")]
    public async Task A_call_that_goes_on_keeps_its_link(string statements)
    {
        var run = StatementFixRun.On(Program(statements), Node);
        foreach (var report in await run.ReportsAsync())
            Assert.DoesNotContain(EquivalenceKeys.BreakCycle, await run.OfferedAsync(report.Id));
    }

    [Theory]
    [InlineData("foreach (var each in Each()) x += each.Length; return x.ToString(); System.Collections.Generic.IEnumerable<string> Each() { yield return a.Child.Name; }")]
    public async Task A_call_that_is_waited_for_does_not(string statements)
    {
        var run = StatementFixRun.On(Program(statements), Node);
        var result = await run.ApplyAsync(EquivalenceKeys.BreakCycle);
        Assert.Equal(Behaviour.Output(run.Compilation), Behaviour.Output(result.Compilation));
    }

    [Fact]
    public async Task A_setter_of_another_type_is_not_called() => Assert.DoesNotContain(
        EquivalenceKeys.BreakCycle,
        await StatementFixRun.On("class Node { public Node Child { get; private set; } public void Set(Node n) { Child = n; } } class C { void M() { var b = new Node(); b.Set(b); } }").OfferedAsync());

    private static string Program(string statements) =>
        "public static class Program\n{\n    private static string M(int x)\n    {\n        var a = new Node();\n        a.Child = a;\n        " + statements + "\n    }\n    public static string Run() => M(0) + M(1) + M(2) + M(3);\n}\n";
}
