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
        // What the compiler makes of an iterator is more than its declared type says.
        if (o.Iterator is { Method.IsAsync: false } && type.SpecialType == SpecialType.System_IDisposable)
            return ObjectTable.True;
        if (o is { IsMade: true, Type: { } exact })
            return IsInstance(exact, type) ? ObjectTable.True : o.MayDerive || exact.TypeKind == TypeKind.Interface || MayBe(exact, type) ? Unsure() : ObjectTable.False;
        if (known is not null && IsA(known, type))
            return Not(IsNull(value));
        return Unsure();

        int Unsure() => Objects.OfExpression("is", value, 0, type.OriginalDefinition);
    }

    /// <summary>The object may be of the type although it is not seen to be: a callee that made it knows its own type parameters only.</summary>
    private static bool MayBe(ITypeSymbol type, ITypeSymbol wanted) =>
        type.TypeKind == TypeKind.TypeParameter || wanted.TypeKind == TypeKind.TypeParameter
        || (wanted is INamedTypeSymbol { IsGenericType: true } && IsA(type.OriginalDefinition, wanted.OriginalDefinition, originals: true));

    /// <summary>As the run time sees it: by inheritance, variance, or as the value of a nullable one.</summary>
    private bool IsInstance(ITypeSymbol exact, ITypeSymbol wanted)
    {
        if (IsA(exact, wanted))
            return true;
        if (Underlying(exact) is var type && Underlying(wanted) is var target && (!ReferenceEquals(type, exact) || !ReferenceEquals(target, wanted)))
            return IsA(type, target);
        return (exact is IArrayTypeSymbol || wanted is INamedTypeSymbol { IsGenericType: true })
            && _run.Services.Compilation.ClassifyCommonConversion(exact, wanted) is { Exists: true, IsImplicit: true, IsReference: true };
    }

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static bool IsA(ITypeSymbol type, ITypeSymbol wanted, bool originals = false)
    {
        var steps = 0;
        for (ITypeSymbol? current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
        {
            if (IsSame(current))
                return true;
        }

        return wanted.SpecialType == SpecialType.System_Object || type.AllInterfaces.Any(IsSame);

        bool IsSame(ITypeSymbol candidate) => SymbolEqualityComparer.Default.Equals(originals ? candidate.OriginalDefinition : candidate, wanted);
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
            case IListPatternOperation list:
                return MatchList(list, value);
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
            matches = And(matches, Match(part, ReadPosition(part, index++)));
        }

        return matches;

        int ReadPosition(IPatternOperation part, int position)
        {
            if (pattern.MatchedType is INamedTypeSymbol { IsTupleType: true })
                return ReadMember(value, Members.Item(position), part.InputType);
            // A positional record comes apart into its properties.
            return pattern.DeconstructSymbol is IMethodSymbol { IsImplicitlyDeclared: true, ContainingType: { IsRecord: true } record } deconstruct
                && record.GetMembers(deconstruct.Parameters[position].Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property
                ? ReadSubject(value, property)
                : Fresh(part, part.InputType);
        }

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
