using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>A fix that was worked out to its end: it is offered only because it can be made.</summary>
/// <param name="Title">What an editor shows.</param>
/// <param name="EquivalenceKey">What Fix All repeats.</param>
/// <param name="ApplyAsync">Makes the changed solution.</param>
internal sealed record OfferedFix(string Title, string EquivalenceKey, Func<CancellationToken, Task<Solution>> ApplyAsync)
{
    public OfferedFix(string title, string equivalenceKey, TextEdits edits)
        : this(title, equivalenceKey, edits.ApplyAsync)
    {
    }

    /// <summary>Documentation ID of the member that it changes; null where it changes statements only.</summary>
    public string? Member { get; init; }

    public CodeAction ToAction() => CodeAction.Create(Title, ApplyAsync, EquivalenceKey);
}
