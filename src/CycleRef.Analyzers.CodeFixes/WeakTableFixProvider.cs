using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakTables;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The fix for CYC5003.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WeakTableFixProvider))]
public sealed class WeakTableFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.WeakTableValueReachesKey);

    public override FixAllProvider GetFixAllProvider() => FixOffer.FixAll(EquivalenceKeys.ConditionalWeakTable, DependentTable.FindAsync);

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => FixOffer.RegisterAsync(context, DependentTable.FindAsync);
}
