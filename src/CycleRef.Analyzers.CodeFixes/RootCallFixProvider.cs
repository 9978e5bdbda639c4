using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Roots;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Fixes for CYC4001 and CYC4005 that change nothing but the reported call, so that Fix All can make all of them at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RootCallFixProvider))]
public sealed class RootCallFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.SelfHandle, RuleIds.DroppedRegistration);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        await FixOffer.RegisterAsync(context, WeakHandle.FindAsync).ConfigureAwait(false);
        await FixOffer.RegisterAsync(context, UsingDeclaration.FindAsync).ConfigureAwait(false);
    }
}
