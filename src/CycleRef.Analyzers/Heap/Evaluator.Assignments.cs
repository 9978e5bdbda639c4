using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Assignments, deconstruction and the copies of structures.</summary>
internal sealed partial class Evaluator
{
    private int Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef && assignment.Target is ILocalReferenceOperation { Local: var local })
        {
            var target = ReferredBy(assignment.Value);
            _state.RemoveVariable(local);
            _state.Aliases = target.Kind == PlaceKind.Nowhere ? _state.Aliases.Remove(local) : _state.Aliases.SetItem(local, target);
            return Load(target);
        }

        if (assignment.Target is IFieldReferenceOperation { Field: { RefKind: not RefKind.None } field } reference && (assignment.IsRef || assignment.Syntax is EqualsValueClauseSyntax))
            return Refer(reference, field, assignment.Value);

        if (assignment.Target is ITupleOperation tuple)
        {
            var parts = Eval(assignment.Value);
            Spread(tuple, parts, assignment.Value.Type, assignment.Syntax);
            return parts;
        }

        var place = PlaceOf(assignment.Target);
        var value = Copy(Eval(assignment.Value), assignment.Syntax);
        Store(place, value, assignment.Syntax);
        return value;
    }

    private int Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var target = deconstruction.Target is IDeclarationExpressionOperation { Expression: ITupleOperation declared } ? declared : deconstruction.Target as ITupleOperation;
        var value = Eval(deconstruction.Value);
        if (target is not null)
            Spread(target, value, deconstruction.Value.Type, deconstruction.Syntax);
        return value;
    }

    private void Spread(ITupleOperation target, int value, ITypeSymbol? type, SyntaxNode site)
    {
        var places = target.Elements.Select(e => e is ITupleOperation ? Place.Nowhere : PlaceOf(e)).ToArray();
        if (type is INamedTypeSymbol { IsTupleType: false } named && target.Elements.All(static e => e is not ITupleOperation)
            && named.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => !m.IsStatic && m.Parameters.Length == places.Length) is { } deconstruct)
        {
            if (named.IsRecord && deconstruct.IsImplicitlyDeclared)
                SpreadRecord(places, deconstruct, named, value, site);
            else
                CallMethod(deconstruct, value, new int[places.Length], places, site, null);
            return;
        }

        if (type is INamedTypeSymbol { IsTupleType: false } && _run.Services.Bodies.DeconstructionBy(site, places.Length, _run.CancellationToken) is { } extension)
        {
            CallMethod(extension, NoReceiver, [value, .. new int[places.Length]], [Place.Nowhere, .. places], site, null);
            return;
        }

        for (var i = 0; i < places.Length; i++)
        {
            var part = type is INamedTypeSymbol { IsTupleType: true } ? ReadMember(value, Members.Item(i), target.Elements[i].Type) : Fresh(target.Elements[i], target.Elements[i].Type);
            if (target.Elements[i] is ITupleOperation nested)
                Spread(nested, part, target.Elements[i].Type, site);
            else
                Store(places[i], Copy(part, site), target.Elements[i].Syntax);
        }
    }

    /// <summary>A positional record comes apart into its properties.</summary>
    private void SpreadRecord(Place[] places, IMethodSymbol deconstruct, INamedTypeSymbol record, int value, SyntaxNode site)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var parameter = deconstruct.Parameters[i];
            if (record.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                Store(places[i], Copy(ReadMember(value, Members.Key(property), parameter.Type), site), site);
        }
    }

    /// <summary>A structure is copied when it is assigned or passed on. One that holds a box of itself is copied once.</summary>
    private int Copy(int value, SyntaxNode site)
    {
        var original = Objects[value];
        if (original.Kind != ObjectKind.Struct || !_run.Step(CostOfScan) || !_copying.Add(value))
            return value;
        var copy = Objects.Made(ObjectKind.Struct, original.Type, new Copied(site, value), _state.NextRound(site), o => o.StartsEmpty = original.StartsEmpty);
        foreach (var slot in _state.SlotsOf(value))
            WriteMember(copy, slot.Key.Member, Copy(slot.Value.Value, site), slot.Value.Writer);
        if (_state.Contents.TryGetValue(value, out var content))
            _state.SetContent(copy, content);
        CopyReferences(value, copy);
        DoubtCopy(value, copy);
        _copying.Remove(value);
        return copy;
    }

    private sealed record Copied(SyntaxNode Site, int Value);
}
