using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>Compiles a code block of a page, as .NET 10 with implicit usings does, and runs every analyzer of the package over it.</summary>
internal static class PageCode
{
    private const string Around =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        namespace Foundation { public class NSObject : IDisposable { public void Dispose() => Dispose(true); protected virtual void Dispose(bool disposing) { } } }
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(RuleCatalogue).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)System.Activator.CreateInstance(type)!),
    ];

    public static async Task<IReadOnlyList<string>> RulesReported(string code)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            "page",
            [CSharpSyntaxTree.ParseText(code, options, "page.cs"), CSharpSyntaxTree.ParseText(Around, options, "around.cs")],
            References.Net.AddRange(References.Libraries),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: Analysis.EveryRuleOn, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var diagnostics = await compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Select(static diagnostic => diagnostic.Id)];
    }
}
