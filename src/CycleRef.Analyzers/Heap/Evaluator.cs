using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// What operations do to a state. An expression yields the number of an object of the run's table. Where a call has several outcomes the
/// statement is evaluated again for each: a call asks <see cref="Choose"/> which one it is this time.
/// </summary>
internal sealed partial class Evaluator : IStatements
{
    private readonly BodyRun _run;
    private readonly ControlFlowGraph? _graph;
    private readonly int _this;
    private readonly int _inlineDepth;
    private readonly object? _frame;
    private readonly SyntaxNode? _callSite;
    private readonly IMethodSymbol _function;
    private readonly List<int> _choices = [];
    private readonly List<int> _widths = [];
    private readonly HashSet<int> _copying = [];
    private SyntaxNode? _declaration;
    private int _choice;
    private int _depth;
    private HeapState _state = new();

    public Evaluator(BodyRun run, ControlFlowGraph? graph, int @this, int inlineDepth = 0, object? frame = null, SyntaxNode? callSite = null, IMethodSymbol? function = null)
    {
        _function = function ?? run.Method;
        _callSite = callSite;
        _frame = frame;
        _run = run;
        _graph = graph;
        _this = @this;
        _inlineDepth = inlineDepth;
    }

    public bool GaveUp => _run.GaveUp;

    /// <summary>Looking through all that the state holds takes longer the more that is.</summary>
    private int CostOfScan => 1 + (_state.Slots.Count / Bounds.SlotsPerStep);

    private ObjectTable Objects => _run.Objects;

    public IEnumerable<HeapState> Execute(IOperation operation, HeapState state) => Evaluate(operation, state).Select(static r => r.State);

    public IEnumerable<(HeapState State, int Value)> Evaluate(IOperation operation, HeapState state) => Evaluate(operation, state, Eval);

    public IEnumerable<(HeapState State, int Value)> Return(IOperation operation, HeapState state) => Evaluate(operation, state, _function.ReturnsByRef ? EvalReturned : Eval);

    private List<(HeapState State, int Value)> Evaluate(IOperation operation, HeapState state, System.Func<IOperation, int> evaluate)
    {
        var results = new List<(HeapState, int)>();
        _choices.Clear();
        _widths.Clear();
        do
        {
            _state = state.Clone();
            _choice = 0;
            _depth = 0;
            var value = evaluate(operation);
            if (!_state.IsDead && !GaveUp)
                results.Add((_state, value));
        }
        // Once the budget is spent nothing is evaluated any more, but the choices that are left may be without number.
        while (!GaveUp && results.Count < Bounds.MaxChoices && NextChoice());

        return results;
    }

    public void Ends(List<HeapState> states)
    {
        if (_inlineDepth > 0 || states.Count <= Bounds.MaxDisjuncts)
            return;
        foreach (var state in states)
        {
            foreach (var slot in state.Slots.Where(s => s.Value is { Value: ObjectTable.Null, Writer: not null }))
                _run.Cleared.Add((slot.Key, slot.Value.Writer!.Syntax));
        }
    }

    public void Enter(ControlFlowRegion region, HeapState state)
    {
        foreach (var local in region.Locals)
        {
            // A new turn of a loop has a new closure object. That of the outermost block holds the parameters, and is there already.
            if (_run.Captured.ScopeOf(local) is { } scope && scope != (_declaration ??= DeclarationOf(_function)))
                state.RemoveVariable(scope);
        }
    }

    public void Leave(ControlFlowRegion region, HeapState state)
    {
        foreach (var local in region.Locals)
        {
            state.RemoveVariable(local);
            state.Aliases = state.Aliases.Remove(local);
        }

        foreach (var capture in region.CaptureIds)
        {
            state.RemoveVariable(Temporary(capture));
            state.Aliases = state.Aliases.Remove(Temporary(capture));
        }
    }

    /// <summary>Temporaries of an inlined method are not those of its caller, though they have the same numbers.</summary>
    private object Temporary(CaptureId id) => _frame is null ? id : (_frame, id);

    private bool NextChoice()
    {
        while (_choices.Count > 0)
        {
            var last = _choices.Count - 1;
            if (++_choices[last] < _widths[last])
                return true;
            _choices.RemoveAt(last);
            _widths.RemoveAt(last);
        }

        return false;
    }

    /// <summary>Picks one of several ways; all of them are taken, one after the other.</summary>
    private int Choose(int count)
    {
        if (_choice == _choices.Count)
        {
            _choices.Add(0);
            _widths.Add(count);
        }

        // A replay may find fewer outcomes than the first pass, when the budget of the body ran low in between.
        return System.Math.Min(_choices[_choice++], count - 1);
    }

    private void Die() => _state.IsDead = true;
}
