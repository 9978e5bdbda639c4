using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Cycles;

/// <summary>What <see cref="CycleCover"/> is to look for, how an edge is chosen, and how much work that may cost.</summary>
internal sealed class CycleCoverRequest
{
    /// <summary>
    /// Some tenths of a second at the very worst. A component of tens of edges needs a few thousand visits; this keeps an unlucky one
    /// from stopping the editor. Counted, not timed, so that every machine gives the same answer.
    /// </summary>
    public const long DefaultVisitBudget = 4_000_000;

    /// <summary>
    /// So many members in one component are an interpreter or a document model where everything knows everything: a cycle of five
    /// hops there is one of thousands, and no help to its reader. Up to this size, searching from every edge stays well within the budget.
    /// </summary>
    public const int DefaultMaxLabels = 300;

    /// <summary>A request.</summary>
    /// <param name="choose">See <see cref="Choose"/>.</param>
    /// <param name="includeSelfEdges">See <see cref="IncludeSelfEdges"/>.</param>
    /// <param name="maxLabels">See <see cref="MaxLabels"/>.</param>
    /// <param name="visitBudget">See <see cref="VisitBudget"/>.</param>
    public CycleCoverRequest(
        Func<IReadOnlyList<int>, int> choose,
        bool includeSelfEdges = false,
        int maxLabels = DefaultMaxLabels,
        long visitBudget = DefaultVisitBudget)
    {
        Choose = choose;
        IncludeSelfEdges = includeSelfEdges;
        MaxLabels = maxLabels;
        VisitBudget = visitBudget;
    }

    /// <summary>
    /// Given the edges of a cycle as walked, without the structural ones: the index in that list of the edge to weaken, or -1 when
    /// the cycle is not to be reported. A pure function that does not depend on where the list starts.
    /// </summary>
    public Func<IReadOnlyList<int>, int> Choose { get; }

    /// <summary>Whether a cycle by one single member (<c>Node.Next</c>), the shape of every list and tree, is looked for as well.</summary>
    public bool IncludeSelfEdges { get; }

    /// <summary>In a component with more labels than this only cycles of at most two hops are looked for.</summary>
    public int MaxLabels { get; }

    /// <summary>The number of looks at an edge after which the search stops with what it has.</summary>
    public long VisitBudget { get; }
}
