using System.Collections.Immutable;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Rules;

/// <summary>The diagnostic for what a root keeps.</summary>
internal static class RootReport
{
    public static Diagnostic Create(DiagnosticDescriptor rule, RootFinding finding) => Diagnostic.Create(
        rule,
        finding.Place,
        finding.IsProved ? rule.DefaultSeverity : DiagnosticSeverity.Info,
        finding.Others.IsDefault ? ImmutableArray<Location>.Empty : finding.Others,
        ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.Path, finding.Path)
            .Add(DiagnosticProperties.Member, finding.Member?.GetDocumentationCommentId())
            .Add(DiagnosticProperties.Remedy, finding.Remedy),
        finding.Path,
        finding.Subject,
        finding.Release == Release.InFinalizer ? "only a finalizer, which therefore never runs," : "nothing",
        finding.Root);
}
