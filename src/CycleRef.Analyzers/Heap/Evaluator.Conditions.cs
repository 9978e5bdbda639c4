using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Operators and conditions: the same expression over the same values is the same value, so that two tests of it agree on one path.</summary>
internal sealed partial class Evaluator
{
    private const string NullTest = "null";
    private const string NotTest = "!";
    private const string EqualTest = "==";
    private const string AndTest = "and";

    public bool? Truth(HeapState state, int condition)
    {
        if (condition == ObjectTable.True)
            return true;
        if (condition == ObjectTable.False)
            return false;
        if (state.Facts.TryGetValue(condition, out var fact))
            return fact switch { Fact.True => true, Fact.False => false, _ => null };
        return Objects[condition].Payload switch
        {
            ObjectTable.Expression { Shape: NotTest } not => !Truth(state, not.Left),
            ObjectTable.Expression { Shape: NullTest } test => Nullness(state, test.Left),
            ObjectTable.Expression { Shape: EqualTest } test => KnownEqual(state, test),
            ObjectTable.Expression { Shape: AndTest } both => (Truth(state, both.Left), Truth(state, both.Right)) switch
            {
                (false, _) or (_, false) => false,
                (true, true) => true,
                _ => null,
            },
            _ => null,
        };
    }

    public bool Assume(HeapState state, int condition, bool holds)
    {
        if (Truth(state, condition) is { } known)
            return known == holds;
        switch (Objects[condition].Payload)
        {
            case ObjectTable.Expression { Shape: NotTest } not:
                return Assume(state, not.Left, !holds);
            case ObjectTable.Expression { Shape: NullTest } test:
                state.Facts = state.Facts.SetItem(test.Left, holds ? Fact.Null : Fact.NotNull);
                return true;
            case ObjectTable.Expression { Shape: AndTest } both when holds:
                return Assume(state, both.Left, true) && Assume(state, both.Right, true);
            case ObjectTable.Expression { Shape: EqualTest } test when holds:
                var (value, constant) = IsConstant(Objects[test.Left]) ? (test.Right, test.Left) : (test.Left, test.Right);
                if (IsConstant(Objects[constant]))
                    state.Constants = state.Constants.SetItem(value, constant);
                break;
            case ObjectTable.Expression { Shape: "is" } test when holds:
                state.Facts = state.Facts.SetItem(test.Left, Fact.NotNull);
                break;
        }

        if (condition != ObjectTable.NoValue)
            state.Facts = state.Facts.SetItem(condition, holds ? Fact.True : Fact.False);
        return true;
    }

    /// <summary>What equals one constant does not equal another.</summary>
    private bool? KnownEqual(HeapState state, ObjectTable.Expression test)
    {
        var (value, constant) = IsConstant(Objects[test.Left]) ? (test.Right, test.Left) : (test.Left, test.Right);
        return IsConstant(Objects[constant]) && state.Constants.TryGetValue(value, out var known) ? known == constant : null;
    }

    private bool? Nullness(HeapState state, int value)
    {
        if (value == ObjectTable.Null)
            return true;
        if (state.Facts.TryGetValue(value, out var fact))
            return fact == Fact.Null;
        var o = Objects[value];
        return o.IsMade || o.Kind is ObjectKind.This or ObjectKind.Statics || (o.Kind == ObjectKind.Value && o.Payload is string) ? false : null;
    }

    private int IsNull(int value) => Nullness(_state, value) switch
    {
        true => ObjectTable.True,
        false => ObjectTable.False,
        _ => Objects.OfExpression(NullTest, value, 0, null),
    };

    private int Not(int condition) => condition switch
    {
        ObjectTable.True => ObjectTable.False,
        ObjectTable.False => ObjectTable.True,
        _ => Objects[condition].Payload is ObjectTable.Expression { Shape: NotTest } not ? not.Left : Objects.OfExpression(NotTest, condition, 0, null),
    };

    private int Negate(bool negated, int condition) => negated ? Not(condition) : condition;

    private int And(int left, int right)
    {
        if (left == ObjectTable.False || right == ObjectTable.False)
            return ObjectTable.False;
        if (left == ObjectTable.True)
            return right;
        return right == ObjectTable.True ? left : Objects.OfExpression(AndTest, left, right, null);
    }

    private int Equal(int left, int right)
    {
        if (left == ObjectTable.Null)
            return IsNull(right);
        if (right == ObjectTable.Null)
            return IsNull(left);
        if (left == right)
            return left == ObjectTable.NoValue ? Objects.OfExpression(EqualTest, left, right, _state.Clock) : ObjectTable.True;
        var (l, r) = (Objects[left], Objects[right]);
        if (IsConstant(l) && IsConstant(r))
            return Equals(l.Payload, r.Payload) ? ObjectTable.True : ObjectTable.False;
        if (l.IsMade && r.IsMade && l.Kind == ObjectKind.Fresh && r.Kind == ObjectKind.Fresh)
            return ObjectTable.False;
        // What was made here and never left cannot be what came from outside.
        if ((l.Kind == ObjectKind.Fresh && r.Kind is ObjectKind.This or ObjectKind.Parameter) || (r.Kind == ObjectKind.Fresh && l.Kind is ObjectKind.This or ObjectKind.Parameter))
            return ObjectTable.False;
        return left < right ? Objects.OfExpression(EqualTest, left, right, null) : Objects.OfExpression(EqualTest, right, left, null);
    }

    private static bool IsConstant(HeapObject value) => value.Kind == ObjectKind.Value && value.Payload is not (null or ObjectTable.Expression or Enumeration);

