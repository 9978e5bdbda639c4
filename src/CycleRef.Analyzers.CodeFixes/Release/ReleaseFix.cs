using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>The member is set to null where its object's life ends: in its Dispose method, which is written if there is none.</summary>
internal sealed class ReleaseFix : MemberFix
{
    private ReleaseFix()
        : base(EquivalenceKeys.Release)
    {
    }

    public static ReleaseFix Instance { get; } = new();

    public override string TitleFor(string member) => $"Release '{member}' in Dispose";

    public async Task<bool> IsOfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not null;

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var found = await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false);
        return found is null ? null : await found.Edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<FoundTeardown?> EditAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Property(diagnostic, DiagnosticProperties.Holds) != "one"
            || await ReleaseTarget.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not { } target)
            return null;
        return await TeardownEdit.FindAsync(target.Statement(), ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false);
    }
}
