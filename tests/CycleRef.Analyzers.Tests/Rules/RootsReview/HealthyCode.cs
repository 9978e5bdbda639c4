using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using CycleRef.Analyzers.Tests.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.RootsReview;

/// <summary>Compiles code as programs have it, and asks every rule that is on by default in families 4 and 5.</summary>
internal static class HealthyCode
{
    public const string Usings =
        """
        using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.Linq; using System.Reactive.Disposables; using System.Reactive.Linq; using System.Reactive.Subjects;
        using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Threading; using System.Threading.Tasks; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Options;

        """;

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers =>
    [
        new RootedCycleAnalyzer(), new UselessRemovalAnalyzer(), new KeptByOthersAnalyzer(), new InteropReferenceAnalyzer(), new WeakReferenceAnalyzer(), new WeakListenerAnalyzer(),
    ];

    public static Task IsSilent(string code) => IsSilent(Usings + code, LanguageVersion.Preview, RootStubs.Source);

    public static async Task IsSilent(string code, LanguageVersion version, params string[] others)
    {
        var options = new CSharpParseOptions(version);
        var compilation = CSharpCompilation.Create(
            "Healthy",
            new[] { code }.Concat(others).Select((text, i) => CSharpSyntaxTree.ParseText(text, options, $"File{i}.cs")),
            References.Net.AddRange(References.Libraries),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var said = new List<Diagnostic>();
        foreach (var analyzer in Analyzers)
            said.AddRange(await new Analysis(compilation).Batch(analyzer));
        Assert.True(said.Count == 0, string.Join("\n", said) + "\n" + code);
    }
}
