using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Properties and indexers: storage where they are automatic, calls where they have code.</summary>
internal sealed partial class Evaluator
{
    private Place PropertyPlace(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        var receiver = property.IsStatic || reference.Instance is null ? ObjectTable.Statics : Eval(reference.Instance);
        var arguments = reference.Arguments.Select(a => Eval(a.Value)).ToArray();
        if (arguments.Length == 0)
        {
            if (property.ContainingType is { IsAnonymousType: true })
                return Place.Member(receiver, Members.Key(property), property.Type);
            if (ResolveProperty(property, receiver) is { } resolved && Members.IsAuto(resolved, setter: false) && Members.IsAuto(resolved, setter: true))
                return Place.Member(receiver, Members.Key(resolved), property.Type);
        }
        else if (property.DeclaringSyntaxReferences.Length == 0 && reference.Instance?.Type is { } type && (_run.Services.Library.IsCollection(type) || Objects[receiver].IsCollection))
        {
            return Place.Element(receiver, arguments.Length == 1 ? arguments[0] : ObjectTable.NoValue, property.Type);
        }

        var referred = property.ReturnsByRef ? Referred(reference, receiver, arguments) : Place.Nowhere;
        return referred.Kind != PlaceKind.Nowhere ? referred : Place.Setter(receiver, reference, arguments, property.Type);
    }

    private IPropertySymbol? ResolveProperty(IPropertySymbol property, int receiver)
    {
        if ((property.GetMethod ?? property.SetMethod) is not { } accessor || Resolve(accessor, receiver) is not { } resolved)
            return null;
        return resolved.AssociatedSymbol as IPropertySymbol;
    }

    private int GetProperty(Place place)
    {
        var call = (Place.SetterCall)place.Key;
        var reference = (IPropertyReferenceOperation)call.Operation;
        var property = reference.Property;
        if (place.Holder != ObjectTable.Statics && property.ContainingType?.IsValueType != true && !Use(place.Holder))
            return ObjectTable.NoValue;
        if (property.DeclaringSyntaxReferences.Length == 0)
            return GetLibraryProperty(place.Holder, property, reference);
        if (ResolveProperty(property, place.Holder) is { } resolved)
        {
            if (Members.IsAuto(resolved, setter: false))
                return ReadMember(place.Holder, Members.Key(resolved), property.Type);
            if (resolved.GetMethod is { } getter)
                return CallMethod(getter, place.Holder == ObjectTable.Statics ? NoReceiver : place.Holder, call.Arguments, null, reference.Syntax, property.Type);
        }

        // A property is taken to yield the same object as long as nothing is known of it, but not to hold it.
        return Objects.Unknown(property.Type, place.Holder, property.OriginalDefinition);
    }

    private void SetProperty(Place place, int value, SyntaxNode site)
    {
        var call = (Place.SetterCall)place.Key;
        var property = ((IPropertyReferenceOperation)call.Operation).Property;
        if (place.Holder != ObjectTable.Statics && property.ContainingType?.IsValueType != true && !Use(place.Holder))
            return;
        if (property.DeclaringSyntaxReferences.Length == 0)
        {
            // `foreach (ref var place in span) place = null`
            if (property.ReturnsByRef)
                TearDown(Objects[place.Holder].Payload is Enumeration { Collection: var walked } ? walked : place.Holder);
            SetLibraryProperty(place.Holder, property, value, site);
            return;
        }

        var resolved = (property.SetMethod ?? property.GetMethod) is { } accessor ? Resolve(accessor, place.Holder)?.AssociatedSymbol as IPropertySymbol : null;
        if (resolved is not null && Members.IsAuto(resolved, setter: true))
        {
            WriteMember(place.Holder, Members.Key(resolved), value, NewWriter(site));
            return;
        }

        if (resolved?.SetMethod is { } setter)
        {
            int[] arguments = [.. call.Arguments, value];
            CallMethod(setter, place.Holder == ObjectTable.Statics ? NoReceiver : place.Holder, arguments, null, site, null);
            return;
        }

        // A property that returns a reference: whatever it refers to is overwritten.
        if (property.ReturnsByRef && Objects[place.Holder].Type is { IsRefLikeType: true })
            TearDownEverything();
        else if (property.ReturnsByRef)
            TearDown(place.Holder);
        Escape(place.Holder);
        Escape(value);
    }

    private int GetLibraryProperty(int holder, IPropertySymbol property, IPropertyReferenceOperation reference)
    {
        var o = Objects[holder];
        if (o.Payload is Enumeration enumeration && property.Name == "Current")
            return CurrentOf(holder, enumeration, property.Type);
        if (property.Name == "Current" && SequenceOf(holder) is not null)
            return ElementOf(holder, property.Type);
        var library = _run.Services.Library;
        switch (library.EffectOf(property))
        {
            case LibraryEffect.Holds:
                return ReadMember(holder, property.Name, property.Type);
            case LibraryEffect.Same:
                return holder;
            case LibraryEffect.MakesLater:
                return Force(holder, property.Type, reference.Syntax);
            case LibraryEffect.Copies:
                return CopyOfContent(holder, property.Type, reference.Syntax);
        }

        if (property.Name == "Length" && _state.Slots.TryGetValue(new Slot(holder, ArrayLength), out var length))
            return length.Value;
        if (o.IsCollection && property.Name is "Count" or "Length" && _state.ContentOf(holder) is var content)
        {
            return content.IsExact && o.Type is not IArrayTypeSymbol
                ? Objects.OfConstant(content.Items.Length + PlacedIn(holder).Count())
                : Objects.OfExpression("count", holder, content.Version, null);
        }

        if (holder != ObjectTable.Statics && o.Type is INamedTypeSymbol type && _run.Services.Types.IsNativePeer(type))
            return ReadMember(holder, property.OriginalDefinition, property.Type);
        // Each turn of an enumerator yields another object.
        return Objects.Unknown(property.Type, holder, property.OriginalDefinition, property.Name == "Current" ? _state.Turn(GraphWalker.LoopTurns) : 0);
    }

    private void SetLibraryProperty(int holder, IPropertySymbol property, int value, SyntaxNode site)
    {
        if (_run.Services.Library.EffectOf(property) == LibraryEffect.Holds)
            WriteMember(holder, property.Name, value, NewWriter(site));
        else if (Objects[holder].Type is INamedTypeSymbol type && _run.Services.Types.IsNativePeer(type))
            WriteMember(holder, property.OriginalDefinition, value, NewWriter(site));
        else if (_run.Services.Library.EffectOf(property) != LibraryEffect.Pure)
            Escape(value);
    }
}
