namespace CycleRef.Analyzers.Cycles;

/// <summary>"An object of node <see cref="From"/> may keep an object of node <see cref="To"/> alive, through member <see cref="Label"/>."</summary>
internal readonly struct LabelledEdge
{
    /// <summary>
    /// The label of a structural edge: "an object of this type is also its base class part". Nothing is held, so it costs nothing,
    /// is never a hop, and can never be the edge to weaken.
    /// </summary>
    public const int Structural = -1;

    /// <summary>An edge that a member makes.</summary>
    /// <param name="from">The node that holds.</param>
    /// <param name="to">The node that is held.</param>
    /// <param name="label">The index of the member that holds, at least 0, or <see cref="Structural"/>.</param>
    /// <param name="canClose">Whether the member can point to an object younger than its holder.</param>
    /// <param name="isMay">Whether the edge only may hold, because its target is a subtype of the declared one.</param>
    public LabelledEdge(int from, int to, int label, bool canClose = true, bool isMay = false)
    {
        From = from;
        To = to;
        Label = label;
        CanClose = canClose && label != Structural;
        IsMay = isMay && label != Structural;
    }

    /// <summary>The node that holds.</summary>
    public int From { get; }

    /// <summary>The node that is held.</summary>
    public int To { get; }

    /// <summary>The index of the member that holds, or <see cref="Structural"/>. Several edges can share one member.</summary>
    public int Label { get; }

    /// <summary>
    /// False when the edge is older-only: the held object was always complete before its holder. Age only grows along such edges, so no
    /// cycle of objects consists of them alone. Always false for a structural edge.
    /// </summary>
    public bool CanClose { get; }

    /// <summary>True when the edge holds only if the member is given a certain subtype. Always false for a structural edge.</summary>
    public bool IsMay { get; }

    /// <summary>True when the edge says "is also", not "holds".</summary>
    public bool IsStructural => Label == Structural;

    /// <summary>A structural edge, from a type to its base class.</summary>
    public static LabelledEdge IsAlso(int from, int to) => new(from, to, Structural, canClose: false);
}
