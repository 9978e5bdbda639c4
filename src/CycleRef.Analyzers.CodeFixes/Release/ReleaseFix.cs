using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>
/// The member is set to null, or the collection emptied, where its object's life ends: in its Dispose method, which is written if there is none.
/// </summary>
internal sealed class ReleaseFix : MemberFix
{
    private readonly string _method;

    private ReleaseFix(string method)
        : base(EquivalenceKeys.Release) => _method = method;

    public static ReleaseFix Instance { get; } = new("Dispose");

    public override string TitleFor(string member) => $"Release '{member}' in {_method}";

    /// <returns>The fix with the name of the method that it edits, or null.</returns>
    public static async Task<ReleaseFix?> OfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } found ? new ReleaseFix(found.Method) : null;

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var found = await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false);
        return found is null ? null : await found.Edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<FoundTeardown?> EditAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var isMany = Property(diagnostic, DiagnosticProperties.Holds) == "many";
        if (await ReleaseTarget.FindAsync(document, diagnostic.Location.SourceSpan, isMany, cancellationToken).ConfigureAwait(false) is not { } target
            || await TeardownEdit.FindAsync(target.Statement(), ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false) is not { } found)
            return null;
        // The declaration may stand in another part of the type, in another file.
        return target.MadeWritable is { } change ? found with { Edits = found.Edits.And(TextEdits.In(target.Document, "", [change])) } : found;
    }
}
