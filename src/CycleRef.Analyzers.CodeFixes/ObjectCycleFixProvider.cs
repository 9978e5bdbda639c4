using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.FixAll;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Fixes for what the rules for statements report.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ObjectCycleFixProvider))]
public sealed class ObjectCycleFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.DroppedCycle, RuleIds.ClosedCycle, RuleIds.DelegateCycle, RuleIds.EventCycle, RuleIds.SharedClosure);

    public override FixAllProvider GetFixAllProvider() => OncePerStatement.FromTheEnd(ObjectCycleFixes.OfferedAsync);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in await ObjectCycleFixes.OfferedAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                context.RegisterCodeFix(fix.ToAction(), diagnostic);
        }
    }
}
