using System.Collections.Immutable;
using System.Text;

namespace CycleRef.Analyzers.Reporting;

/// <summary>The one wording of a cycle: <c>Order.Customer → Customer.Orders → Order</c>, starting with the edge to weaken.</summary>
internal static class CyclePath
{
    /// <summary>A path of more steps than this is shortened in the middle; the diagnostic's additional locations name them all.</summary>
    private const int MaxSteps = 8;

    private const string Arrow = " → ";

    public static string Format(ImmutableArray<CycleEdge> cycle)
    {
        var text = new StringBuilder();
        for (var i = 0; i < cycle.Length; i++)
        {
            if (cycle.Length > MaxSteps && i == MaxSteps - 2)
            {
                text.Append("… ").Append(cycle.Length - MaxSteps + 1).Append(" more").Append(Arrow);
                i = cycle.Length - 1;
            }

            var edge = cycle[i];
            text.Append(edge.Holder).Append(edge.Member.Length == 0 ? "'s items" : "." + edge.Member);
            if (edge.IsMay)
                text.Append(" (may hold ").Append(edge.Target).Append(')');
            text.Append(Arrow);
        }

        return text.Append(cycle[0].Holder).ToString();
    }
}
