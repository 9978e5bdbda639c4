using System.Linq;
using CsCheck;
using CycleRef.Analyzers.Cycles;

namespace CycleRef.Analyzers.Tests.Cycles;

/// <summary>Small random graphs, dense enough that most have several cycles.</summary>
internal static class RandomGraphs
{
    private const int MaxNodes = 6;
    private const int MaxEdges = 11;
    private const int MaxLabels = 6;

    /// <summary>Anything: labels that leave from several nodes, several structural edges from one node, structural circles.</summary>
    public static readonly Gen<Digraph> Wild = Make(oneNodePerLabel: false, singleInheritance: false);

    /// <summary>Structural edges as single inheritance has them.</summary>
    public static readonly Gen<Digraph> SingleInheritance = Make(oneNodePerLabel: false, singleInheritance: true);

    /// <summary>The shape of C#: single inheritance, and a member belongs to one type.</summary>
    public static readonly Gen<Digraph> TypeLike = Make(oneNodePerLabel: true, singleInheritance: true);

    private static Gen<Digraph> Make(bool oneNodePerLabel, bool singleInheritance) =>
        from nodes in Gen.Int[1, MaxNodes]
        from holds in Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[0, nodes - 1], Gen.Int[0, MaxLabels - 1], Gen.Int[0, 9]).Array[0, MaxEdges]
        from bases in Gen.Int[0, 2 * MaxNodes].Array[nodes]
        select new Digraph(nodes, [
            .. holds.Select(hold => singleInheritance || hold.Item4 < 8
                ? new LabelledEdge(oneNodePerLabel ? hold.Item3 % nodes : hold.Item1, hold.Item2, hold.Item3, hold.Item4 > 2, hold.Item4 > 6)
                : LabelledEdge.IsAlso(hold.Item1, hold.Item2)),
            .. Enumerable.Range(0, nodes).Where(node => bases[node] > node && bases[node] < nodes)
                .Select(node => LabelledEdge.IsAlso(node, bases[node]))]);
}
