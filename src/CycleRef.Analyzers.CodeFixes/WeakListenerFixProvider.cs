using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The fix for CYC5002, whose changes are independent of each other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WeakListenerFixProvider))]
public sealed class WeakListenerFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.WeakListenerCapturesThis);

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => FixOffer.RegisterAsync(context, InstanceParameter.FindAsync);
}
