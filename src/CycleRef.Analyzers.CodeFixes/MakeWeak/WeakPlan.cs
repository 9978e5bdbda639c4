using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>How one member becomes weak, once its declaration and its uses were found to allow it.</summary>
/// <param name="Document">Where it is declared.</param>
/// <param name="Model">The model of that document.</param>
/// <param name="File">What may be written there.</param>
/// <param name="WeakReference"><c>WeakReference&lt;T&gt;</c> of its type.</param>
/// <param name="Position">Where the new members will stand.</param>
/// <param name="Name"><c>Order.Customer</c></param>
/// <param name="IsNonNullable">The declared type says that it is never null.</param>
/// <param name="MayBecomeNullable">No use and no contract stands against the form that gives null.</param>
/// <param name="IsSeenAssigned">Some code is seen to hand it its object.</param>
internal abstract record WeakPlan(
    Document Document,
    SemanticModel Model,
    SharedFile File,
    INamedTypeSymbol WeakReference,
    int Position,
    string Name,
    bool IsNonNullable,
    bool MayBecomeNullable,
    bool IsSeenAssigned)
{
    /// <summary>The nullable form changes a non-nullable type: nobody outside may count on the old one, and no read may earn a warning.</summary>
    public bool Fits(WeakForm form) => form == WeakForm.ThrowWhenCollected || !IsNonNullable || MayBecomeNullable;

    /// <summary>The changed files, that of the declaration among them.</summary>
    public abstract IReadOnlyDictionary<DocumentId, SyntaxNode> Rewrite(WeakForm form, CancellationToken cancellationToken);

    protected NewMembers Members(WeakShape shape, WeakForm form, Layout layout) => NewMembers.Of(shape, form, layout, this);
}
