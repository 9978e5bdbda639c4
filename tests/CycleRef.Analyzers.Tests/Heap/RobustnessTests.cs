using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Heap.Dropped;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>Bodies of a size that nobody writes: bounded time, no exception. The limits are far above what is measured, as test machines are shared.</summary>
public sealed class RobustnessTests
{
    private const string Types = "class N { public N A, B; public System.Action F; public void Use() { } }\n";

    [Fact]
    public async Task FiveThousandStatements()
    {
        var body = new StringBuilder("var x = new N(); var y = new N();\n");
        for (var i = 0; i < 5000; i++)
            body.Append(i % 2 == 0 ? "x.A = new N { B = x.B };\n" : "y = new N { A = y };\n");
        Assert.Empty(await Within(30, Method(body.ToString())));
    }

    [Fact]
    public async Task TwoHundredLocalsInOneCycle()
    {
        var body = string.Concat(Enumerable.Range(0, 200).Select(static i => $"var v{i} = new N();\n"))
            + string.Concat(Enumerable.Range(0, 200).Select(static i => $"v{i}.A = v{(i + 1) % 200};\n"));
        Assert.Equal("CYC2001", Assert.Single(await Within(20, Method(body))).Id);
    }

    [Fact]
    public async Task GenericMethodsOfAnInterface()
    {
        const string Other = "interface I { void Do<T>(T t); I On<T>(in T t); } class Impl : I { public void Do<T>(T t) { } public I On<T>(in T t) => this; }\n";
        Assert.Equal("CYC2001", Assert.Single(await Within(20, Other + Method("var x = new N(); var y = new N { A = x }; I i = new Impl(); i.Do<int>(1); i.On(2).On<string>(null).Do(n); x.A = y;"))).Id);
    }

    [Fact]
    public async Task SixtyFourNestedBranches()
    {
        var body = "var x = new N(); var y = new N { A = x };\n" + string.Concat(Enumerable.Range(0, 64).Select(static i => $"if (n > {i}) {{\n")) + "x.A = y;\n" + new string('}', 64);
        Assert.Equal("CYC2001", Assert.Single(await Within(20, Method(body))).Id);
    }

    [Fact]
    public async Task SixtyFourBranchesInSequence()
    {
        var body = "var x = new N(); var y = new N { A = x };\n" + string.Concat(Enumerable.Range(0, 64).Select(static i => $"if (b[{i}]) x.B = new N();\n")) + "x.A = y;\n";
        Assert.Equal("CYC2001", Assert.Single(await Within(20, Method(body))).Id);
    }

    [Fact]
    public async Task FiftyMethodsThatCallEachOther()
    {
        var methods = string.Concat(Enumerable.Range(0, 50).Select(static i => $"static N M{i}(N x, N y, int n) {{ if (n > {i}) return M{(i + 1) % 50}(x, y, n - 1); x.A = M{(i + 7) % 50}(y, x, n); y.B = M{(i + 13) % 50}(x, x, n - 2); return x; }}\n"));
        await Within(60, Types + "class C {\n" + methods + "}");
    }

    [Fact]
    public async Task ManyCallsOfSeveralOutcomesInOneStatement()
    {
        const string Callee = "static N Put(N x, N y, bool c) { if (c) x.A = y; else x.B = y; y.A = x; return x; }\n";
        var body = "x.A = " + string.Concat(Enumerable.Repeat("Put(", 80)) + "x" + string.Concat(Enumerable.Range(0, 80).Select(static i => $", new N(), c[{i}])")) + ";";
        await Within(30, Types + "class C { " + Callee + "static void M(N x, bool[] c) {\n" + body + "\n} static void M2(N x, bool[] c) { M(x, c); x.A.A = x; } }");
    }

    [Fact]
    public async Task DeepExpressions()
    {
        var body = "var x = new N(); var y = new N { A = x }; x.A = " + string.Concat(Enumerable.Repeat("n > 1 ? (", 300)) + "y" + string.Concat(Enumerable.Repeat(") : null", 300)) + ";";
        await Within(60, Method(body));
    }

    [Fact]
    public void A_text_of_twenty_thousand_pieces_fits_on_a_small_stack()
    {
        var source = Method("var text = n" + string.Concat(Enumerable.Repeat(" + n", 20_000)) + "; var x = new N(); x.A = x;");
        Assert.True(MayDrop(source, stack: 1024 * 1024));
    }

    [Fact]
    public void Tuples_that_nest_sixty_deep_are_taken_apart_once()
    {
        var (targets, values) = ("(x, y)", "(y, x)");
        for (var i = 0; i < 60; i++)
            (targets, values) = ($"({targets}, y)", $"({values}, x)");
        var clock = Stopwatch.StartNew();
        Assert.True(MayDrop(Method($"var x = new N(); var y = new N(); {targets} = {values}; x.A = x;")));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "took " + clock.Elapsed);
    }

    [Fact]
    public void Asking_for_a_body_can_be_cancelled()
    {
        var tree = CSharpSyntaxTree.ParseText(Method("var x = new N(); x.A = x;"));
        var compilation = CSharpCompilation.Create("big", [tree], References.Net);
        var cycles = new DroppedCycles(compilation, KnowledgeBase.Embedded, () => CycleRefOptions.Default, new KnownNames(), static tree => TreeNames.Read(tree, default), static tree => TreeDeclarations.Read(tree, default));
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        var model = compilation.GetSemanticModel(tree);
        Assert.ThrowsAny<OperationCanceledException>(() => cycles.In((IMethodSymbol)model.GetDeclaredSymbol(method)!, method, model, new CancellationToken(canceled: true)).ToList());
        // A cancellation is not remembered.
        Assert.Single(cycles.In((IMethodSymbol)model.GetDeclaredSymbol(method)!, method, model, default));
    }

    [Theory]
    [InlineData("x.A = ; x. = y; new N( { A = };")]
    [InlineData("foreach (var z in ) { x.A = z; } goto nowhere; switch (x) { case }")]
    [InlineData("x.A = Missing(y, out var q); q.A = x; x.F += Unknown; x.F = () => x.;")]
    [InlineData("(x.A, ) = (y, x); x = x with { A = y }; await x; yield return x;")]
    public async Task BrokenCode(string statements) => await Within(30, Method("var x = new N(); var y = new N();\n" + statements));

    private static string Method(string body) => Types + "class C { static void M(int n, bool[] b) {\n" + body + "\n} }";

    /// <summary>What names and syntax alone say of the method, on a thread of its own.</summary>
    private static bool MayDrop(string source, int stack = 0)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        var compilation = CSharpCompilation.Create("big", [tree], References.Net);
        var names = new SourceNames(NameTable.Of([TreeNames.Read(tree, default)]), new LibraryNames(compilation, KnowledgeBase.Embedded), [tree], static tree => TreeDeclarations.Read(tree, default));
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        var result = false;
        var thread = new Thread(() => result = BodySketch.MayDrop(method, new CalledCode(names, new SketchMemory.Pool()), default), stack);
        thread.Start();
        thread.Join();
        return result;
    }

    private static async Task<IReadOnlyList<Diagnostic>> Within(int seconds, string source)
    {
        var compilation = CSharpCompilation.Create(
            "big", [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), "Big.cs")], References.Net, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: Analysis.EveryRuleOn));
        var clock = Stopwatch.StartNew();
        var found = await compilation.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ObjectCycleAnalyzer(), new DroppedCycleAnalyzer(), new SharedClosureAnalyzer())).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(found, static d => d.Id == "AD0001");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(seconds), "took " + clock.Elapsed);
        return found;
    }
}