    private int Binary(IBinaryOperation binary)
    {
        var left = Eval(binary.LeftOperand);
        var right = Eval(binary.RightOperand);
        if (binary.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method && !IsEquality(binary.OperatorKind))
            return CallMethod(method, -1, [left, right], null, binary.Syntax, binary.Type);
        return Compute(binary.OperatorKind, left, right);
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
        var after = Compute(increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before, Objects.OfConstant(1));
        Store(place, after, increment.Syntax);
        return increment.IsPostfix ? before : after;
    }

    private int Convert(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method)
            return CallMethod(method, -1, [Eval(conversion.Operand)], null, conversion.Syntax, conversion.Type);
        var value = Eval(conversion.Operand);
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

    /// <summary>Whether the value is of the type; true only where it is certain, null included.</summary>
    private int TypeTest(int value, ITypeSymbol type, ITypeSymbol? known)
    {
        if (value == ObjectTable.Null)
            return ObjectTable.False;
        var o = Objects[value];
        if (o is { IsMade: true, Type: { } exact })
            return IsA(exact, type) ? ObjectTable.True : exact.TypeKind is TypeKind.TypeParameter || type.TypeKind is TypeKind.TypeParameter ? Unsure() : ObjectTable.False;
        if (known is not null && IsA(known, type))
            return Not(IsNull(value));
        return Unsure();

        int Unsure() => Objects.OfExpression("is", value, 0, type.OriginalDefinition);
    }

    private static bool IsA(ITypeSymbol type, ITypeSymbol wanted)
    {
        var steps = 0;
        for (ITypeSymbol? current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, wanted))
                return true;
        }

        return wanted.SpecialType == SpecialType.System_Object || type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, wanted));
    }

    private int Match(IPatternOperation pattern, int value)
    {
        if (!_run.Step() || _depth > Bounds.MaxDepth)
            return ObjectTable.NoValue;
        _depth++;
        var matches = MatchCore(pattern, value);
        _depth--;
        return matches;
    }

    private int MatchCore(IPatternOperation pattern, int value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return Equal(value, Eval(constant.Value));
            case INegatedPatternOperation negated:
                return Not(Match(negated.Pattern, value));
            case IDiscardPatternOperation:
                return ObjectTable.True;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } binary:
                return And(Match(binary.LeftPattern, value), Match(binary.RightPattern, value));
            case IBinaryPatternOperation binary:
                return Not(And(Not(Match(binary.LeftPattern, value)), Not(Match(binary.RightPattern, value))));
            case ITypePatternOperation type:
                return TypeTest(value, type.MatchedType, pattern.InputType);
            case IDeclarationPatternOperation declaration:
                Bind(declaration.DeclaredSymbol, value, pattern.Syntax);
                return declaration.MatchesNull || declaration.MatchedType is null ? ObjectTable.True : TypeTest(value, declaration.MatchedType, pattern.InputType);
            case IRecursivePatternOperation recursive:
                return MatchMembers(recursive, value);
            case IRelationalPatternOperation relational:
                return Compute(relational.OperatorKind, value, Eval(relational.Value));
            default:
                foreach (var declared in pattern.Descendants().OfType<IDeclarationPatternOperation>())
                    Bind(declared.DeclaredSymbol, Fresh(declared, declared.NarrowedType), declared.Syntax);
                return Objects.OfExpression("pattern", value, 0, pattern.Syntax);
        }
    }

    private int MatchMembers(IRecursivePatternOperation pattern, int value)
    {
        var matches = TypeTest(value, pattern.MatchedType, pattern.InputType);
        Bind(pattern.DeclaredSymbol, value, pattern.Syntax);
        if (matches == ObjectTable.False)
            return matches;
        foreach (var part in pattern.PropertySubpatterns)
        {
            var member = part.Member is IMemberReferenceOperation { Member: { } m } && m is IFieldSymbol or IPropertySymbol ? ReadSubject(value, m) : Fresh(part, part.Member.Type);
            matches = And(matches, Match(part.Pattern, member));
        }

        var index = 0;
        foreach (var part in pattern.DeconstructionSubpatterns)
        {
            var isTuple = pattern.MatchedType is INamedTypeSymbol { IsTupleType: true };
            matches = And(matches, Match(part, isTuple ? ReadMember(value, Members.Item(index++), part.InputType) : Fresh(part, part.InputType)));
        }

        return matches;

        int ReadSubject(int subject, ISymbol member)
        {
            if (member is IPropertySymbol property && (property.DeclaringSyntaxReferences.Length == 0 || !Members.IsAuto(property, setter: false)))
                return Objects.Unknown(property.Type, subject, property.OriginalDefinition);
            // Not `Use`: the test itself says whether the subject is null.
            return _state.Slots.TryGetValue(new Slot(subject, Members.Key(member)), out var cell)
                ? cell.Value
                : ReadUnused(subject, Members.Key(member), member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type);
        }
    }

    private int ReadUnused(int holder, object member, ITypeSymbol type)
    {
        var facts = _state.Facts;
        var value = ReadMember(holder, member, type);
        if (Objects[holder].Kind is ObjectKind.Unknown or ObjectKind.Parameter && !facts.ContainsKey(holder))
            _state.Facts = _state.Facts.Remove(holder);
        return value;
    }

    private void Bind(ISymbol? variable, int value, SyntaxNode site)
    {
        if (variable is not null)
            WriteVariable(variable, value, site);
    }
}
