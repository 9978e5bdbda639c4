using System;
using System.Linq;
using CycleRef.Analyzers.Tests.Infrastructure;
using CycleRef.Corpus.Fuzzing;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>The sources of this repository, spoilt: nothing throws, hangs, overflows or writes what does not parse. The corpus program does it to real code.</summary>
public sealed class Mutants
{
    private const int Seeds = 4;

    private const int MutantsPerSeed = 50;

    private static readonly Lazy<FuzzBody> Body = new(static () => new FuzzBody(RepositoryCode.Programs.SelectMany(static program => program.Value.Select(file => file with { Path = program.Key + "/" + file.Path })), Array.Empty<string>().ToLookup(static path => path)));

    [Fact]
    public void Break_nothing()
    {
        var trial = new MutantTrial(WholePackage.Analyzers, WholePackage.Fixes, References.Net.AddRange(References.Libraries), new CSharpParseOptions(LanguageVersion.Preview));
        var (reports, fixes) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var run = new FuzzRun(Body.Value, trial, seed);
            for (var number = 0; number < MutantsPerSeed; number++)
            {
                var (mutant, result) = run.Try(number, static _ => { });
                Assert.True(result.Failures.Count == 0, $"{seed}/{number} {string.Join(' ', mutant.Kinds)}: {string.Join('\n', result.Failures)}\n{mutant.Text}");
                (reports, fixes) = (reports + result.Reports, fixes + result.Fixes);
            }
        }

        // A run in which the rules have nothing to say shows nothing.
        Assert.True(reports > 0 && fixes > 0, $"{reports} reports, {fixes} fixes");
    }

    [Fact]
    public void Are_the_same_for_the_same_seed()
    {
        var trial = new MutantTrial([], [], [], new CSharpParseOptions(LanguageVersion.Preview));
        var one = new FuzzRun(Body.Value, trial, 7);
        var other = new FuzzRun(Body.Value, trial, 7);
        Assert.Equal(one.Make(13).Text, other.Make(13).Text);
        Assert.NotEqual(one.Make(13).Text, one.Make(14).Text);
        Assert.NotEqual(one.Make(13).Text, one.Make(13).Input.File.Text);
    }

    [Fact]
    public void Come_from_every_kind_of_mutation()
    {
        const string Source = "using System;\nclass A\n{\n    private B _b;\n    public A(B b)\n    {\n        _b = b;\n        b.A = this;\n    }\n}\nclass B { public A A; }\n";
        foreach (var kind in Enum.GetValues<MutationKind>())
            Assert.Contains(Enumerable.Range(0, 20), seed => new Mutator(new Random(seed)).Mutate(Source, "// another\n", kind) != Source);
    }
}
