using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The fix for CYC4007, one at a time: two changes of one type would get in each other's way.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InteropReferenceFixProvider))]
public sealed class InteropReferenceFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.InteropReference);

    public override FixAllProvider GetFixAllProvider() => FixOffer.FixAll(EquivalenceKeys.DisposeReference, DisposedReference.FindAsync);

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => FixOffer.RegisterAsync(context, DisposedReference.FindAsync);
}
