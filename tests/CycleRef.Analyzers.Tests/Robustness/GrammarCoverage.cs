using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Infrastructure;
using CycleRef.Corpus.Fuzzing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>Every form of the grammar that the compiler's syntax model has is in some input of the tests, and all rules look at it.</summary>
public sealed class GrammarCoverage
{
    /// <summary>Forms that no file of source has, with the reason.</summary>
    private static readonly ImmutableDictionary<SyntaxKind, string> Absent = new Dictionary<SyntaxKind, string>
    {
        [SyntaxKind.UnknownAccessorDeclaration] = "stands for a mistake, and the parser makes it only of one",
        [SyntaxKind.IncompleteMember] = "a member that is being typed: the mutants have it",
    }.ToImmutableDictionary();

    [Fact]
    public void Every_form_is_in_some_input()
    {
        var met = new HashSet<SyntaxKind>();
        foreach (var file in RepositoryCode.Programs.Values.SelectMany(static files => files))
            met.UnionWith(Parse(file).GetRoot().DescendantNodesAndSelf().Select(static node => node.Kind()));
        Assert.Empty(Forms().Except(met).Except(Absent.Keys).Order());
    }

    [Fact]
    public void What_is_excepted_is_a_form_that_no_input_has()
    {
        Assert.Empty(Absent.Keys.Except(Forms()));
        Assert.DoesNotContain(RepositoryCode.Grammar().SelectMany(static file => Parse(file).GetRoot().DescendantNodes()), static node => Absent.ContainsKey(node.Kind()));
    }

    /// <summary>Node classes are the other way to count: each that stands for code has an instance.</summary>
    [Fact]
    public void Every_class_of_nodes_has_an_instance()
    {
        var met = RepositoryCode.Programs.Values.SelectMany(static files => files)
            .SelectMany(static file => Parse(file).GetRoot().DescendantNodesAndSelf().Select(static node => node.GetType()).Distinct())
            .ToHashSet();
        var absent = typeof(CSharpSyntaxNode).Assembly.GetTypes()
            .Where(static type => type.IsPublic && !type.IsAbstract && typeof(CSharpSyntaxNode).IsAssignableFrom(type) && !IsTrivia(type))
            .Except(met)
            .Select(static type => type.Name)
            .Except(["IncompleteMemberSyntax"])
            .Order();
        Assert.Empty(absent);
    }

    [Fact]
    public async Task Every_rule_looks_at_every_form()
    {
        foreach (var file in RepositoryCode.Grammar())
        {
            var compilation = Analysis.Compile([(file.Path, file.Text)]).AddReferences(References.Libraries);
            await compilation.WithAnalyzers(WholePackage.Analyzers, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                static (exception, analyzer, _) => throw new InvalidOperationException(analyzer.GetType().Name, exception),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        }
    }

    /// <summary>The files are written to parse: a slip in one would cover nothing.</summary>
    [Fact]
    public void The_forms_are_written_right()
    {
        // What only one version of the language knows may stand in the file of the newest.
        var errors = RepositoryCode.Grammar().SelectMany(static file => Parse(file).GetDiagnostics()).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors.Select(static error => error.ToString()));
    }

    private static SyntaxTree Parse(SourceFile file) => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), new CSharpParseOptions(LanguageVersion.Preview), file.Path);

    /// <summary>Kinds of nodes of code: names come first among them, and what lies before are tokens, trivia, directives and comments.</summary>
    private static IEnumerable<SyntaxKind> Forms() =>
        Enum.GetValues<SyntaxKind>().Distinct().Where(static kind => kind >= SyntaxKind.IdentifierName && !SyntaxFacts.IsAnyToken(kind) && !SyntaxFacts.IsTrivia(kind) && !IsTrivia(kind.ToString()));

    private static bool IsTrivia(Type type) => IsTrivia(type.Name.Replace("Syntax", "", StringComparison.Ordinal));

    private static bool IsTrivia(string name) =>
        name.EndsWith("Trivia", StringComparison.Ordinal) || name.EndsWith("Token", StringComparison.Ordinal) || name.StartsWith("Xml", StringComparison.Ordinal)
        || name.Contains("Cref", StringComparison.Ordinal) || name.StartsWith("LineDirective", StringComparison.Ordinal);
}
