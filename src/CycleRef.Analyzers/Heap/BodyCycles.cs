using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>The cycles that a body leaves behind: those of its own statements, and those of the lambdas and local functions in it.</summary>
internal static class BodyCycles
{
    /// <summary>Lambdas of one body explored on their own; more are found in generated tables of handlers only.</summary>
    private const int MaxFunctions = 64;

    /// <summary>None where the gate says so, and where the body is nested too deep to be asked for.</summary>
    /// <param name="services">What the explorations of the compilation share.</param>
    /// <param name="method">Whose body it is.</param>
    /// <param name="block">The syntax of the body.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    public static ImmutableArray<HeapCycle> In(HeapServices services, IMethodSymbol method, SyntaxNode block, SemanticModel model, CancellationToken cancellationToken)
    {
        var root = model.OperationOf(block, cancellationToken);
        while (root?.Parent is not null)
            root = root.Parent;
        var gate = new BodyGate(services);
        return root is not null && gate.CanLink(root, method, cancellationToken) && services.Bodies.Of(method, root, cancellationToken) is { } body
            ? Of(services, method, body, gate.Relevant, cancellationToken)
            : ImmutableArray<HeapCycle>.Empty;
    }

    public static ImmutableArray<HeapCycle> Of(HeapServices services, IMethodSymbol method, MethodBody body, ITypeSymbol[]? relevant, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SyntaxNode, HeapCycle>();
        var exploration = new Exploration(services, method, body, services.Options.MaxCallDepth, services.Effort.Steps, cancellationToken);
        exploration.BodyRun.Relevant = relevant;
        var exits = exploration.Run();
        Collect(exploration.BodyRun, exits, OutsOf(exploration, method, exits));
        if (body.Graph is not null)
        {
            foreach (var (graph, function) in Functions(body.Graph, cancellationToken).Take(MaxFunctions))
            {
                var run = new BodyRun(services, method, exploration.BodyRun.Captured, services.Options.MaxCallDepth, services.Effort.SummarySteps, cancellationToken) { Relevant = relevant };
                Collect(run, Exploration.RunFunction(run, graph, function), []);
            }
        }

        return found.Values.OrderBy(static c => c.Closing.SpanStart).ToImmutableArray();

        void Collect(BodyRun run, List<HeapState> states, IEnumerable<int> outs)
        {
            if (run.GaveUp)
                return;
            foreach (var cycle in new ExitCycles(run, method).Find(states, outs, cancellationToken))
            {
                if (!found.ContainsKey(cycle.Closing))
                    found.Add(cycle.Closing, cycle);
            }
        }
    }

    private static IEnumerable<int> OutsOf(Exploration exploration, IMethodSymbol method, List<HeapState> exits) =>
        method.Parameters.Any(static p => p.RefKind is RefKind.Ref or RefKind.Out) ? exits.SelectMany(exploration.Outs).Distinct().ToList() : [];

    private static IEnumerable<(ControlFlowGraph Graph, IMethodSymbol Function)> Functions(ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        foreach (var function in graph.LocalFunctions)
        {
            var inner = graph.GetLocalFunctionControlFlowGraph(function, cancellationToken);
            yield return (inner, function);
            foreach (var nested in Functions(inner, cancellationToken))
                yield return nested;
        }

        foreach (var block in graph.Blocks)
        {
            foreach (var lambda in block.Operations.Concat(block.BranchValue is null ? [] : [block.BranchValue]).SelectMany(static o => o.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
            {
                var inner = graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken);
                yield return (inner, lambda.Symbol);
                foreach (var nested in Functions(inner, cancellationToken))
                    yield return nested;
            }
        }
    }
}
