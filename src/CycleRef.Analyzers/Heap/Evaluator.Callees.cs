using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Callees followed: in place, by their summary, as the constructor of the base.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Runs a lambda, a local function, or a method that was given a lambda, on the state as it is.</summary>
    private int Inline(Call call, IMethodSymbol method, ControlFlowGraph graph, int @this, object? frame)
    {
        var isRecursive = _run.IsRunning(method);
        if (_inlineDepth >= Bounds.MaxInlineDepth || !_run.Enter(method, Bounds.MaxActivations))
            return CallUnknown(call);
        var start = _state.Clone();
        if (isRecursive)
            frame = (frame, _inlineDepth);
        // Each call has a closure of its own for the parameters and outermost variables.
        if (DeclarationOf(method) is { } declaration)
            start.RemoveVariable(declaration);
        var inner = new Evaluator(_run, graph, @this, _inlineDepth + 1, frame, _callSite ?? call.Site, method) { _state = start };
        for (var i = 0; i < method.Parameters.Length && i < call.Arguments.Length; i++)
            inner.WriteVariable(method.Parameters[i], call.Arguments[i], call.Site);
        start.Result = ObjectTable.NoValue;
        var exits = new GraphWalker(graph, inner).Run(start);
        _run.Exit(method);
        if (exits.Count == 0)
        {
            Die();
            return ObjectTable.NoValue;
        }

        var exit = exits[exits.Count == 1 ? 0 : Choose(exits.Count < Bounds.MaxOutcomes ? exits.Count : Bounds.MaxOutcomes)];
        inner._state = exit;
        var outs = call.References is null ? null : method.Parameters.Select(p => inner.ReadVariable(p, p.Type)).ToArray();
        var (result, before) = (exit.Result, _state);
        if (method.ReturnsByRef && exit.Aliases.TryGetValue(ReturnedPlace, out var returned))
            _returned = InCaller(returned, call);
        exit.Aliases = exit.Aliases.Remove(ReturnedPlace);
        RebaseReferences(exit, method, call);
        _state = exit;
        _state.Result = before.Result;
        _state.Turns = before.Turns;
        foreach (var parameter in method.Parameters)
            _state.RemoveVariable(parameter);
        if (isRecursive)
            Restore(method, before);
        SetReferences(call, outs);
        return result;
    }

    private static SyntaxNode? DeclarationOf(IMethodSymbol function) => function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    /// <summary>The call of the function that goes on has variables of its own, which the call inside it must not have changed.</summary>
    private void Restore(IMethodSymbol method, HeapState before)
    {
        var declaration = method.DeclaringSyntaxReferences.FirstOrDefault();
        foreach (var variable in before.Variables.Where(v => IsOwn(v.Key)))
            _state.SetVariable(variable.Key, variable.Value);
        foreach (var alias in before.Aliases.Where(a => IsOwn(a.Key)))
            _state.Aliases = _state.Aliases.SetItem(alias.Key, alias.Value);

        bool IsOwn(object key) => key switch
        {
            ISymbol symbol => SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, method),
            SyntaxNode scope => scope.SyntaxTree == declaration?.SyntaxTree && declaration?.Span.Contains(scope.Span) == true,
            _ => false,
        };
    }

    /// <summary>The outcome of a callee's summary, applied at this call.</summary>
    private int Apply(Summary summary, Call call)
    {
        if (summary.Exits.Length == 0)
        {
            // It never returns.
            Die();
            return ObjectTable.NoValue;
        }

        var fitting = new List<(HeapState State, int Result, Place Returned)>();
        foreach (var exit in summary.Exits)
        {
            if (!_run.Step(exit.Cost))
                return ObjectTable.NoValue;
            if (exit.IsNothing && summary.Exits.Length == 1)
                return ObjectTable.NoValue;
            var saved = _state;
            _state = saved.Clone();
            var application = new SummaryApplication(this, summary, exit, call);
            if (application.TryRun(out var result))
                fitting.Add((_state, result, application.Returned));
            _state = saved;
        }

        if (fitting.Count == 0 && summary.IsPartial)
            return CallUnknown(call);
        if (fitting.Count == 0)
        {
            Die();
            return ObjectTable.NoValue;
        }

        var chosen = fitting[fitting.Count == 1 ? 0 : Choose(fitting.Count)];
        _state = chosen.State;
        _returned = chosen.Returned;
        return chosen.Result;
    }

    public void SetParameter(HeapState state, IParameterSymbol parameter, int value)
    {
        _state = state;
        WriteVariable(parameter, value, parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() ?? NoSyntax);
    }

    public int[] GetParameters(HeapState state, ImmutableArray<IParameterSymbol> parameters)
    {
        _state = state;
        return parameters.Select(p => ReadVariable(p, p.Type)).ToArray();
    }

    /// <summary>The base constructor that nobody wrote down.</summary>
    public IEnumerable<HeapState> CallBase(IMethodSymbol constructor, IMethodSymbol derived, HeapState state)
    {
        _state = state.Clone();
        _choices.Clear();
        _widths.Clear();
        _choice = 0;
        var site = derived.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() ?? derived.ContainingType.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() ?? NoSyntax;
        // One outcome is enough here: constructors without arguments rarely have two.
        CallMethod(constructor, _this, new int[constructor.Parameters.Length], null, site, null);
        return _state.IsDead ? [] : [_state];
    }

    private static SyntaxNode NoSyntax => SyntaxFactory.EmptyStatement();
}
