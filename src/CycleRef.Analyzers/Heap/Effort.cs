namespace CycleRef.Analyzers.Heap;

/// <summary>How much is spent on one body.</summary>
/// <param name="Steps">Operations evaluated for one body, those of its callees aside.</param>
/// <param name="SummarySteps">The same for one callee: a callee that needs more is treated as unknown.</param>
/// <param name="CalleeSteps">
/// For the summaries of all callees together, whoever had them made: so the bound holds for all that a body sets going, and does not depend on
/// which body came first. None where there is no such bound.
/// </param>
internal sealed record Effort(int Steps, int SummarySteps, int? CalleeSteps)
{
    /// <summary>For rules that somebody has asked for.</summary>
    public static Effort Full { get; } = new(Bounds.MaxSteps, Bounds.MaxSummarySteps, null);

    /// <summary>For a rule that must be cheap: one or two milliseconds for most bodies.</summary>
    public static Effort Small { get; } = new(Bounds.MaxSmallSteps, Bounds.MaxSmallSummarySteps, Bounds.MaxSmallCalleeSteps);
}
