using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Catalogue;
using CycleRef.Analyzers.Tests.Infrastructure;
using CycleRef.Corpus;
using CycleRef.Corpus.Trust;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>The page about trust, as it is made of a run and of verdicts.</summary>
public sealed class TrustPageTests
{
    private static readonly string Page = TrustPage.Write(
        [
            new TrustBody("one", 50_000, [Of("CYC4001", "warning"), Of("CYC4001", "warning"), Of("CYC1001", "info")]),
            new TrustBody("two", 150_000, [Of("CYC2001", "warning")]),
        ],
        [Verdict.Parse("CYC4001 | one | A.B | right | as it says"), Verdict.Parse("CYC4001 | one | A.C | wrong | freed | later"), Verdict.Parse("CYC4001 | two | A.D | mended | never kept")],
        new HashSet<string> { "CYC2001" });

    [Fact]
    public void Counts_reports_and_verdicts_of_a_rule() => Code.Contains("| CYC4001 | 2 | 1.0 | 3 | 1 | 1 | 1 |", Page);

    [Fact]
    public void Counts_default_warnings_of_a_body_only() => Code.Contains("| one | 50000 | 1 (2.0) | | 2 (4.0) | 2.0 |\n| two | 150000 | | 1 (0.7) | | 0.0 |", Page);

    [Fact]
    public void Lists_what_was_wrong() => Code.Contains("| CYC4001 | one | A.C | freed | later |", Page);

    [Fact]
    public void Lists_what_was_mended_apart() => Code.Contains("## Mended ones\n\n| rule | body | place | why |\n| --- | --- | --- | --- |\n| CYC4001 | two | A.D | never kept |", Page);

    [Fact]
    public void A_line_that_is_no_verdict_is_refused() => Assert.Throws<FormatException>(static () => Verdict.Parse("CYC4001 | one | A.C | perhaps | who knows"));

    [Fact]
    public void The_verdicts_speak_of_rules_that_exist() =>
        Assert.Empty(Verdict.Read(Repository.Path("docs", "trust-verdicts.txt")).Select(static verdict => verdict.Rule).Except(RuleCatalogue.All.Select(static rule => rule.Id)));

    private static Report Of(string id, string severity) => new(new Place("a.cs", 1, 1), id, severity, "", []);
}
