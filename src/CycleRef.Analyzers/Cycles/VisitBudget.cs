namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// How many more edges may be looked at. Work is counted rather than timed, so that a search that must give up gives up at the same place
/// on every machine.
/// </summary>
internal sealed class VisitBudget(long visits)
{
    private long _left = visits;

    /// <summary>Pays for one look at one edge; false when nothing is left.</summary>
    public bool TrySpend() => --_left >= 0;
}
