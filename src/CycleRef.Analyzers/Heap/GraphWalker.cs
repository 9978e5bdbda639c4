using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Follows the states of a body through its control-flow graph, block by block in source order. Knows nothing of what statements do:
/// that is the <see cref="IStatements"/>.
/// </summary>
internal sealed partial class GraphWalker
{
    /// <summary>Counts the turns of all loops of a path.</summary>
    public static readonly object LoopTurns = "loops";

    private readonly ControlFlowGraph _graph;
    private readonly IStatements _statements;
    private readonly SortedDictionary<int, List<Pending>> _pending = new();
    private readonly List<HeapState> _exits = [];
    private readonly List<Yielded> _yields = [];
    private bool _isAbandoned;

    public GraphWalker(ControlFlowGraph graph, IStatements statements)
    {
        _graph = graph;
        _statements = statements;
    }

    /// <summary>The states in which the body can end normally.</summary>
    public List<HeapState> Run(HeapState start)
    {
        Enqueue(_graph.Blocks[0], start, null);
        return Run();
    }

    private List<HeapState> Run()
    {
        while (_pending.Count > 0 && !_statements.GaveUp)
        {
            var ordinal = _pending.First().Key;
            var arrived = _pending[ordinal];
            _pending.Remove(ordinal);
            if (_graph.Blocks[ordinal].Kind == BasicBlockKind.Exit)
                _statements.Ends(arrived.ConvertAll(static p => p.State));
            foreach (var group in arrived.GroupBy(static p => (p.After, p.Operation)))
                Pass(_graph.Blocks[ordinal], Disjuncts.Bound(group.Select(static p => p.State).ToList()), group.Key.After, group.Key.Operation);
        }

        return Disjuncts.Bound(_exits);
    }

    private void Pass(BasicBlock block, List<HeapState> states, Continuation? after, int first)
    {
        for (var i = first; i < block.Operations.Length; i++)
        {
            var operation = block.Operations[i];
            if (Waits(operation, states, new Suspension(block.Ordinal, i + 1, after)))
                return;
            var next = new List<HeapState>();
            foreach (var state in states)
                next.AddRange(_statements.Execute(operation, state));
            states = next.Count > Bounds.MaxDisjuncts ? Disjuncts.Bound(next) : next;
            if (_statements.GaveUp)
                return;
        }

        if (block.Kind == BasicBlockKind.Exit)
        {
            _exits.AddRange(states);
            return;
        }

        foreach (var state in states)
        {
            if (block.BranchValue is null)
            {
                Leave(block, block.FallThroughSuccessor, state, ObjectTable.NoValue, after);
                continue;
            }

            var isReturned = block is { ConditionalSuccessor: null, FallThroughSuccessor.Semantics: ControlFlowBranchSemantics.Return };
            foreach (var (after_, value) in isReturned ? _statements.Return(block.BranchValue, state) : _statements.Evaluate(block.BranchValue, state))
            {
                if (block.ConditionalSuccessor is null)
                    Leave(block, block.FallThroughSuccessor, after_, value, after);
                else
                    Decide(block, after_, value, after);
            }
        }
    }

    private void Decide(BasicBlock block, HeapState state, int condition, Continuation? after)
    {
        var jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        var known = _statements.Truth(state, condition);
        if (known is { } truth && state.NextTurn(new Turn(block, true)) <= Bounds.MaxDecidedRounds)
        {
            Leave(block, truth == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor, state, ObjectTable.NoValue, after);
            return;
        }

        // `while (true)` has no other way out, however often it was taken.
        if (block.BranchValue!.ConstantValue.HasValue)
            return;
        var exhausted = known is null && state.NextTurn(new Turn(block, false)) > Bounds.MaxRounds;
        var jump = block.ConditionalSuccessor!.Destination?.Ordinal ?? int.MaxValue;
        var fall = block.FallThroughSuccessor?.Destination?.Ordinal ?? int.MaxValue;
        if (!exhausted || jump > fall)
            Take(block.ConditionalSuccessor, jumpsWhen);
        if (!exhausted || fall >= jump)
            Take(block.FallThroughSuccessor, !jumpsWhen);

        void Take(ControlFlowBranch? branch, bool holds)
        {
            var taken = state.Clone();
            if (known is not null || _statements.Assume(taken, condition, holds))
                Leave(block, branch, taken, ObjectTable.NoValue, after);
        }
    }

    private void Leave(BasicBlock block, ControlFlowBranch? branch, HeapState state, int value, Continuation? after)
    {
        switch (branch?.Semantics)
        {
            case ControlFlowBranchSemantics.Return:
                state.Result = value;
                Follow(branch, state, after);
                break;
            case ControlFlowBranchSemantics.Regular:
                Follow(branch, state, after);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when after is not null:
                Resume(state, after);
                break;
            case ControlFlowBranchSemantics.Throw:
            case ControlFlowBranchSemantics.Rethrow:
                Throw(block, branch, state, after);
                break;
        }
    }

    private void Follow(ControlFlowBranch branch, HeapState state, Continuation? after)
    {
        if (branch.FinallyRegions.Length > 0)
            Resume(state, new Continuation(branch.FinallyRegions, 0, branch, null, after));
        else
            Arrive(branch, state, after);
    }

    private void Resume(HeapState state, Continuation after)
    {
        if (after.Index < after.Finallies.Count)
            Enqueue(_graph.Blocks[after.Finallies[after.Index].FirstBlockOrdinal], state, after.Next);
        else if (after.Branch is not null)
            Arrive(after.Branch, state, after.Outer);
        else if (_isAbandoned && after.Handlers.Count == 0)
            _exits.Add(state);
        else
            EnterHandlers(after.Handlers, state, after.Outer);
    }

    private void Arrive(ControlFlowBranch branch, HeapState state, Continuation? after)
    {
        if (branch.Destination is not { } destination)
            return;
        foreach (var left in branch.LeavingRegions)
            _statements.Leave(left, state);
        foreach (var entered in branch.EnteringRegions)
        {
            _statements.Enter(entered, state);
            if (entered.Kind != ControlFlowRegionKind.Try || entered.EnclosingRegion?.Kind != ControlFlowRegionKind.TryAndCatch)
                continue;
            // Something in the block may throw before it did anything; what was linked before that is not this path's doing.
            var thrown = state.Clone();
            thrown.SilentUntil = thrown.Clock + 1;
            EnterHandlers(Handlers(entered.EnclosingRegion, null), thrown, after);
        }

        if (destination.Ordinal <= branch.Source.Ordinal)
            state.NextTurn(LoopTurns);
        if (destination.Ordinal <= branch.Source.Ordinal && state.NextTurn(destination) > Bounds.MaxDecidedRounds + Bounds.MaxRounds)
            return;
        Enqueue(destination, state, after);
    }

    private void Enqueue(BasicBlock block, HeapState state, Continuation? after, int operation = 0)
    {
        if (!_pending.TryGetValue(block.Ordinal, out var states))
            _pending.Add(block.Ordinal, states = []);
        states.Add(new Pending(state, after, operation));
    }

    private sealed record Turn(BasicBlock Block, bool Decided);

    private readonly struct Pending
    {
        public Pending(HeapState state, Continuation? after, int operation)
        {
            State = state;
            After = after;
            Operation = operation;
        }

        public HeapState State { get; }

        public Continuation? After { get; }

        /// <summary>The first operation of the block that is still to be executed.</summary>
        public int Operation { get; }
    }
}
