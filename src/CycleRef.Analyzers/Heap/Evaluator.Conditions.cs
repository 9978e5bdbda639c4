
namespace CycleRef.Analyzers.Heap;

/// <summary>Conditions: the same expression over the same values is the same value, so that two tests of it agree on one path.</summary>
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
        return o.IsMade || o.Kind is ObjectKind.This or ObjectKind.Statics || o.Payload is Enumeration or Enumerator || IsConstant(o) ? false : null;
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
            // Numbers of two types may be equal all the same.
            return Equals(l.Payload, r.Payload) ? ObjectTable.True
                : l.Payload!.GetType() == r.Payload!.GetType() ? ObjectTable.False
                : Objects.OfExpression(EqualTest, System.Math.Min(left, right), System.Math.Max(left, right), null);
        if (l.IsMade && r.IsMade && l.Kind == ObjectKind.Fresh && r.Kind == ObjectKind.Fresh)
            return ObjectTable.False;
        // What was made here and never left cannot be what came from outside.
        if ((l.Kind == ObjectKind.Fresh && r.Kind is ObjectKind.This or ObjectKind.Parameter) || (r.Kind == ObjectKind.Fresh && l.Kind is ObjectKind.This or ObjectKind.Parameter))
            return ObjectTable.False;
        return left < right ? Objects.OfExpression(EqualTest, left, right, null) : Objects.OfExpression(EqualTest, right, left, null);
    }

    private static bool IsConstant(HeapObject value) => value.Kind == ObjectKind.Value && value.Payload is not (null or ObjectTable.Expression or Enumeration or Enumerator or Suspension);
}
