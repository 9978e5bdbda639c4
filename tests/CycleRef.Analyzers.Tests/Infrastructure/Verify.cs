using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>
/// Runs one analyzer over sources whose expected diagnostics are written in place: <c>{|CYC1001:Parent|}</c>. A source without marks
/// must stay silent. Sources must compile unless <see cref="Broken"/> is set.
/// </summary>
internal sealed class Verify<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private Verify()
    {
        // The references are files beside the tests, so nothing is restored at run time.
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(References.Net);
    }

    /// <summary>The source may have compiler errors, which are ignored.</summary>
    public bool Broken
    {
        init => CompilerDiagnostics = value ? CompilerDiagnostics.None : CompilerDiagnostics.Errors;
    }

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Preview;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Disable;

    public static Task Source(params string[] sources) => New().On(sources);

    public static Verify<TAnalyzer> New() => new();

    public static Verify<TAnalyzer> With(
        string? options = null,
        bool broken = false,
        LanguageVersion languageVersion = LanguageVersion.Preview,
        NullableContextOptions nullable = NullableContextOptions.Disable,
        IReadOnlyDictionary<string, string>? additionalFiles = null)
    {
        var verify = new Verify<TAnalyzer> { Broken = broken, LanguageVersion = languageVersion, Nullable = nullable };
        if (options is not null)
            verify.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + options));
        foreach (var (name, text) in additionalFiles ?? new Dictionary<string, string>())
            verify.TestState.AdditionalFiles.Add((name, text));
        return verify;
    }

    /// <summary>Expects the rule's message with these arguments at the mark <c>{|#0:…|}</c>.</summary>
    public Verify<TAnalyzer> Expecting(DiagnosticDescriptor rule, params object[] arguments) => Expecting(rule, rule.DefaultSeverity, arguments);

    /// <inheritdoc cref="Expecting(DiagnosticDescriptor, object[])"/>
    public Verify<TAnalyzer> Expecting(DiagnosticDescriptor rule, DiagnosticSeverity severity, params object[] arguments)
    {
        TestState.ExpectedDiagnostics.Add(
            new DiagnosticResult(rule).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithLocation(0).WithArguments(arguments));
        return this;
    }

    public async Task On(params string[] sources)
    {
        foreach (var source in sources)
            TestState.Sources.Add(source);
        await RunAsync();
    }

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: Nullable);

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion, DocumentationMode.Diagnose);
}
