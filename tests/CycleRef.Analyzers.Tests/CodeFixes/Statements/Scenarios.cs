using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Heap;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>Every scenario of a dropped cycle: what the fix makes of it compiles, is silent, and leaves no cycle when it is run.</summary>
public sealed class Scenarios
{
    /// <summary>No variable of the method names an object whose link could be cut, on every way out.</summary>
    private static readonly string[] NotOffered =
    [
        "linked in a loop over a list",
        "linked in a loop over an array",
        "linked across the turns of a loop",
        "a tree with parents",
        "a constructor enrols itself",
        "ring through an array",
        "goto",
        "goto skips the break",
        "indexer of an own type",
        "field initializers run",
        "conditional access store",
        "the variable is cleared, not the member",
        "thrown in an exception that is caught here",
        "catch swallows, link made in try before it",
        "while with an assignment in its condition",
        "loop links the previous object with the next",
        "struct enumerator of the user's own collection",
        "conditional access calls a method that links",
        "elements of an iterator taken over by a list",
        "iterator over an iterator",
        "iterator object kept by what it captures",
        "await foreach over own async iterator that yields the object",
        "same iterator enumerated once more",
        "iterator yields two objects, linked by the loop",
        "iterator object of a method of the object",
        "await foreach with a configured await",
        "await foreach links each element, which the iterator has made, to the owner",
        "first element of an iterator",
        "enumerator of the user's own collection is an iterator",
        "elements of a query linked in a loop",
        "iterator over the parameter of a primary constructor, linked",
        "local function that is an iterator",
        "variable that a local iterator captures is read as it runs",
        "local iterator kept by what it captures",
        "local iterator shares its closure with a lambda",
        "static local iterator gives its argument",
        "local iterator of the first turn of a loop, linked to the object of that turn",
        "elements of a local iterator taken over by a list",
        "first element of a local iterator",
        "method that checks its argument and returns a local iterator",
        "method with a function and a local iterator lets an element through",
        "local iterator of an async kind",
        "variables that are only filled while they are null",
        "element of a spread local iterator",
        "local iterator as a delegate",
        "local iterator begun twice",
        "generic method that checks its argument and returns a local iterator",
        "lambda of the first turn of a loop links the object of that turn",
    ];

    public static IEnumerable<object[]> All() =>
        from file in typeof(Scenario).Assembly.GetManifestResourceNames()
        where file.Contains(".Scenarios.", StringComparison.Ordinal)
        from scenario in Scenario.Read(file)
        where scenario.Expected == "CYC2001"
        select new object[] { file, scenario.Number, scenario.Title };

    [Theory]
    [MemberData(nameof(All))]
    public async Task Are_cut(string file, int number, string title)
    {
        var scenario = Scenario.Read(file)[number - 1];
        var run = StatementFixRun.On(Prelude.Usings + scenario.Source(), Prelude.Types);
        if (NotOffered.Contains(title))
        {
            Assert.DoesNotContain(EquivalenceKeys.BreakCycle, await run.OfferedAsync("CYC2001"));
            return;
        }

        var result = await run.ApplyAsync(EquivalenceKeys.BreakCycle, "CYC2001");
        Assert.False(ScenarioFile.LeavesCycle(ScenarioFile.Load(Probed(result.Text)), scenario), result.Text);
    }

    private static CSharpCompilation Probed(string source)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Preview).WithPreprocessorSymbols("RUN");
        return CSharpCompilation.Create(
            "Fixed",
            [CSharpSyntaxTree.ParseText(source, parsing), CSharpSyntaxTree.ParseText(Prelude.Types + Prelude.Probe, parsing)],
            References.Net,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }
}
