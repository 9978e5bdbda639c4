using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Runs one method from its first statement to its exits, on objects that stand for whatever it is called with.</summary>
internal sealed class Exploration
{
    private readonly IMethodSymbol _method;
    private readonly MethodBody _body;
    private readonly BodyRun _run;

    public Exploration(HeapServices services, IMethodSymbol method, MethodBody body, int callDepth, int maxSteps, CancellationToken cancellationToken, CallContext context = default)
    {
        _method = method;
        _body = body;
        var captured = body.Graph is null ? CapturedVariables.None : CapturedVariables.Of(body.Graph.OriginalOperation, cancellationToken);
        _run = new BodyRun(services, method, captured, callDepth, maxSteps, cancellationToken) { Context = context };
        This = method.IsStatic ? -2 : NewThis();
        Parameters = method.Parameters.Select(NewParameter).ToImmutableArray();
    }

    public ObjectTable Objects => _run.Objects;

    public BodyRun BodyRun => _run;

    public bool GaveUp => _run.GaveUp;

    public int This { get; }

    public ImmutableArray<int> Parameters { get; }

    public List<HeapState> Run()
    {
        var start = new HeapState();
        var @this = This < 0 ? ObjectTable.NoValue : This;
        var evaluator = new Evaluator(_run, _body.Graph, @this);
        for (var i = 0; i < Parameters.Length; i++)
            evaluator.SetParameter(start, _method.Parameters[i], Parameters[i]);
        List<HeapState> states = [start];
        if (_method.MethodKind == MethodKind.Constructor)
            states = Construct(evaluator, @this, states);
        if (_body.Graph is null)
            return states;
        var exits = new List<HeapState>();
        foreach (var state in Disjuncts.Bound(states))
            exits.AddRange(new GraphWalker(_body.Graph, evaluator).Run(state));
        return Disjuncts.Bound(exits);
    }

    /// <summary>The last values of all parameters at an exit.</summary>
    public int[] Outs(HeapState exit) => new Evaluator(_run, _body.Graph, ObjectTable.NoValue).GetParameters(exit, _method.Parameters);

    private List<HeapState> Construct(Evaluator evaluator, int @this, List<HeapState> states)
    {
        foreach (var parameter in _body.ParameterMembers)
        {
            foreach (var state in states)
                state.SetSlot(new Slot(@this, parameter.Value), new Cell(Parameters[parameter.Key], new Writer(_method.DeclaringSyntaxReferences[0].GetSyntax(), ++state.Clock, false)));
        }

        foreach (var initializer in _body.Initializers)
            states = states.SelectMany(state => RunInitializer(initializer, @this, state)).ToList();
        if (_body.PrimaryBase is { } call)
            states = states.SelectMany(state => evaluator.Execute(call, state)).ToList();
        if (_body.ImplicitBase is { } constructor)
            states = states.SelectMany(state => evaluator.CallBase(constructor, _method, state)).ToList();
        return states;
    }

    private List<HeapState> RunInitializer(ControlFlowGraph graph, int @this, HeapState state) =>
        new GraphWalker(graph, new Evaluator(_run, graph, @this, frame: graph)).Run(state);

    /// <summary>Runs a lambda or local function on its own: its captured variables are unknown.</summary>
    public static List<HeapState> RunFunction(BodyRun run, ControlFlowGraph graph, IMethodSymbol function)
    {
        run.Enter(function);
        var start = new HeapState();
        var @this = run.Objects.Add(ObjectKind.This, run.Method.ContainingType);
        @this.Name = "this";
        var evaluator = new Evaluator(run, graph, @this.Id);
        foreach (var parameter in function.Parameters)
        {
            var o = run.Objects.Add(ObjectKind.Parameter, parameter.Type);
            o.Name = parameter.Name;
            o.IsCollection = run.Services.Library.IsCollection(parameter.Type);
            evaluator.SetParameter(start, parameter, o.Id);
        }

        return new GraphWalker(graph, evaluator).Run(start);
    }

    private int NewThis()
    {
        var o = Objects.Add(ObjectKind.This, _run.Context.Type ?? _method.ContainingType);
        o.Name = "this";
        o.IsExact = _run.Context.Type is not null;
        o.StartsEmpty = _method.MethodKind == MethodKind.Constructor;
        o.IsCollection = _method.ContainingType is { } type && _run.Services.Library.IsCollection(type);
        return o.Id;
    }

    private int NewParameter(IParameterSymbol parameter)
    {
        if (parameter.RefKind == RefKind.Out)
            return ObjectTable.NoValue;
        var o = Objects.Add(ObjectKind.Parameter, parameter.Type);
        o.Name = parameter.Name;
        o.IsCollection = _run.Services.Library.IsCollection(parameter.Type);
        return o.Id;
    }
}
