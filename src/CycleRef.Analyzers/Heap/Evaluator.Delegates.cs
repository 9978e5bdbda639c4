using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Lambdas, closures, method groups and events.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The member of a delegate that holds what it is called on.</summary>
    public const string DelegateTargetMember = "<target>";

    private int ClosureOf(SyntaxNode scope)
    {
        if (_state.Variables.TryGetValue(scope, out var closure))
            return closure;
        closure = Objects.Made(ObjectKind.Closure, null, scope, _state.NextRound(scope), static o => o.StartsEmpty = false);
        _state.SetVariable(scope, closure);
        return closure;
    }

    private int CreateDelegate(IDelegateCreationOperation creation)
    {
        switch (creation.Target)
        {
            case IFlowAnonymousFunctionOperation lambda:
                return CreateLambda(lambda, creation.Type);
            case IMethodReferenceOperation reference:
                return CreateMethodGroup(reference, creation.Type);
            default:
                return Eval(creation.Target);
        }
    }

    private int CreateLambda(IFlowAnonymousFunctionOperation lambda, ITypeSymbol? type)
    {
        var captures = _run.Captured.CapturesOf(lambda.Symbol);
        var made = Objects.Made(ObjectKind.Delegate, type, lambda.Syntax, _state.NextRound(lambda.Syntax), o =>
        {
            o.Site = lambda.Syntax;
            o.Target = new DelegateTarget(lambda.Symbol, lambda, _graph, _this);
        });
        if (captures is not null)
            Close(made, captures, lambda.Syntax, _this);
        return made;
    }

    /// <summary>The delegate holds the closures that it uses; each closure holds what any lambda of its scope captures.</summary>
    private void Close(int made, CapturedVariables.Captures captures, SyntaxNode site, int @this, string instance = DelegateTargetMember)
    {
        if (captures.This)
            WriteMember(made, instance, @this, NewWriter(site));
        foreach (var scope in ScopesOf(captures))
            WriteMember(made, scope, ClosureOf(scope), NewWriter(site));
    }

    private IEnumerable<SyntaxNode> ScopesOf(CapturedVariables.Captures captures) => captures.Variables.Select(_run.Captured.ScopeOf).OfType<SyntaxNode>().Distinct().OrderBy(static s => s.SpanStart);

    private int CreateMethodGroup(IMethodReferenceOperation reference, ITypeSymbol? type)
    {
        var method = reference.Method;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var captures = _run.Captured.CapturesOf(method.OriginalDefinition);
            // Of another turn of a loop it is another delegate, for it has other variables.
            var closures = captures is null ? "" : string.Join(",", ScopesOf(captures).Select(ClosureOf));
            var local = Objects.Made(ObjectKind.Delegate, type, (method.OriginalDefinition, _this, closures), 0, o =>
            {
                o.Site = reference.Syntax;
                o.Target = new DelegateTarget(method, null, _graph, _this);
            });
            if (captures is not null && !_state.Slots.Keys.Any(s => s.Holder == local))
                Close(local, captures, reference.Syntax, _this);
            return local;
        }

        // A static method with a receiver is an extension: the delegate keeps its first argument.
        var receiver = reference.Instance is not null ? Eval(reference.Instance)
            : method.IsExtensionMethod && _run.Services.Bodies.ReceiverOf(reference.Syntax, _run.CancellationToken) is { } variable ? ReadVariable(variable, null)
            : NoReceiver;
        // Two delegates for the same method and object are equal: what is added with one is removed with the other.
        var made = Objects.Made(ObjectKind.Delegate, type, (method.OriginalDefinition, receiver), 0, o =>
        {
            o.Site = reference.Syntax;
            o.Target = new DelegateTarget(method, null, null, receiver);
        });
        // The same delegate made once more is no new link.
        if (receiver != NoReceiver && Use(receiver) && !_state.Slots.ContainsKey(new Slot(made, DelegateTargetMember)))
            WriteMember(made, DelegateTargetMember, receiver, NewWriter(reference.Syntax));
        return made;
    }

    private int InvokeDelegate(int value, int[] arguments, SyntaxNode site, ITypeSymbol? type)
    {
        if (Objects[value].Target is not { } target || _run.Captured.CapturesOf(target.Method.OriginalDefinition) is not { } captures)
            return CallTarget(value, arguments, site, type);
        var (before, scopes) = (_state.Clone(), ScopesOf(captures).ToList());
        UseClosures(_state, value, scopes);
        var result = CallTarget(value, arguments, site, type);
        RestoreClosures(_state, before, scopes);
        return result;
    }

    private int CallTarget(int value, int[] arguments, SyntaxNode site, ITypeSymbol? type)
    {
        var target = Objects[value].Target;
        if (target?.Lambda is { } lambda && target.Graph is { } outer)
        {
            var call = new Call(target.Method, NoReceiver, arguments, null, site, type);
            return Inline(call, target.Method, outer.GetAnonymousFunctionControlFlowGraph(lambda, _run.CancellationToken), target.This, _frame);
        }

        if (target is { Method.MethodKind: MethodKind.LocalFunction, Graph: { } around })
            return CallLocal(new Call(target.Method, NoReceiver, arguments, null, site, type), target.Method.OriginalDefinition, around, target.This);
        if (target is { Method.IsStatic: true, This: > NoReceiver })
            return CallMethod(target.Method, NoReceiver, [target.This, .. arguments], null, site, type);
        if (target is not null)
            return CallMethod(target.Method, target.Method.IsStatic ? NoReceiver : target.This, arguments, null, site, type, isVirtual: true);
        foreach (var argument in arguments)
            Escape(argument);
        Escape(value);
        return type is null || type.SpecialType == SpecialType.System_Void ? ObjectTable.NoValue : Objects.Unknown(type, -1, site, _state.NextRound(site));
    }

    private int Combine(int left, int right, ITypeSymbol? type, SyntaxNode site)
    {
        if (left == ObjectTable.Null)
            return right;
        if (right == ObjectTable.Null)
            return left;
        var combined = Objects.Made(ObjectKind.Delegate, type, ("combine", left, right), 0, o => SetUp(o, site));
        var content = _state.Contents.TryGetValue(left, out var handlers) ? handlers : Content.Unknown.Add(new Cell(left, NewWriter(site)));
        _state.SetContent(combined, content.Add(new Cell(right, NewWriter(site))));
        return combined;
    }

    private static void SetUp(HeapObject handlers, SyntaxNode site)
    {
        handlers.Site = site;
        handlers.IsCollection = true;
    }

    private int Uncombine(int left, int right, ITypeSymbol? type, SyntaxNode site)
    {
        if (left == right)
            return ObjectTable.Null;
        if (!_state.Contents.TryGetValue(left, out var handlers))
            return left;
        var rest = handlers.Remove(right);
        if (rest.Items.Length == 1)
            return rest.Items[0].Value;
        var remaining = Objects.Made(ObjectKind.Delegate, type, ("remove", left, right), 0, o => SetUp(o, site));
        _state.SetContent(remaining, rest);
        return remaining;
    }

    private int Compound(ICompoundAssignmentOperation compound)
    {
        var place = PlaceOf(compound.Target);
        var before = Load(place);
        var operand = Eval(compound.Value);
        int after;
        if (compound.Type?.TypeKind == TypeKind.Delegate)
        {
            after = compound.OperatorKind == BinaryOperatorKind.Add
                ? Combine(before, operand, compound.Type, compound.Syntax)
                : Uncombine(before, operand, compound.Type, compound.Syntax);
        }
        else if (compound.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method)
        {
            if (!method.IsStatic)
            {
                // `void operator +=`: the object itself changes, the variable does not.
                CallMethod(method, before, [operand], null, compound.Syntax, null, isVirtual: true);
                return before;
            }

            after = CallMethod(method, NoReceiver, [before, operand], null, compound.Syntax, compound.Type);
        }
        else
        {
            after = Compute(compound.OperatorKind, before, operand);
        }

        Store(place, after, compound.Syntax);
        return after;
    }

    private int AssignEvent(IEventAssignmentOperation assignment)
    {
        if (assignment.EventReference is not IEventReferenceOperation { Event: var @event } reference)
            return Children(assignment);
        var publisher = reference.Instance is null ? ObjectTable.Statics : Eval(reference.Instance);
        var handler = Eval(assignment.HandlerValue);
        if (!Use(publisher))
            return ObjectTable.NoValue;
        if (assignment.Adds)
            _run.Subscriptions.Add(_callSite ?? assignment.Syntax);
        else
            _run.Unsubscriptions.Add((@event.Name, publisher, handler));
        var accessor = assignment.Adds ? @event.AddMethod : @event.RemoveMethod;
        if (!Members.IsFieldLike(@event) && accessor is not null)
            return CallMethod(accessor, publisher == ObjectTable.Statics ? NoReceiver : publisher, [handler], null, assignment.Syntax, null, isVirtual: true);
        var handlers = HandlersOf(publisher, @event);
        if (assignment.Adds)
            AddContent(handlers, handler, assignment.Syntax);
        else
            RemoveContent(handlers, handler);
        return ObjectTable.NoValue;
    }

    private int ReadEvent(IEventReferenceOperation reference) =>
        HandlersOf(reference.Instance is null ? ObjectTable.Statics : Eval(reference.Instance), reference.Event);

    /// <summary>The list of handlers of an event: it belongs to its publisher, and starts with unknown ones if that came from outside.</summary>
    private int HandlersOf(int publisher, IEventSymbol @event)
    {
        var slot = new Slot(publisher, Members.Key(@event));
        if (_state.Slots.TryGetValue(slot, out var cell) && cell.Value != ObjectTable.Null)
            return cell.Value;
        var isMade = Objects[publisher].IsMade;
        var handlers = isMade
            ? Objects.Made(ObjectKind.Delegate, @event.Type, slot, 0)
            : Objects.Unknown(@event.Type, publisher, slot.Member);
        Objects[handlers].IsCollection = true;
        _state.SetSlot(slot, new Cell(handlers, null));
        if (!isMade)
            _state.Found = _state.Found.Add(new KeyValuePair<Slot, int>(slot, handlers));
        return handlers;
    }
}
