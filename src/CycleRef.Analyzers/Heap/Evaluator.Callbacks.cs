using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>Delegates that code elsewhere may call: <c>using (new Undo(() => a.Child = null))</c> breaks what the lambda says.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Objects looked at behind one delegate that is handed out; more hang together only in registries.</summary>
    private const int MaxReached = 64;

    /// <summary>
    /// The object keeps, in a member that is declared to hold anything or any delegate, something that leads to a cycle: its methods may work on it.
    /// Only for objects made here; what others keep came from elsewhere.
    /// </summary>
    private bool KeepsWhatMatters(int holder, Func<ITypeSymbol?, bool> leads) =>
        Objects[holder].IsMade
        && _run.Services.Gate.KeepsAnything(Objects[holder].Type)
        && _state.SlotsOf(holder).Any(slot => Objects[slot.Value.Value] is { HasEdges: true } kept && (kept.Kind == ObjectKind.Delegate || leads(kept.Type)));

    /// <summary>A delegate that may let go of something, handed to code that is not followed: in doubt it is called, and lets go of all that it knows.</summary>
    /// <param name="value">What is handed out.</param>
    /// <param name="onlyMany">Only for the elements of a collection: a delegate by itself is followed.</param>
    private void CalledElsewhere(int value, bool onlyMany = false)
    {
        if ((onlyMany || Objects[value].Kind != ObjectKind.Delegate) && !Objects[value].IsCollection)
            return;
        foreach (var handler in DelegatesIn(value))
        {
            if (Objects[handler].Target is not { } target)
                continue;
            if (MayBreak(target))
                TearDownReached(handler);
            ForgetVariables(handler, target.Method);
        }
    }

    private IEnumerable<int> DelegatesIn(int value)
    {
        if (Objects[value].Kind == ObjectKind.Delegate)
            yield return value;
        if (!_state.Contents.TryGetValue(value, out var content))
            yield break;
        foreach (var item in content.Items.Where(i => Objects[i.Value].Kind == ObjectKind.Delegate))
            yield return item.Value;
    }

    private void TearDownReached(int handler)
    {
        foreach (var reached in Reached([handler]))
            TearDown(reached);
    }

    /// <summary>The objects, and what their members lead to.</summary>
    private HashSet<int> Reached(IEnumerable<int> from)
    {
        var seen = new HashSet<int>(from);
        var pending = new Queue<int>(seen);
        while (pending.Count > 0 && seen.Count < MaxReached && _run.Step())
        {
            var next = pending.Dequeue();
            foreach (var held in _state.SlotsOf(next).Select(static slot => slot.Value.Value).Concat(_state.ContentOf(next).Items.Select(static item => item.Value)))
            {
                if (Objects[held].HasEdges && seen.Add(held))
                    pending.Enqueue(held);
            }
        }

        return seen;
    }

    /// <summary>By the look of it: an assignment of null, <c>-=</c>, or a call that sounds like a teardown.</summary>
    private bool MayBreak(DelegateTarget target) =>
        _run.Services.Teardowns.SoundsLikeTeardown(target.Method.Name)
        || BreaksByLook(target.Method);

    private bool BreaksByLook(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(_run.CancellationToken).DescendantNodes().Any(BreaksByLook));

    /// <summary>An assignment to more than a variable of its own, or a reference that is handed on, as far as that can be seen.</summary>
    private bool Overwrites(IMethodSymbol method)
    {
        if (!_run.Step(1 + SummaryCache.StepsToBind(method)))
            return true;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var nodes = reference.GetSyntax(_run.CancellationToken).DescendantNodes().ToList();
            var own = new HashSet<string>(nodes.Select(static n => n switch
            {
                // What a variable refers to need not be the iterator's own.
                VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: not RefTypeSyntax } } variable => variable.Identifier.ValueText,
                ParameterSyntax parameter => parameter.Identifier.ValueText,
                _ => "",
            }));
            if (nodes.Any(Writes))
                return true;

            bool Writes(SyntaxNode node) => node switch
            {
                AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment => IsOfOthers(assignment.Left),
                ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument => IsOfOthers(argument.Expression),
                _ => false,
            };

            bool IsOfOthers(ExpressionSyntax target) => target switch
            {
                IdentifierNameSyntax { Identifier.ValueText: var name } => name != "_" && !own.Contains(name),
                ParenthesizedExpressionSyntax parenthesized => IsOfOthers(parenthesized.Expression),
                TupleExpressionSyntax tuple => tuple.Arguments.Any(part => IsOfOthers(part.Expression)),
                DeclarationExpressionSyntax => false,
                _ => true,
            };
        }

        return false;
    }

    /// <summary>What others run may have set the variables around it: nothing is known of them any more.</summary>
    private void ForgetVariables(int function, IMethodSymbol method)
    {
        var names = method.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax(_run.CancellationToken).DescendantNodes()).Select(static node => node switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } => name,
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword, Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } => name,
            PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: var name } } => name,
            PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: var name }, RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => name,
            _ => null,
        }).OfType<string>().ToList();
        if (names.Count == 0)
            return;
        foreach (var closure in _state.SlotsOf(function).Where(static slot => slot.Key.Member is SyntaxNode))
        {
            foreach (var variable in _state.SlotsOf(closure.Value.Value).Where(slot => names.Contains(Members.Name(slot.Key.Member))))
                _state.SetSlot(variable.Key, new Cell(Objects.Unknown((variable.Key.Member as ILocalSymbol)?.Type ?? (variable.Key.Member as IParameterSymbol)?.Type, -1, variable.Key, _state.NextRound(variable.Key)), null));
        }
    }

    /// <summary>
    /// A callee that is not followed may set the numbers, conditions and texts of what it is given: <c>new Options(true)</c>. What was made without any code of its own
    /// is as it was.
    /// </summary>
    private void Doubt(Call call, IMethodSymbol method)
    {
        if (_run.Services.Bodies.IsInert(method) || MethodBodies.IsPlain(method))
            return;
        foreach (var given in call.Arguments.Where(a => Objects[a].Kind == ObjectKind.Fresh).Append(call.Receiver).Where(o => o != NoReceiver && Objects[o] is { IsMade: true, StartsEmpty: true }))
        {
            _state.Doubted = _state.Doubted.Add(given);
            foreach (var slot in _state.SlotsOf(given).Where(slot => slot.Key.Member is ISymbol && !Objects[slot.Value.Value].HasEdges))
                _state.RemoveSlot(slot.Key);
        }
    }

    private void DoubtCopy(int original, int copy)
    {
        if (_state.Doubted.Contains(original))
            _state.Doubted = _state.Doubted.Add(copy);
    }

    /// <summary>Something is handed to other code, which may link it.</summary>
    private bool CallsOthers(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(_run.CancellationToken).DescendantNodes().Any(static n => n is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }));

    private bool BreaksByLook(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.SubtractAssignmentExpression)
            || assignment.Right is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax,
        InvocationExpressionSyntax call => Teardowns.CalledName(call) is { } name && _run.Services.Teardowns.SoundsLikeTeardown(name),
        _ => false,
    };
}
