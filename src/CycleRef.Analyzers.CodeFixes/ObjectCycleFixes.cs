using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.BreakCycle;
using CycleRef.Analyzers.CodeFixes.Unsubscribe;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The remedies for what the statement rules report, the cheapest first. Fix All asks for them again in each changed solution.</summary>
internal static class ObjectCycleFixes
{
    public static async Task<IReadOnlyList<OfferedFix>> OfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offered = new List<OfferedFix>();
        switch (diagnostic.Id)
        {
            case RuleIds.DroppedCycle:
                Add(await BreakCycleFix.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                break;
            case RuleIds.DelegateCycle or RuleIds.EventCycle:
                Add(await BreakCycleFix.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false));
                Add(await UnsubscribeFix.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is var (teardown, target)
                    ? new OfferedFix($"Unsubscribe from '{target}' in {teardown.Method}", EquivalenceKeys.Unsubscribe, teardown.Edits)
                    : null);
                break;
        }

        return offered;

        void Add(OfferedFix? fix)
        {
            if (fix is not null)
                offered.Add(fix);
        }
    }
}
