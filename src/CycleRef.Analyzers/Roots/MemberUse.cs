using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>What a piece of code does with a field, auto-property or local.</summary>
internal enum UseKind
{
    /// <summary><c>_x = value</c>, an initializer.</summary>
    Assigned,

    /// <summary><c>_x = null</c> or <c>default</c>.</summary>
    Cleared,

    /// <summary><c>_x.Name(…)</c>, <c>_x?.Name(…)</c>.</summary>
    Called,

    /// <summary><c>_x.Name = value</c>.</summary>
    Set,

    /// <summary><c>_x.Name += value</c>.</summary>
    Added,

    /// <summary><c>_x.Name -= value</c>.</summary>
    Removed,

    /// <summary><c>_x.Name</c> is read.</summary>
    Read,

    /// <summary>Compared with null or a pattern, or named by <c>nameof</c>.</summary>
    Tested,

    /// <summary>Anything else: handed on, returned, copied, disposed by <c>using</c>. Somebody else may act on it.</summary>
    Escapes,
}

/// <summary>One use of a member or local, by syntax alone.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Node">The name where it is used.</param>
/// <param name="Name">The name after the dot, or empty.</param>
/// <param name="Value">The assigned, set, added or removed value.</param>
/// <param name="Call">The call, for <see cref="UseKind.Called"/>.</param>
/// <param name="Method">The method (<c>.ctor</c>, <c>~</c>, a property's name) in whose declaration it stands.</param>
/// <param name="IsOwn">The object's own member, in the code of its own type; false for <c>other.Member</c> and for code of nested or outer types.</param>
internal sealed record MemberUse(
    UseKind Kind,
    SyntaxNode Node,
    string Name,
    ExpressionSyntax? Value,
    InvocationExpressionSyntax? Call,
    string Method,
    bool IsOwn)
{
    /// <summary>The name that stands for a finalizer in <see cref="Method"/>.</summary>
    public const string Finalizer = "~";

    /// <summary>The name that stands for constructors and initializers in <see cref="Method"/>.</summary>
    public const string Constructor = ".ctor";

    public bool IsInFinalizer => Method == Finalizer;
}
