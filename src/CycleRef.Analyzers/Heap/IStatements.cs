using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>What the operations of a body do to a state. The walker asks in the order of the control flow.</summary>
internal interface IStatements
{
    /// <summary>The body is too big: stop, nothing is reported.</summary>
    bool GaveUp { get; }

    /// <summary>The states after the statement: none when it cannot be passed, several when a call in it has several outcomes.</summary>
    IEnumerable<HeapState> Execute(IOperation operation, HeapState state);

    IEnumerable<(HeapState State, int Value)> Evaluate(IOperation operation, HeapState state);

    /// <summary>The same for what the body returns, which may be a reference to a place.</summary>
    IEnumerable<(HeapState State, int Value)> Return(IOperation operation, HeapState state);

    /// <summary>Whether a condition holds, where that is known.</summary>
    bool? Truth(HeapState state, int condition);

    /// <summary>Goes on as if the condition held, or not. False when the state knows better.</summary>
    bool Assume(HeapState state, int condition, bool holds);

    /// <summary>All states in which the body can end, before there are too many to be kept.</summary>
    void Ends(List<HeapState> states);

    void Enter(ControlFlowRegion region, HeapState state);

    void Leave(ControlFlowRegion region, HeapState state);
}
