using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

internal static class GraphLookup
{
    /// <summary>The graph of a local function declared in this graph or in one around it, or null in broken code.</summary>
    public static ControlFlowGraph? FindLocalFunction(this ControlFlowGraph graph, IMethodSymbol function, CancellationToken cancellationToken)
    {
        for (var current = graph; current is not null; current = current.Parent)
        {
            if (current.LocalFunctions.Contains(function))
                return current.GetLocalFunctionControlFlowGraph(function, cancellationToken);
        }

        return null;
    }
}
