using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.Tests.Execution;

/// <summary>A source with an expression to run, compiled to a file that the <see cref="ScenarioHost"/> loads.</summary>
internal static partial class Scenario
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("cycleref-scenarios-").FullName;

    private static int _count;

    static Scenario() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Directory.Delete(Folder, recursive: true);

    /// <summary>Compiles the source, marks of expected diagnostics taken out, and gives the path of the assembly.</summary>
    public static string Compile(string source, string run, ImmutableArray<MetadataReference> moreReferences = default)
    {
        var name = "scenario" + System.Threading.Interlocked.Increment(ref _count);
        var entry = $"public static class Scenario {{ public static object Run() {{ {(run.Contains(';') ? run : $"return {run};")} }} }}";
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var references = moreReferences.IsDefault ? References.Net : References.Net.AddRange(moreReferences);
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(Marks().Replace(source, ""), options), CSharpSyntaxTree.ParseText(Usings(source) + entry, options)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug));
        var path = Path.Combine(Folder, name + ".dll");
        var result = compilation.Emit(path);
        return result.Success
            ? path
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)) + "\n" + source);
    }

    internal static string NewFile(string name) => Path.Combine(Folder, name);

    // The expression sees what the source sees.
    private static string Usings(string source) => string.Concat(UsingLines().Matches(source).Select(static match => match.Value + "\n"));

    [GeneratedRegex(@"\{\|CYC[0-9]{4}:|\|\}")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\s*using [^;(]+;", RegexOptions.Multiline)]
    private static partial Regex UsingLines();
}
