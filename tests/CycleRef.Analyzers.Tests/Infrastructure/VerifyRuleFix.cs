using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>Applies the fix of a rule to marked source. What comes out must compile without a new warning and be silent, unless it is marked itself.</summary>
internal sealed class VerifyRuleFix<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    // Unused fields and the like: what a small test source cannot help.
    private static readonly string[] Tolerated = ["CS0067", "CS0169", "CS0649", "CS0414", "CS8618", "CS1591", "CS1701"];

    private VerifyRuleFix()
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(References.Net.AddRange(References.Libraries));
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        DisabledDiagnostics.AddRange(Tolerated);
        CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck;
    }

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Preview;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Disable;

    /// <param name="languageVersion">The language of the sources.</param>
    /// <param name="nullable">Their nullable context.</param>
    /// <param name="key">The key of the fix to apply, where several are offered.</param>
    public static VerifyRuleFix<TAnalyzer, TFix> With(LanguageVersion languageVersion = LanguageVersion.Preview, NullableContextOptions nullable = NullableContextOptions.Disable, string? key = null) =>
        new() { LanguageVersion = languageVersion, Nullable = nullable, CodeActionEquivalenceKey = key };

    /// <summary>Fixes the first report.</summary>
    public Task Turns(string before, string after)
    {
        NumberOfFixAllIterations = 1;
        return RunAsync(before, after);
    }

    /// <summary>Fixes all reports, one by one and with Fix All.</summary>
    public Task TurnsAll(string before, string after) => TurnsAll([before], [after]);

    /// <summary>The same over several files, all of which have something to fix.</summary>
    public Task TurnsAll(string[] before, string[] after)
    {
        CodeFixTestBehaviors = CodeFixTestBehaviors.None;
        NumberOfFixAllInDocumentIterations = before.Length;
        return RunAsync(before, after);
    }

    public Task IsNotOffered(string source) => RunAsync(source, source);

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: Nullable);

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion, DocumentationMode.Parse);

    private Task RunAsync(string before, string after) => RunAsync([before], [after]);

    private Task RunAsync(string[] before, string[] after)
    {
        foreach (var source in before)
            TestState.Sources.Add(source.ReplaceLineEndings("\n") + "\n");
        foreach (var source in after)
            FixedState.Sources.Add(source.ReplaceLineEndings("\n") + "\n");
        FixedState.InheritanceMode = StateInheritanceMode.AutoInheritAll;
        FixedState.MarkupHandling = MarkupMode.Allow;
        return RunAsync();
    }
}
