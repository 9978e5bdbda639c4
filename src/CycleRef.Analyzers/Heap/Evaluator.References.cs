using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>References that a method or property returns: <c>Place(a) = b</c> writes to where the callee says.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Among the aliases of an exit state: the place that a reference to is returned.</summary>
    public const string ReturnedPlace = "<returned>";

    /// <summary>What the callee evaluated last returned a reference to; nowhere if that is not known.</summary>
    private Place _returned = Place.Nowhere;

    private int EvalReturned(IOperation operation)
    {
        if (!IsPlace(operation))
            return Eval(operation);
        var place = PlaceOf(operation);
        _state.Aliases = _state.Aliases.SetItem(ReturnedPlace, place);
        return Load(place);
    }

    /// <summary>The value behind the reference, and the place.</summary>
    private (int Value, Place Place) Referred(IInvocationOperation invocation)
    {
        _returned = Place.Nowhere;
        var value = Eval(invocation);
        return (value, Take());
    }

    /// <summary>Where a property that returns a reference lets its user write; nowhere if that is not known.</summary>
    private Place Referred(IPropertyReferenceOperation reference, int receiver, int[] arguments)
    {
        if (ResolveProperty(reference.Property, receiver)?.GetMethod is not { DeclaringSyntaxReferences.Length: > 0 } getter)
            return Place.Nowhere;
        _returned = Place.Nowhere;
        CallMethod(getter, receiver == ObjectTable.Statics ? NoReceiver : receiver, arguments, null, reference.Syntax, reference.Type);
        return Take();
    }

    private int CallByReference(Call call, bool isVirtual)
    {
        _returned = Place.Nowhere;
        var value = Perform(call, isVirtual);
        // Through a reference to who knows where, anything may be overwritten.
        if (_returned.Kind == PlaceKind.Nowhere)
            TearDownAll(call);
        return value;
    }

    private Place Take()
    {
        var place = _returned;
        _returned = Place.Nowhere;
        return place;
    }

    /// <summary>The place that a callee run here returned, in the caller's terms: what it calls by the name of a parameter is what it was given.</summary>
    private Place InCaller(Place place, Call call) => place switch
    {
        { Kind: PlaceKind.Variable, Key: IParameterSymbol parameter } => call.References?.ElementAtOrDefault(parameter.Ordinal) is { Kind: not PlaceKind.Nowhere } given && parameter.RefKind == RefKind.Ref ? given : Place.Nowhere,
        { Kind: PlaceKind.Variable or PlaceKind.Setter } => Place.Nowhere,
        _ => place,
    };
}
