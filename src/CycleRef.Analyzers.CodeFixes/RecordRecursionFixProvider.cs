using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.FixAll;
using CycleRef.Analyzers.CodeFixes.Records;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>The fix for CYC6002. (What is offered for CYC1001 on the same member stands beside it.)</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordRecursionFixProvider))]
public sealed class RecordRecursionFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.RecordRecursion);

    public override FixAllProvider GetFixAllProvider() => OncePerMember.Provider;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await LeaveOutFix.Instance.IsOfferedAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                TypeCycleFixes.Register(context, diagnostic, LeaveOutFix.Instance);
        }
    }
}
