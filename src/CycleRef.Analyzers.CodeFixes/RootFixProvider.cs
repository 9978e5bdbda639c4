using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Roots;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>
/// Fixes for what a root keeps: CYC4001, CYC4002, CYC4004, CYC4005, CYC4008. Whatever lets go has one key, so that one Fix All releases everything,
/// and comes before what only holds weakly: the command line takes the first.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RootFixProvider))]
public sealed class RootFixProvider : CodeFixProvider
{
    private static readonly FindFix[] Fixes =
        [ReleasedMember.FindAsync, LeftEvent.FindAsync, KeptRegistration.FindAsync, UsingDeclaration.FindAsync, WeakTimer.FindAsync, WeakHandle.FindAsync];

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.SelfHandle, RuleIds.RootedSubscriber, RuleIds.RunningTimer, RuleIds.DroppedRegistration, RuleIds.InjectedEvent);

    public override FixAllProvider GetFixAllProvider() => FixOffer.FixAll(EquivalenceKeys.ReleaseRoot, Fixes);

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => FixOffer.RegisterAsync(context, Fixes);
}
