using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>A call of code that may be the program's own.</summary>
/// <param name="Syntax">The call as it is written, or the store that runs a setter.</param>
/// <param name="Name">The simple name of the method, or of the type that is created; null for a delegate or an operator, of which nothing is known.</param>
/// <param name="Kind">What is called.</param>
/// <param name="ReceiverType">The simple name of the receiver's type, if something is known of it.</param>
/// <param name="IsExact">The receiver is of this very type, and of none that derives from it.</param>
/// <param name="Receiver">The variable of the receiver, or none.</param>
/// <param name="Arguments">In the order in which they are written.</param>
/// <param name="Result">The variable of what is returned, or none.</param>
internal sealed record SketchedCall(SyntaxNode Syntax, string? Name, CalleeKind Kind, string? ReceiverType, bool IsExact, int Receiver, SketchedArgument[] Arguments, int Result)
{
    /// <summary>How many take part: the receiver, whether there is one or not, and the arguments.</summary>
    public int Parts => Arguments.Length + 1;

    /// <summary>The variable of one that takes part, or none.</summary>
    public int Part(int index) => index == 0 ? Receiver : Arguments[index - 1].Value;
}

/// <summary>One argument of a call.</summary>
/// <param name="Value">Its variable, or none.</param>
/// <param name="Name">The parameter that is named.</param>
/// <param name="Written">For an argument that is passed by reference: the variable of what the callee writes there.</param>
/// <param name="IsNothing">A literal: no object, neither of the body's nor of anybody's.</param>
internal readonly record struct SketchedArgument(int Value, string? Name, int Written, bool IsNothing);

internal enum CalleeKind
{
    Method,
    Constructor,
    Setter,
}

/// <summary>What is known of the type of a receiver.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="IsExact">The object is of this very type, and of none that derives from it.</param>
internal readonly record struct ReceiverType(string? Name, bool IsExact);
