using System.Collections.Generic;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>
/// Applies one fix to marked source and compares what comes out. Neither side may have a compiler error or warning, apart from
/// the warnings that untouched test code always has.
/// </summary>
internal sealed class VerifyFix : CSharpCodeFixTest<TypeCycleAnalyzer, ManagedCycleFixProvider, DefaultVerifier>
{
    // Unused fields and the like: what a small test source cannot help.
    private static readonly string[] Tolerated = ["CS0169", "CS0649", "CS0414", "CS8618", "CS1591", "CS1701"];

    private readonly CodeFixProvider[] _providers;

    private VerifyFix(params CodeFixProvider[] providers)
    {
        _providers = providers;
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(References.Net);
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        DisabledDiagnostics.AddRange(Tolerated);
        CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck;
        NumberOfFixAllIterations = 1;
    }

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Preview;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Disable;

    public static VerifyFix With(
        string key,
        LanguageVersion languageVersion = LanguageVersion.Preview,
        NullableContextOptions nullable = NullableContextOptions.Disable,
        string? options = null,
        bool fixAll = false)
    {
        var verify = new VerifyFix(new ManagedCycleFixProvider(), new UncollectedCycleFixProvider())
        {
            CodeActionEquivalenceKey = key,
            LanguageVersion = languageVersion,
            Nullable = nullable,
        };
        if (fixAll)
            verify.CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne;
        if (options is not null)
            verify.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + options));
        return verify;
    }

    public Task Turns(string before, string after) => Turns([before], [after]);

    public async Task Turns(string[] before, string[] after)
    {
        foreach (var source in before)
            TestState.Sources.Add(Normalized(source));
        foreach (var source in after)
            FixedState.Sources.Add(Normalized(source));
        FixedState.InheritanceMode = StateInheritanceMode.AutoInheritAll;
        FixedState.MarkupHandling = MarkupMode.Allow;
        await RunAsync();
    }

    /// <summary>The fix is not offered anywhere in these sources.</summary>
    public Task IsNotOffered(params string[] sources) => Turns(sources, sources);

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => _providers;

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: Nullable);

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion, DocumentationMode.Parse);

    private static string Normalized(string source) => source.EndsWith('\n') ? source : source + "\n";
}
