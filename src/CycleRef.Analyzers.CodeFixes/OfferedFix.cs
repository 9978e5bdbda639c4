using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>A fix that was worked out to its end: it is offered only because it can be made.</summary>
/// <param name="Title">What an editor shows.</param>
/// <param name="EquivalenceKey">What Fix All repeats.</param>
/// <param name="Edits">The changes.</param>
internal sealed record OfferedFix(string Title, string EquivalenceKey, TextEdits Edits)
{
    public Task<Solution> ApplyAsync(CancellationToken cancellationToken) => Edits.ApplyAsync(cancellationToken);

    public CodeAction ToAction() => CodeAction.Create(Title, ApplyAsync, EquivalenceKey);
}
