namespace CycleRef.Analyzers.Cycles;

/// <summary>
/// The cost of a walk as one number: first the members on it, then how many of them only may hold, then its structural edges. Fewer
/// members make a cycle that a reader grasps, fewer may edges one that is more likely real.
/// </summary>
/// <remarks>
/// Counting structural edges last changes no comparison that matters, but makes every edge cost something: cheapest walks then
/// never visit a node twice, even where the structural edges of a broken program run in a circle.
/// </remarks>
internal static class WalkCost
{
    /// <summary>Bits for each of the three counts; a walk without repeated nodes has fewer than <see cref="Digraph.MaxNodes"/> edges.</summary>
    public const int BitsPerPart = 21;

    private const long Hop = 1L << (2 * BitsPerPart);
    private const long May = 1L << BitsPerPart;
    private const long IsAlso = 1L;

    /// <summary>The cost of one edge; always positive.</summary>
    public static long Of(in LabelledEdge edge) => edge.IsStructural ? IsAlso : edge.IsMay ? Hop + May : Hop;

    /// <summary>The least cost of any walk with this many hops.</summary>
    public static long OfHops(int hops) => hops * Hop;

    /// <summary>The number of members on a walk.</summary>
    public static int Hops(long cost) => (int)(cost >> (2 * BitsPerPart));
}
