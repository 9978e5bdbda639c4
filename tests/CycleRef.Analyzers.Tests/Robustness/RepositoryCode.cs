using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CycleRef.Analyzers.Tests.Catalogue;
using CycleRef.Analyzers.Tests.Heap;
using CycleRef.Analyzers.Tests.Roots;
using CycleRef.Corpus.Fuzzing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>All C# that lies in this repository to be analyzed: the scenarios, the sources inside the tests, the samples and the forms of the grammar.</summary>
internal static partial class RepositoryCode
{
    /// <summary>Snippets that are compiled together. More would share so many type names that all of them were one program.</summary>
    private const int SnippetsPerProgram = 150;

    /// <summary>What is compiled together, by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<SourceFile>> Programs { get; } = All().ToDictionary(static program => program.Name, static program => program.Files);

    public static IEnumerable<SourceFile> Grammar()
    {
        var newest = CSharpParseOptions.Default.LanguageVersion > LanguageVersion.CSharp12;
        return Directory.GetFiles(Repository.Path("tests", "CycleRef.Analyzers.Tests", "Robustness", "Grammar"), "*.txt")
            .Where(file => newest || !file.EndsWith(".newest.txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static file => new SourceFile(Path.GetFileName(file), File.ReadAllText(file)));
    }

    private static IEnumerable<(string Name, IReadOnlyList<SourceFile> Files)> All()
    {
        var resources = typeof(RepositoryCode).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).ToList();
        foreach (var resource in resources.Where(static name => name.Contains(".Heap.Scenarios.", StringComparison.Ordinal)))
        {
            yield return (resource, [
                .. Scenario.Read(resource).Select(static scenario => new SourceFile(scenario.Namespace + ".cs", Prelude.Usings + scenario.Source())),
                new SourceFile("Prelude.cs", Prelude.Types),
            ]);
        }

        foreach (var resource in resources.Where(static name => name.Contains(".Roots.Scenarios.", StringComparison.Ordinal)))
        {
            yield return (resource, [
                .. RootScenario.Read(resource).Select(static scenario => new SourceFile(scenario.Namespace + ".cs", scenario.Source())),
                new SourceFile("Stubs.cs", RootStubs.Source),
            ]);
        }

        foreach (var (snippets, i) in Snippets().Chunk(SnippetsPerProgram).Select(static (chunk, i) => (chunk, i)))
            yield return ("snippets " + i, snippets);
        yield return ("samples", [.. FilesUnder("samples")]);
        yield return ("grammar", [.. Grammar()]);
    }

    /// <summary>Every string in the tests that declares a type, in a namespace of its own.</summary>
    private static IEnumerable<SourceFile> Snippets()
    {
        var count = 0;
        foreach (var file in FilesUnder(Path.Combine("tests", "CycleRef.Analyzers.Tests")))
        {
            foreach (var literal in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
            {
                if (literal.Token.Value is string text && Declaration().IsMatch(text) && InNamespace(Marks().Replace(text, ""), count + 1) is { } snippet)
                    yield return new SourceFile($"{++count}.{Path.GetFileName(file.Path)}", snippet);
            }
        }
    }

    /// <summary>
    /// Imports are allowed inside a namespace too. Null for what must stand at the top of a file, because two such files may declare one type twice,
    /// and for what does not parse, because each version of the compiler makes something else of it.
    /// </summary>
    private static string? InNamespace(string text, int number)
    {
        var wrapped = $"namespace Snippet{number}\n{{\n{text}\n}}\n";
        var tree = CSharpSyntaxTree.ParseText(wrapped, new CSharpParseOptions(LanguageVersion.CSharp12));
        return !tree.GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            && tree.GetCompilationUnitRoot().Members is [NamespaceDeclarationSyntax { Members: var members }]
            && members.All(static member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or NamespaceDeclarationSyntax)
                ? wrapped
                : null;
    }

    private static IEnumerable<SourceFile> FilesUnder(string folder)
    {
        var root = Path.Combine(Repository.Root, folder);
        return Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(static file => !file.Path.Split('/').Any(static part => part is "obj" or "bin"))
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .Select(static file => new SourceFile(file.Path, File.ReadAllText(file.File)));
    }

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w+[^;]*\{")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\{\|(#[0-9]+|CYC[0-9]{4}):|\|\}|\[\||\|\]|\{\|")]
    private static partial Regex Marks();
}
