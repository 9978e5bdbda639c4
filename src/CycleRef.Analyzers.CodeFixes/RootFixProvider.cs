using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Roots;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Fixes for what a root keeps: CYC4001, CYC4002, CYC4004, CYC4005, CYC4008. One at a time: two changes of one type would get in each other's way.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RootFixProvider))]
public sealed class RootFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.SelfHandle, RuleIds.RootedSubscriber, RuleIds.RunningTimer, RuleIds.DroppedRegistration, RuleIds.InjectedEvent);

    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        await FixOffer.RegisterAsync(context, ReleasedMember.FindAsync).ConfigureAwait(false);
        await FixOffer.RegisterAsync(context, LeftEvent.FindAsync).ConfigureAwait(false);
        await FixOffer.RegisterAsync(context, KeptRegistration.FindAsync).ConfigureAwait(false);
        await FixOffer.RegisterAsync(context, WeakTimer.FindAsync).ConfigureAwait(false);
    }
}
