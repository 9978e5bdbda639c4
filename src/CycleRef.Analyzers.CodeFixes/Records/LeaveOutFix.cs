using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Records;

/// <summary>Writes what the compiler generates for a record, without the back reference.</summary>
internal sealed class LeaveOutFix : MemberFix
{
    private LeaveOutFix()
        : base(EquivalenceKeys.LeaveOut)
    {
    }

    public static LeaveOutFix Instance { get; } = new();

    public override string TitleFor(string member) => $"Leave '{member}' out of the generated methods";

    public async Task<bool> IsOfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not null;

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } plan)
            return null;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(RecordBody.Append(plan.Declaration, new RecordMethodText(plan).Methods()))).Project.Solution;
    }

    private static async Task<RecordPlan?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            return null;
        if (root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not RecordDeclarationSyntax declaration)
            return null;
        var methods = Property(diagnostic, DiagnosticProperties.Methods)?.Split(';') ?? [];
        var names = Property(diagnostic, DiagnosticProperties.Siblings)?.Split(';') ?? [];
        return methods.Any() && names.Any() ? RecordPlan.Make(declaration, names, methods, model, cancellationToken) : null;
    }
}
