using System.Collections.Immutable;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.FixAll;
using CycleRef.Analyzers.CodeFixes.Serialization;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>Fixes for CYC6004: leave the back reference out, or tell the serializer what to do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SerializationFixProvider))]
public sealed class SerializationFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.SerializedCycle);

    public override FixAllProvider GetFixAllProvider() => SerializationFixAll.Provider;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await JsonIgnoreFix.Instance.IsOfferedAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                TypeCycleFixes.Register(context, diagnostic, JsonIgnoreFix.Instance);
            if (await ReferenceOptionsFix.EditAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } edit)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(ReferenceOptionsFix.Title(edit), cancellationToken => ReferenceOptionsFix.ApplyAsync(document, [edit], cancellationToken), EquivalenceKeys.HandleReferences),
                    diagnostic);
            }
        }
    }
}
