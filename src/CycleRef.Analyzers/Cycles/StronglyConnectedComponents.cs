using System.Threading;

namespace CycleRef.Analyzers.Cycles;

/// <summary>Strongly connected components: nodes that reach each other. An edge is on a cycle if and only if one component has both ends.</summary>
internal static class StronglyConnectedComponents
{
    private const int Unvisited = 0;
    private const int Unassigned = -1;

    /// <summary>
    /// Tarjan's algorithm in O(nodes + edges), with its own stack instead of recursion, because a chain of types can be longer than a
    /// compiler thread's stack is deep. Structural edges count like all others.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="removedLabels">Labels whose edges are taken as gone, if any.</param>
    /// <param name="cancellationToken">Checked at every node.</param>
    public static ComponentMap Find(Digraph graph, LabelSet? removedLabels = null, CancellationToken cancellationToken = default)
    {
        var component = new int[graph.NodeCount];
        var order = new int[graph.NodeCount]; // when the node was entered, from 1
        var low = new int[graph.NodeCount]; // the earliest node on the open stack known to be reachable from it
        var nextSlot = new int[graph.NodeCount]; // where the node's scan goes on
        var path = new int[graph.NodeCount]; // the chain of nodes being scanned
        var open = new int[graph.NodeCount]; // entered nodes whose component is not complete
        var pathLength = 0;
        var openCount = 0;
        var entered = 0;
        var count = 0;

        for (var root = 0; root < graph.NodeCount; root++)
        {
            if (order[root] == Unvisited)
                Enter(root);

            // Linear: every turn scans one more edge or leaves one more node.
            while (pathLength > 0)
            {
                var node = path[pathLength - 1];
                if (nextSlot[node] < graph.FirstSlot(node + 1))
                {
                    ref readonly var edge = ref graph[graph.EdgeInSlot(nextSlot[node]++)];
                    if (removedLabels is not null && removedLabels.Contains(edge.Label))
                        continue;

                    if (order[edge.To] == Unvisited)
                        Enter(edge.To);
                    else if (component[edge.To] == Unassigned && order[edge.To] < low[node])
                        low[node] = order[edge.To];
                }
                else
                {
                    Leave(node);
                }
            }
        }

        return new ComponentMap(component, count);

        void Enter(int node)
        {
            cancellationToken.ThrowIfCancellationRequested();
            order[node] = low[node] = ++entered;
            component[node] = Unassigned;
            nextSlot[node] = graph.FirstSlot(node);
            path[pathLength++] = node;
            open[openCount++] = node;
        }

        void Leave(int node)
        {
            pathLength--;
            if (pathLength > 0 && low[node] < low[path[pathLength - 1]])
                low[path[pathLength - 1]] = low[node];

            if (low[node] != order[node])
                return;

            int member;
            do
            {
                member = open[--openCount];
                component[member] = count;
            }
            while (member != node);

            count++;
        }
    }
}
