using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

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
    private readonly List<int> _choices = [];
    private readonly List<int> _widths = [];
    private int _choice;
    private int _depth;
    private HeapState _state = new();

    public Evaluator(BodyRun run, ControlFlowGraph? graph, int @this, int inlineDepth = 0, object? frame = null, SyntaxNode? callSite = null)
    {
        _callSite = callSite;
        _frame = frame;
        _run = run;
        _graph = graph;
        _this = @this;
        _inlineDepth = inlineDepth;
    }

    public bool GaveUp => _run.GaveUp;

    private ObjectTable Objects => _run.Objects;

    public IEnumerable<HeapState> Execute(IOperation operation, HeapState state) => Evaluate(operation, state).Select(static r => r.State);

    public IEnumerable<(HeapState State, int Value)> Evaluate(IOperation operation, HeapState state)
    {
        var results = new List<(HeapState, int)>();
        _choices.Clear();
        _widths.Clear();
        do
        {
            _state = state.Clone();
            _choice = 0;
            _depth = 0;
            var value = Eval(operation);
            if (!_state.IsDead && !GaveUp)
                results.Add((_state, value));
        }
        while (results.Count < Bounds.MaxChoices && NextChoice());

        return results;
    }

    public void Enter(ControlFlowRegion region, HeapState state)
    {
        foreach (var local in region.Locals)
        {
            // A new turn of a loop has a new closure object.
            if (_run.Captured.ScopeOf(local) is { } scope)
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

    private int Eval(IOperation? operation)
    {
        if (operation is null || _state.IsDead || !_run.Step())
            return ObjectTable.NoValue;
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation.Kind != OperationKind.SimpleAssignment)
            return Objects.OfConstant(constant);
        if (++_depth > Bounds.MaxDepth)
        {
            _depth--;
            return ObjectTable.NoValue;
        }

        var value = Dispatch(operation);
        _depth--;
        return value;
    }

    private int Dispatch(IOperation operation)
    {
        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Eval(statement.Operation);
            case IFlowCaptureOperation capture:
                return Capture(capture);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return _this;
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IFieldReferenceOperation
                or IArrayElementReferenceOperation or IPropertyReferenceOperation or IImplicitIndexerReferenceOperation:
                return Load(PlaceOf(operation));
            case IDeclarationExpressionOperation declaration:
                return Eval(declaration.Expression);
            case IDefaultValueOperation { Type: { } type }:
                return DefaultOf(type, operation.Syntax);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                return Compound(compound);
            case IIncrementOrDecrementOperation increment:
                return Increment(increment);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IParenthesizedOperation parenthesized:
                return Eval(parenthesized.Operand);
            case IConversionOperation conversion:
                return Convert(conversion);
            case IIsNullOperation isNull:
                return IsNull(Eval(isNull.Operand));
            case IBinaryOperation binary:
                return Binary(binary);
            case IUnaryOperation unary:
                return Unary(unary);
            case IIsTypeOperation isType:
                return Negate(isType.IsNegated, TypeTest(Eval(isType.ValueOperand), isType.TypeOperand, isType.ValueOperand.Type));
            case IIsPatternOperation isPattern:
                return Match(isPattern.Pattern, Eval(isPattern.Value));
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IArrayCreationOperation array:
                return CreateArray(array);
            case IAnonymousObjectCreationOperation anonymous:
                return CreateAnonymous(anonymous);
            case ITupleOperation tuple:
                return CreateTuple(tuple);
            case IDelegateCreationOperation creation:
                return CreateDelegate(creation);
            case IFlowAnonymousFunctionOperation lambda:
                return CreateLambda(lambda, lambda.Type);
            case IEventAssignmentOperation assignment:
                return AssignEvent(assignment);
            case IEventReferenceOperation @event:
                return ReadEvent(@event);
            case IAwaitOperation await:
                return Await(await);
            case IReturnOperation { ReturnedValue: { } returned } when operation.Kind == OperationKind.YieldReturn:
                Escape(Eval(returned));
                return ObjectTable.NoValue;
            case ITypeParameterObjectCreationOperation creation:
                return Objects.Made(ObjectKind.Fresh, creation.Type, creation.Syntax, _state.NextRound(creation.Syntax), o => o.Site = creation.Syntax);
            case IInterpolatedStringOperation or INameOfOperation or ITypeOfOperation or ISizeOfOperation or ILocalFunctionOperation:
                return Children(operation);
            case IDynamicInvocationOperation or IDynamicIndexerAccessOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation:
                foreach (var child in operation.ChildOperations)
                    Escape(Eval(child));
                return Fresh(operation, operation.Type);
            default:
                return IsCollectionExpression(operation) ? CreateCollection(operation) : Children(operation);
        }
    }

    /// <summary>An operation of no interest, or one that this version does not know: its parts count.</summary>
    private int Children(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            Eval(child);
        return operation.Type is null ? ObjectTable.NoValue : Fresh(operation, operation.Type);
    }

    /// <summary>A value that nothing is known of; each evaluation gives another one.</summary>
    private int Fresh(IOperation operation, ITypeSymbol? type) =>
        Objects.Unknown(type, -1, operation.Syntax, _state.NextRound(operation.Syntax));

    private int Capture(IFlowCaptureOperation capture)
    {
        // A left side is evaluated once and assigned later: `a.B ??= c`.
        var place = IsPlace(capture.Value) ? PlaceOf(capture.Value) : Place.Nowhere;
        var value = place.Kind == PlaceKind.Nowhere ? Eval(capture.Value) : Load(place);
        _state.Aliases = place.Kind == PlaceKind.Nowhere ? _state.Aliases.Remove(Temporary(capture.Id)) : _state.Aliases.SetItem(Temporary(capture.Id), place);
        _state.SetVariable(Temporary(capture.Id), value);
        return value;
    }

    private int Await(IAwaitOperation await)
    {
        var awaited = Eval(await.Operation);
        // An async callee's result stands for its task already; any other task yields something unknown.
        return Objects[awaited].IsMade || SymbolEqualityComparer.Default.Equals(Objects[awaited].Type, await.Type) ? awaited : Fresh(await, await.Type);
    }

    private int DefaultOf(ITypeSymbol type, SyntaxNode site)
    {
        if (type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return ObjectTable.Null;
        if (type.SpecialType == SpecialType.System_Boolean)
            return ObjectTable.False;
        return CarriesReferences(type) ? NewStruct(type, site) : ObjectTable.NoValue;
    }

    private int NewStruct(ITypeSymbol type, SyntaxNode site) =>
        Objects.Made(ObjectKind.Struct, type, site, _state.NextRound(site), o =>
        {
            o.Site = site;
            o.StartsEmpty = true;
        });
}
