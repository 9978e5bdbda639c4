using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Variables, members and elements: where values are read and written.</summary>
internal sealed partial class Evaluator
{
    private static bool IsPlace(IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
            or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation or IFlowCaptureReferenceOperation
            or IInvocationOperation { TargetMethod.ReturnsByRef: true }
        && !IsPart(operation)
        && operation.ConstantValue is not { HasValue: true };

    private Place PlaceOf(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local }:
                return _state.Aliases.TryGetValue(local, out var alias) ? alias : Place.Variable(local, local.Type);
            case IDeclarationExpressionOperation declaration:
                return PlaceOf(declaration.Expression);
            case IParenthesizedOperation parenthesized:
                return PlaceOf(parenthesized.Operand);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return IsPrimaryConstructorParameter(parameter)
                    ? Place.Member(_this, parameter, parameter.Type)
                    : _state.Aliases.TryGetValue(parameter, out var byReference) ? byReference : Place.Variable(parameter, parameter.Type);
            case IFlowCaptureReferenceOperation capture:
                return _state.Aliases.TryGetValue(Temporary(capture.Id), out var captured) && IsTarget(capture) ? captured : Place.Variable(Temporary(capture.Id), capture.Type);
            case IFieldReferenceOperation { Field: var field } reference:
                return FieldPlace(reference, field);
            case IArrayElementReferenceOperation element:
                var array = Eval(element.ArrayReference);
                return Place.Element(array, IndexOf(array, element), element.Type);
            case IPropertyReferenceOperation property:
                return PropertyPlace(property);
            case IImplicitIndexerReferenceOperation indexer:
                var holder = Eval(indexer.Instance);
                Eval(indexer.Argument);
                return Place.Element(holder, ObjectTable.NoValue, indexer.Type);
            case IInlineArrayAccessOperation access:
                var inline = Eval(access.Instance);
                var at = Eval(access.Argument);
                return Place.Element(inline, access.Argument.Type?.SpecialType == SpecialType.System_Int32 ? at : ObjectTable.NoValue, access.Type);
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } invocation:
                return Referred(invocation).Place;
            case IDiscardOperation:
                return Place.Nowhere;
            default:
                Eval(operation);
                return Place.Nowhere;
        }
    }

    /// <summary>A captured left side stands for the place when it is written, and for the value that was read then otherwise.</summary>
    private static bool IsTarget(IFlowCaptureReferenceOperation capture) => capture.Parent switch
    {
        ISimpleAssignmentOperation assignment => ReferenceEquals(assignment.Target, capture),
        ICompoundAssignmentOperation assignment => ReferenceEquals(assignment.Target, capture),
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        ITupleOperation => true,
        IDeconstructionAssignmentOperation deconstruction => ReferenceEquals(deconstruction.Target, capture),
        _ => false,
    };

    private bool IsPrimaryConstructorParameter(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && !_state.Variables.ContainsKey(parameter)
        && _run.Captured.ScopeOf(parameter) is null
        && !SymbolEqualityComparer.Default.Equals(constructor, _run.Method);

    private Place FieldPlace(IFieldReferenceOperation reference, IFieldSymbol field)
    {
        object key = Members.Key(field);
        if (field.IsStatic || reference.Instance is null)
            return Place.Member(ObjectTable.Statics, key, field.Type);
        return Referred(Place.Member(Eval(reference.Instance), key, field.Type));
    }

    private int Load(Place place)
    {
        if (_state.IsDead)
            return ObjectTable.NoValue;
        return place.Kind switch
        {
            PlaceKind.Variable => ReadVariable(place.Key, place.Type),
            PlaceKind.Member => ReadMember(place.Holder, place.Key, place.Type),
            PlaceKind.Element => ReadElement(place.Holder, (int)place.Key, place.Type),
            PlaceKind.Setter => GetProperty(place),
            _ => ObjectTable.NoValue,
        };
    }

    private void Store(Place place, int value, SyntaxNode site)
    {
        if (_state.IsDead)
            return;
        switch (place.Kind)
        {
            case PlaceKind.Variable:
                WriteVariable(place.Key, value, site);
                break;
            case PlaceKind.Member:
                WriteMember(place.Holder, place.Key, value, NewWriter(site));
                break;
            case PlaceKind.Element:
                WriteElement(place.Holder, (int)place.Key, value, site);
                break;
            case PlaceKind.Setter:
                SetProperty(place, value, site);
                break;
        }
    }

    /// <summary>What an inlined function does is done by its call.</summary>
    private Writer NewWriter(SyntaxNode site, bool isCall = false, bool? onCycleOfCallee = null) =>
        new(_callSite ?? site, ++_state.Clock, isCall || _callSite is not null, onCycleOfCallee);

    private int ReadVariable(object key, ITypeSymbol? type)
    {
        if (key is ISymbol symbol && _run.Captured.ScopeOf(symbol) is { } scope)
        {
            if (_state.Slots.TryGetValue(new Slot(ClosureOf(scope), symbol), out var cell))
                return cell.Value;
        }
        else if (_state.Variables.TryGetValue(key, out var value))
        {
            return value;
        }

        return Objects.Unknown(type, -1, key);
    }

    private void WriteVariable(object key, int value, SyntaxNode site)
    {
        if (key is ISymbol { Name.Length: > 0 } named)
            Objects[value].Name ??= named.Name;
        if (key is ISymbol symbol && _run.Captured.ScopeOf(symbol) is { } scope)
            WriteMember(ClosureOf(scope), symbol, value, NewWriter(site));
        else
            _state.SetVariable(key, value);
    }

    private int ReadMember(int holder, object member, ITypeSymbol? type)
    {
        if (!Use(holder))
            return ObjectTable.NoValue;
        var slot = new Slot(holder, member);
        if (IsReference(member) && _state.Aliases.TryGetValue(slot, out var referred))
            return referred.Kind == PlaceKind.Nowhere ? ReadAnywhere(slot, type) : Load(referred);
        if (_state.Slots.TryGetValue(slot, out var cell))
            return cell.Value;
        var owner = Objects[holder];
        int value;
        if (owner.StartsEmpty && Members.IsSource(member) && !IsReference(member) && !_state.Doubted.Contains(holder))
        {
            value = type is null ? ObjectTable.Null : Initial(type, slot);
        }
        else
        {
            value = Objects.Unknown(type, holder, member);
            if (member is IEventSymbol || (type is not null && _run.Services.Library.IsCollection(type)))
                Objects[value].IsCollection = true;
            if (!owner.IsMade)
                _state.Found = _state.Found.Add(new KeyValuePair<Slot, int>(slot, value));
        }

        _state.SetSlot(slot, new Cell(value, null));
        return value;
    }

    /// <summary>Initializers of classes that are literals are not run, for they link nothing; a text is not null for all that.</summary>
    private int Initial(ITypeSymbol type, Slot slot)
    {
        if (slot.Member is not ISymbol { ContainingType.IsValueType: false } member || Members.LiteralOf(member) is not { } literal)
            return Default(type, slot);
        if (literal is int number && NumberOf(number, type) is var typed and not ObjectTable.NoValue)
            return typed;
        // `Money price = 5`: what a conversion of the program makes of it.
        return type.OriginalDefinition.SpecialType == SpecialType.None ? Objects.Unknown(type, slot.Holder, member) : Objects.OfConstant(literal);
    }

    private int Default(ITypeSymbol type, Slot slot)
    {
        if (type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.TypeKind == TypeKind.TypeParameter)
            return ObjectTable.Null;
        if (type.SpecialType == SpecialType.System_Boolean)
            return ObjectTable.False;
        return CarriesReferences(type)
            ? Objects.Made(ObjectKind.Struct, type, slot, 0, static o => o.StartsEmpty = true)
            : NumberOf(0, type);
    }

    /// <summary>Of the very type: constants of two types are not equal.</summary>
    private int NumberOf(int number, ITypeSymbol type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType switch
    {
        SpecialType.System_Int32 => Objects.OfConstant(number),
        SpecialType.System_Int64 => Objects.OfConstant((long)number),
        SpecialType.System_UInt32 => Objects.OfConstant(unchecked((uint)number)),
        SpecialType.System_UInt64 => Objects.OfConstant(unchecked((ulong)number)),
        SpecialType.System_Int16 => Objects.OfConstant(unchecked((short)number)),
        SpecialType.System_UInt16 => Objects.OfConstant(unchecked((ushort)number)),
        SpecialType.System_Byte => Objects.OfConstant(unchecked((byte)number)),
        SpecialType.System_SByte => Objects.OfConstant(unchecked((sbyte)number)),
        SpecialType.System_Char => Objects.OfConstant(unchecked((char)number)),
        SpecialType.System_Single => Objects.OfConstant((float)number),
        SpecialType.System_Double => Objects.OfConstant((double)number),
        SpecialType.System_Decimal => Objects.OfConstant((decimal)number),
        _ => ObjectTable.NoValue,
    };

    private void WriteMember(int holder, object member, int value, Writer? writer)
    {
        if (!Use(holder))
            return;
        if (IsReference(member) && WriteReferred(new Slot(holder, member), value, writer))
            return;
        // Nothing here comes back from a value: only references count.
        _state.SetSlot(new Slot(holder, member), new Cell(value, writer));
    }

    /// <summary>The object is used, so the path goes on only if it is not null.</summary>
    private bool Use(int holder)
    {
        if (_state.IsDead)
            return false;
        if (holder == ObjectTable.Null || (_state.Facts.TryGetValue(holder, out var fact) && fact == Fact.Null))
        {
            Die();
            return false;
        }

        if (Objects[holder].Kind is ObjectKind.Unknown or ObjectKind.Parameter && !_state.Facts.ContainsKey(holder))
            _state.Facts = _state.Facts.SetItem(holder, Fact.NotNull);
        return true;
    }

    private bool CarriesReferences(ITypeSymbol type) =>
        type is { IsValueType: true, SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum } && type.TypeKind != TypeKind.TypeParameter;
}
