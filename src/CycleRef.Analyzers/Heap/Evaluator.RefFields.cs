using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// <c>ref</c> fields of structures: the place that such a field refers to is kept beside the structure, among the aliases. A structure that came from outside has
/// none; then the field stands for the place behind it, which the caller knows.
/// </summary>
internal sealed partial class Evaluator
{
    public static bool IsReference(object member) => member is IFieldSymbol { RefKind: not RefKind.None };

    /// <summary><c>cursor.Place = ref a.Child</c>, or the initializer of the field.</summary>
    private int Refer(IFieldReferenceOperation reference, IFieldSymbol field, IOperation value)
    {
        if (reference.Instance is null)
            return Eval(value);
        var holder = Eval(reference.Instance);
        var place = ReferredBy(value);
        SetReference(new Slot(holder, Members.Key(field)), place);
        return Load(place);
    }

    /// <summary>The place of what stands behind a <c>ref</c>; a choice between two is kept in a temporary.</summary>
    private Place ReferredBy(IOperation value) =>
        value is IFlowCaptureReferenceOperation chosen && _state.Aliases.TryGetValue(Temporary(chosen.Id), out var captured) ? captured : PlaceOf(value);

    /// <summary>The place behind, if the place is a field that refers to one which is known.</summary>
    private Place Referred(Place place) =>
        place.Kind == PlaceKind.Member && IsReference(place.Key) && _state.Aliases.TryGetValue(new Slot(place.Holder, place.Key), out var referred) && referred.Kind != PlaceKind.Nowhere ? referred : place;

    /// <summary>From now on the field refers to this place; to nowhere if that is not known, or has no name here.</summary>
    private void SetReference(Slot field, Place place)
    {
        if (_state.IsDead || (place.Kind == PlaceKind.Member && new Slot(place.Holder, place.Key).Equals(field)))
            return;
        var isKnown = place.Kind is PlaceKind.Member or PlaceKind.Element || place is { Kind: PlaceKind.Variable, Key: ILocalSymbol or IParameterSymbol };
        _state.Aliases = _state.Aliases.SetItem(field, isKnown ? place : Place.Nowhere);
    }

    /// <summary>Writes to where the field refers. False for a structure from outside: who handed it in knows the place.</summary>
    private bool WriteReferred(Slot field, int value, Writer? writer)
    {
        var isKnown = _state.Aliases.TryGetValue(field, out var place);
        if (!isKnown && !Objects[field.Holder].IsMade)
            return false;
        switch (place.Kind)
        {
            case PlaceKind.Member:
                WriteMember(place.Holder, place.Key, value, writer);
                break;
            case PlaceKind.Variable or PlaceKind.Element when isKnown:
                Store(place, value, writer?.Syntax ?? NoSyntax);
                break;
            default:
                // Any link may be overwritten.
                TearDownEverything();
                break;
        }

        return true;
    }

    /// <summary>It may be any object, so whoever gets it may overwrite any link.</summary>
    private int ReadAnywhere(Slot field, ITypeSymbol? type)
    {
        if (type is not { IsValueType: true })
            TearDownEverything();
        return Objects.Unknown(type, -1, field);
    }

    private void CopyReferences(int original, int copy)
    {
        foreach (var alias in _state.Aliases.Where(a => a.Key is Slot field && field.Holder == original).ToList())
            _state.Aliases = _state.Aliases.SetItem(new Slot(copy, ((Slot)alias.Key).Member), alias.Value);
    }

    /// <summary>A callee that was run in place made structures which refer to its own parameters: to what it was given by reference.</summary>
    private void RebaseReferences(HeapState exit, IMethodSymbol method, Call call)
    {
        foreach (var alias in exit.Aliases.Where(a => a.Key is Slot && a.Value is { Kind: PlaceKind.Variable, Key: IParameterSymbol parameter } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)).ToList())
            exit.Aliases = exit.Aliases.SetItem(alias.Key, InCaller(alias.Value, call));
    }
}
