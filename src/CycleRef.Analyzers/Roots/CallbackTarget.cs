using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Roots;

/// <summary>What a delegate, or a state argument, keeps alive.</summary>
/// <param name="RetainsThis">The object in whose code it is made.</param>
/// <param name="Retained">Locals, parameters and members of which the objects are kept: what a lambda captures, the receiver of a method group.</param>
/// <param name="IsUnknown">Where it comes from cannot be seen; then nothing else is said.</param>
/// <param name="Step">How a path names it: <c>lambda</c>, <c>Poller.OnTick</c>.</param>
/// <param name="Code">The lambda, local function or method that runs, where its source can be seen.</param>
internal sealed record CallbackTarget(bool RetainsThis, ImmutableArray<ISymbol> Retained, bool IsUnknown, string Step, SyntaxNode? Code)
{
    /// <summary>A static method, a lambda that captures nothing, null, a weak reference.</summary>
    public static CallbackTarget Nothing(string step = "", SyntaxNode? code = null) => new(false, ImmutableArray<ISymbol>.Empty, false, step, code);

    public static CallbackTarget Unknown(string step = "") => new(false, ImmutableArray<ISymbol>.Empty, true, step, null);

    public static CallbackTarget This(string step, SyntaxNode? code = null) => new(true, ImmutableArray<ISymbol>.Empty, false, step, code);

    /// <summary>Keeps what either keeps.</summary>
    public CallbackTarget And(CallbackTarget other) =>
        new(RetainsThis || other.RetainsThis, Retained.AddRange(other.Retained), IsUnknown || other.IsUnknown, Step.Length > 0 ? Step : other.Step, Code ?? other.Code);
}
