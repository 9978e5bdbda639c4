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
            if (Objects[handler].Target is { } target && MayBreak(target))
                TearDownReached(handler);
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
            foreach (var slot in _state.SlotsOf(pending.Dequeue()).Where(slot => Objects[slot.Value.Value].HasEdges && seen.Add(slot.Value.Value)))
                pending.Enqueue(slot.Value.Value);
        }

        return seen;
    }

    /// <summary>By the look of it: an assignment of null, <c>-=</c>, or a call that sounds like a teardown.</summary>
    private bool MayBreak(DelegateTarget target) =>
        _run.Services.Teardowns.SoundsLikeTeardown(target.Method.Name)
        || BreaksByLook(target.Method);

    private bool BreaksByLook(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(_run.CancellationToken).DescendantNodes().Any(BreaksByLook));

    /// <summary>An assignment to more than a variable of its own, as far as that can be seen.</summary>
    private bool Overwrites(IMethodSymbol method)
    {
        if (!_run.Step(1 + SummaryCache.StepsToBind(method)))
            return true;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var nodes = reference.GetSyntax(_run.CancellationToken).DescendantNodes().ToList();
            var own = new HashSet<string>(nodes.Select(static n => n switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                ParameterSyntax parameter => parameter.Identifier.ValueText,
                _ => "",
            }));
            if (nodes.OfType<AssignmentExpressionSyntax>().Any(a => a.Parent is not InitializerExpressionSyntax && IsOfOthers(a.Left)))
                return true;

            bool IsOfOthers(ExpressionSyntax target) =>
                target is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax || (target is IdentifierNameSyntax { Identifier.ValueText: var name } && !own.Contains(name));
        }

        return false;
    }

    private bool BreaksByLook(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.SubtractAssignmentExpression)
            || assignment.Right is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax,
        InvocationExpressionSyntax call => Teardowns.CalledName(call) is { } name && _run.Services.Teardowns.SoundsLikeTeardown(name),
        _ => false,
    };
}
