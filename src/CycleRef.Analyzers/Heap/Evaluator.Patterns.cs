using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Type tests and patterns.</summary>
internal sealed partial class Evaluator
{
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
