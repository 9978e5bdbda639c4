using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.EveryPath;

/// <summary>Tells an <see cref="EveryPathReader{T}"/> what the calls and creations of a body mean.</summary>
/// <typeparam name="T">What a step leads to.</typeparam>
internal interface IStepSource<T>
{
    /// <summary>What the creation or the call itself does, its arguments aside; null for nothing of interest.</summary>
    Outcome<T>? StepOf(ExpressionSyntax creationOrCall);

    /// <summary>False for calls that the compiler may leave out with their arguments, such as <c>Debug.Assert</c>.</summary>
    bool IsKept(InvocationExpressionSyntax call);
}
