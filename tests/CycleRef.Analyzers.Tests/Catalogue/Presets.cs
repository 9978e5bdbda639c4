using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>
/// The presets that <c>CycleRefMode</c> chooses from, each as the text of a global config. <c>Default</c> has none: a configured severity
/// holds for every diagnostic of a rule, so it would also flatten the rules that warn or only suggest depending on what they found.
/// For the same reason <c>Leaks</c> leaves alone whatever is right by default.
/// </summary>
internal static class Presets
{
    // Warnings by default that prove neither a leak nor a crash: a cycle of plain managed objects is reclaimed by the garbage collector.
    private static readonly ImmutableHashSet<string> HarmlessWarnings = ImmutableHashSet.Create("CYC2001");

    public static readonly ImmutableArray<string> Names = ["Leaks", "Strict", "None"];

    public static string Text(string preset)
    {
        var text = new StringBuilder()
            .Append($"# CycleRefMode={preset}: {Summary(preset)}\n")
            .Append("# Generated from the rule catalogue. The low level lets every entry of yours win.\n")
            .Append("is_global = true\n")
            .Append("global_level = -100\n");
        foreach (var rule in RuleCatalogue.All.OrderBy(static rule => rule.Id, System.StringComparer.Ordinal))
        {
            var severity = Severity(preset, rule);
            text.Append($"\n# {rule.Title}\n");
            text.Append(severity is null ? $"# {rule.Id}: as by default ({Severities.ByDefault(rule)})\n" : $"dotnet_diagnostic.{rule.Id}.severity = {severity}\n");
        }

        return text.ToString();
    }

    /// <summary>What the preset sets for the rule; null leaves the rule alone.</summary>
    public static string? Severity(string preset, DiagnosticDescriptor rule) => preset switch
    {
        "Strict" => "warning",
        "None" => "none",
        "Leaks" when rule.IsEnabledByDefault && HarmlessWarnings.Contains(rule.Id) => "suggestion",
        _ => null,
    };

    private static string Summary(string preset) => preset switch
    {
        "Strict" => "every rule is on and warns.",
        "None" => "every rule is off.",
        "Leaks" => "only what leaks or crashes warns.",
        _ => throw new KeyNotFoundException(preset),
    };
}
