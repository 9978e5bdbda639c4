using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Operators and conversions.</summary>
internal sealed partial class Evaluator
{
    private int Binary(IBinaryOperation binary)
    {
        var left = Eval(binary.LeftOperand);
        var right = Eval(binary.RightOperand);
        if (binary.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method && !IsEquality(binary.OperatorKind))
            return CallMethod(method, -1, [left, right], null, binary.Syntax, binary.Type);
        if (IsEquality(binary.OperatorKind) && binary.OperatorMethod is { } equality && left != right && Objects[left].HasEdges && Objects[right].HasEdges)
            return EqualByValue(equality, binary, left, right);
        return Compute(binary.OperatorKind, left, right);
    }

    /// <summary>Equal by the type's own measure: two objects may be, as two records are.</summary>
    private int EqualByValue(IMethodSymbol equality, IBinaryOperation binary, int left, int right)
    {
        if (equality.DeclaringSyntaxReferences.Length > 0 && !equality.IsImplicitlyDeclared)
            return CallMethod(equality, NoReceiver, [left, right], null, binary.Syntax, binary.Type);
        var equal = Objects.OfExpression("equal", System.Math.Min(left, right), System.Math.Max(left, right), equality.ContainingType);
        return binary.OperatorKind == BinaryOperatorKind.Equals ? equal : Not(equal);
    }

    private static bool IsEquality(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;

    private int Compute(BinaryOperatorKind kind, int left, int right)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Equals:
                return Equal(left, right);
            case BinaryOperatorKind.NotEquals:
                return Not(Equal(left, right));
            case BinaryOperatorKind.GreaterThanOrEqual:
                return Not(Compute(BinaryOperatorKind.LessThan, left, right));
            case BinaryOperatorKind.LessThanOrEqual:
                return Not(Compute(BinaryOperatorKind.LessThan, right, left));
            case BinaryOperatorKind.GreaterThan:
                return Compute(BinaryOperatorKind.LessThan, right, left);
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And when Objects[left].Payload is bool || Objects[right].Payload is bool:
                return And(left, right);
        }

        if (Objects[left].Payload is int l && Objects[right].Payload is int r)
        {
            switch (kind)
            {
                case BinaryOperatorKind.LessThan:
                    return l < r ? ObjectTable.True : ObjectTable.False;
                case BinaryOperatorKind.Add:
                    return Objects.OfConstant(unchecked(l + r));
                case BinaryOperatorKind.Subtract:
                    return Objects.OfConstant(unchecked(l - r));
                case BinaryOperatorKind.Multiply:
                    return Objects.OfConstant(unchecked(l * r));
                case BinaryOperatorKind.Remainder when r != 0 && r != -1:
                    return Objects.OfConstant(l % r);
            }
        }

        return Objects.OfExpression("op", left, right, kind);
    }

    private int Unary(IUnaryOperation unary)
    {
        var operand = Eval(unary.Operand);
        if (unary.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method)
            return CallMethod(method, -1, [operand], null, unary.Syntax, unary.Type);
        return unary.OperatorKind == UnaryOperatorKind.Not ? Not(operand) : Objects.OfExpression("unary", operand, 0, unary.OperatorKind);
    }

    private int Increment(IIncrementOrDecrementOperation increment)
    {
        var place = PlaceOf(increment.Target);
        var before = Load(place);
        var after = increment.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method
            ? CallIncrement(method, before, increment)
            : Compute(increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before, Objects.OfConstant(1));
        Store(place, after, increment.Syntax);
        return increment.IsPostfix ? before : after;
    }

    /// <summary>Takes the object and gives one back, or works on the object itself.</summary>
    private int CallIncrement(IMethodSymbol method, int operand, IIncrementOrDecrementOperation increment)
    {
        if (method.IsStatic)
            return CallMethod(method, NoReceiver, [operand], null, increment.Syntax, increment.Type);
        CallMethod(method, operand, [], null, increment.Syntax, null, isVirtual: true);
        return operand;
    }

    private int Convert(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method)
            return CallMethod(method, -1, [Eval(conversion.Operand)], null, conversion.Syntax, conversion.Type);
        var value = Eval(conversion.Operand);
        if (Objects[value].Kind == ObjectKind.This && conversion is { Operand.Type.IsValueType: true, Type.IsReferenceType: true })
            return Box(value, conversion);
        if (conversion.Operand is IFlowAnonymousFunctionOperation && conversion.Type?.TypeKind != TypeKind.Delegate)
        {
            Escape(value);
            return Fresh(conversion, conversion.Type);
        }

        if (conversion.OperatorMethod is not null)
        {
            // A conversion of a library type to a container of the operand (Nullable, Memory, …) or to something else.
            return conversion.Type is { IsValueType: true } ? value : Fresh(conversion, conversion.Type);
        }

        if (conversion.IsTryCast && conversion.Type is { } type && TypeTest(value, type, null) == ObjectTable.False)
            return ObjectTable.Null;
        return value;
    }

    /// <summary>A structure that stores itself as an object stores a copy.</summary>
    private int Box(int @this, IConversionOperation conversion)
    {
        var box = NewStruct(conversion.Operand.Type!, conversion.Syntax);
        foreach (var slot in _state.SlotsOf(@this))
            WriteMember(box, slot.Key.Member, slot.Value.Value, slot.Value.Writer);
        return box;
    }
}
