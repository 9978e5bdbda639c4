using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Fixes for CYC1001, one at a time: nobody wants every parent link of a code base changed at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ManagedCycleFixProvider))]
public sealed class ManagedCycleFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.TypesHoldEachOther);

    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => TypeCycleFixes.RegisterAsync(context);
}
