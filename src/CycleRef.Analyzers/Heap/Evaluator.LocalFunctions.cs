using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Local functions: run in place, or kept as an iterator until somebody asks. And the variables of what runs later.</summary>
internal sealed partial class Evaluator
{
    private int CallLocal(Call call, IMethodSymbol method, ControlFlowGraph? around, int @this)
    {
        var isIterator = MayBeIterator(method.ReturnType) && MethodBodies.IsIterator(method);
        if (around?.FindLocalFunction(method, _run.CancellationToken) is not { } graph)
            return CallUnknown(call);
        if (!isIterator)
            return Inline(call, method, graph, @this, _frame);
        if (_run.Captured.CapturesOf(method) is { } captures)
            return CreateIterator(call, method, graph, captures, @this);
        // Of a callee that is run in place: which variables it has when somebody asks for elements is not known.
        if (BreaksByLook(method) || Overwrites(method))
            TearDownEverything();
        return CallUnknown(call);
    }

    /// <summary>A lambda, or a delegate for a local function that captures something: a callee that calls it works on variables of this body.</summary>
    private bool KnowsVariables(int value) => Objects[value].Target is { } target
        && (target.Lambda is not null || (target.Method.MethodKind == MethodKind.LocalFunction && _run.Captured.CapturesOf(target.Method.OriginalDefinition) is { This: true } or { Variables.Count: > 0 }));

    /// <summary>What a call of the iterator gives: it also keeps the closures of what it captures, and reads them as it runs.</summary>
    private int CreateIterator(Call call, IMethodSymbol method, ControlFlowGraph graph, CapturedVariables.Captures captures, int @this)
    {
        var sequence = NewSequence(call, method, graph);
        Close(sequence, captures, call.Site, @this, InstanceOfIterator);
        if (BreaksByLook(method))
            TearDownReached(sequence);
        return sequence;
    }

    private IEnumerable<SyntaxNode> ScopesOf(IteratorBody body) =>
        body.Method.MethodKind == MethodKind.LocalFunction && _run.Captured.CapturesOf(body.Method) is { } captures ? ScopesOf(captures) : [];

    /// <summary>What runs later has the variables of the turn of a loop in which it was made.</summary>
    private static void UseClosures(HeapState state, int holder, IEnumerable<SyntaxNode> scopes)
    {
        foreach (var scope in scopes)
        {
            if (state.Slots.TryGetValue(new Slot(holder, scope), out var closure))
                state.SetVariable(scope, closure.Value);
        }
    }

    private static void RestoreClosures(HeapState state, HeapState before, IEnumerable<SyntaxNode> scopes)
    {
        foreach (var scope in scopes)
        {
            if (before.Variables.TryGetValue(scope, out var closure))
                state.SetVariable(scope, closure);
            else
                state.RemoveVariable(scope);
        }
    }
}
