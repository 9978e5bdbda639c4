using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Queries and iterators hold what they work on, and their types say nothing of that.</summary>
internal sealed partial class BodyGate
{
    /// <summary>The call gives a query over a lambda that captures something, or an iterator that is given an object of the program.</summary>
    private bool IsDeferred(IInvocationOperation invocation)
    {
        for (IInvocationOperation? current = invocation; current is { Type: { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IOrderedEnumerable" or "IEnumerator" or "IAsyncEnumerable" } };)
        {
            var isSource = current.TargetMethod.DeclaringSyntaxReferences.Length > 0;
            if (current.Arguments.Any(a => Captured(a.Value, null).Any() || (isSource && IsObjectOfOurs(a.Value))) || (isSource && (current.Instance is not null || current.TargetMethod.MethodKind == MethodKind.LocalFunction)))
                return true;
            // `list.Where(…).OrderBy(…)`: what the operator before holds.
            current = current.Arguments.Length > 0 ? Unwrap(current.Arguments[0].Value) as IInvocationOperation : null;
        }

        return false;
    }
}
