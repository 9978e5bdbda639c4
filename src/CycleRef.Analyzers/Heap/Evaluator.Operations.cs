using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Which operation is evaluated where, and the values of the simple ones.</summary>
internal sealed partial class Evaluator
{
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
            case IParameterReferenceOperation { Parameter.ContainingSymbol: INamedTypeSymbol } when _this > ObjectTable.NoValue:
                // The receiver of an extension block.
                return _this;
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation when IsPart(operation):
                return PartOf(operation);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IFieldReferenceOperation
                or IArrayElementReferenceOperation or IPropertyReferenceOperation or IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation:
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
            case ITranslatedQueryOperation query:
                return Eval(query.Operation);
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
        var (value, place) = capture.Value is IInvocationOperation { TargetMethod.ReturnsByRef: true } invocation ? Referred(invocation)
            : IsPlace(capture.Value) && PlaceOf(capture.Value) is { Kind: not PlaceKind.Nowhere } found ? (Load(found), found)
            : (Eval(capture.Value), Place.Nowhere);
        _state.Aliases = place.Kind == PlaceKind.Nowhere ? _state.Aliases.Remove(Temporary(capture.Id)) : _state.Aliases.SetItem(Temporary(capture.Id), place);
        _state.SetVariable(Temporary(capture.Id), value);
        return value;
    }

    private int Await(IAwaitOperation await)
    {
        var awaited = Eval(await.Operation);
        if (await.Type is { SpecialType: SpecialType.System_Boolean } && Objects[awaited].Kind == ObjectKind.Value)
            return awaited;
        // An async callee's result stands for its task already; any other task yields something unknown.
        // What is still the awaitable object itself is not the result.
        var isResult = Objects[awaited] is { IsMade: true, Type: var made } && !(made is not null && await.Operation.Type is { } awaitable && IsA(made, awaitable));
        return isResult || SymbolEqualityComparer.Default.Equals(Objects[awaited].Type, await.Type) ? awaited : Fresh(await, await.Type);
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
