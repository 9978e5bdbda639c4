using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>Severities as <c>.editorconfig</c> spells them.</summary>
internal static class Severities
{
    public static string Name(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "suggestion",
        _ => "silent",
    };

    public static string ByDefault(DiagnosticDescriptor rule) => rule.IsEnabledByDefault ? Name(rule.DefaultSeverity) : "off";
}
