using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>One remedy for the member at a diagnostic. It can be asked again after other members were changed.</summary>
internal abstract class MemberFix(string equivalenceKey)
{
    public string EquivalenceKey { get; } = equivalenceKey;

    public abstract string TitleFor(string member);

    /// <returns>Null where the fix cannot be made.</returns>
    public abstract Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    protected static string? Property(Diagnostic diagnostic, string key) => diagnostic.Properties.TryGetValue(key, out var value) ? value : null;
}
