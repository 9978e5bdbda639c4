using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The fix for CYC5001, one at a time: two changes of one type would get in each other's way.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WeakTargetFixProvider))]
public sealed class WeakTargetFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.WeakToFresh);

    public override FixAllProvider GetFixAllProvider() => FixOffer.FixAll(EquivalenceKeys.KeepDelegate, KeptDelegate.FindAsync);

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => FixOffer.RegisterAsync(context, KeptDelegate.FindAsync);
}
