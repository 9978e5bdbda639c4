using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.FixAll;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Fixes for CYC1002 and CYC1003, where a native peer or a finalizer takes part.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UncollectedCycleFixProvider))]
public sealed class UncollectedCycleFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.NativePeerInCycle, RuleIds.FinalizerInCycle);

    public override FixAllProvider GetFixAllProvider() => OncePerMember.Provider;

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => TypeCycleFixes.RegisterAsync(context);
}
