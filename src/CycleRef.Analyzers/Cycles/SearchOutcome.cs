namespace CycleRef.Analyzers.Cycles;

/// <summary>How a search ended.</summary>
internal enum SearchOutcome
{
    /// <summary>There is none, of any length.</summary>
    None,

    /// <summary>The cheapest was found.</summary>
    Found,

    /// <summary>There is none within the allowed number of hops; a longer one may exist.</summary>
    BeyondLimit,

    /// <summary>The budget ran out first; nothing is known.</summary>
    OutOfBudget,
}
