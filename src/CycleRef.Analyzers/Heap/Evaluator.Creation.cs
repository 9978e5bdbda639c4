using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Objects that the body makes.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Operation kinds of later compilers, walked by their children.</summary>
    private const int CollectionExpression = 127;
    private const int SpreadElement = 128;

    private int New(ITypeSymbol? type, SyntaxNode site)
    {
        var isStruct = type is { IsValueType: true };
        return Objects.Made(isStruct ? ObjectKind.Struct : ObjectKind.Fresh, type, site, _state.NextRound(site), o =>
        {
            o.Site = _callSite ?? site;
            o.MadeByCallee = _callSite is not null;
            o.StartsEmpty = type is { DeclaringSyntaxReferences.Length: > 0 } or { IsAnonymousType: true } or { IsTupleType: true } || isStruct || type is IArrayTypeSymbol;
            o.IsCollection = type is not null && !isStruct && _run.Services.Library.IsCollection(type);
        });
    }

    private int Create(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor)
            return Children(creation);
        var (values, references) = Arguments(creation.Arguments, constructor);
        if (_state.IsDead)
            return ObjectTable.NoValue;
        var made = New(creation.Type, creation.Syntax);
        if (Objects[made].IsCollection && !_state.Contents.ContainsKey(made))
            _state.SetContent(made, Content.Empty);
        if (creation.Type is { IsValueType: true } && constructor.IsImplicitlyDeclared && values.Length == 0)
            return made;
        Perform(new Call(constructor, made, values, references, creation.Syntax, null), isVirtual: false);
        if (creation.Initializer is { } initializer)
            Initialize(made, initializer);
        return made;
    }

    /// <summary>Only where the control-flow graph has not taken the initializer apart.</summary>
    private void Initialize(int made, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var child in initializer.Initializers)
        {
            if (child is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } target } assignment)
                Store(Place.Member(made, Members.Key(target.Member), target.Type), Eval(assignment.Value), assignment.Syntax);
            else
                Eval(child);
        }
    }

    private int CreateArray(IArrayCreationOperation array)
    {
        var sizes = array.DimensionSizes.Select(Eval).ToArray();
        var made = New(array.Type, array.Syntax);
        _state.SetContent(made, Content.Empty);
        if (sizes.Length == 1 && Objects[sizes[0]].Payload is int)
            WriteMember(made, ArrayLength, sizes[0], null);
        if (array.Initializer is { } initializer)
            Fill(made, initializer);
        return made;
    }

    private void Fill(int array, IArrayInitializerOperation initializer)
    {
        for (var i = 0; i < initializer.ElementValues.Length; i++)
        {
            var value = initializer.ElementValues[i];
            if (value is IArrayInitializerOperation nested)
                Fill(array, nested);
            else
                WriteElement(array, Objects.OfConstant(i), Copy(Eval(value), value.Syntax), value.Syntax);
        }
    }

    private static bool IsCollectionExpression(IOperation operation) =>
        (int)operation.Kind == CollectionExpression || (operation.Kind == OperationKind.None && operation.Syntax.IsKind(SyntaxKind.CollectionExpression));

    /// <summary>The result of `with`: what the copy constructor leaves, or the same members.</summary>
    private int Clone(int original, INamedTypeSymbol type, SyntaxNode site)
    {
        var copy = New(type, site);
        Objects[copy].MayDerive |= !type.IsSealed && (!Objects[original].IsMade || Objects[original].MayDerive);
        var constructor = type.InstanceConstructors.FirstOrDefault(c => !c.IsImplicitlyDeclared && c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type));
        if (constructor is not null)
        {
            CallMethod(constructor, copy, [original], null, site, null);
            return copy;
        }

        foreach (var slot in _state.SlotsOf(original))
            WriteMember(copy, slot.Key.Member, slot.Value.Value, slot.Value.Writer is null ? null : NewWriter(site));
        DoubtCopy(original, copy);
        return copy;
    }

    private int CreateCollection(IOperation expression)
    {
        var made = New(expression.Type, expression.Syntax);
        _state.SetContent(made, Content.Empty);
        foreach (var element in expression.ChildOperations)
        {
            if ((int)element.Kind == SpreadElement || element.Syntax.IsKind(SyntaxKind.SpreadElement))
                CopyContent(Drained(Eval(element.ChildOperations.FirstOrDefault()), expression.Syntax), made, expression.Syntax);
            else
                AddContent(made, Eval(element), element.Syntax);
        }

        if (expression.Type is IArrayTypeSymbol && _state.ContentOf(made) is { IsExact: true } content)
            WriteMember(made, ArrayLength, Objects.OfConstant(content.Items.Length), null);
        return made;
    }

    private int CreateAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var made = New(anonymous.Type, anonymous.Syntax);
        foreach (var initializer in anonymous.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
                WriteMember(made, Members.Key(target.Property), Eval(assignment.Value), NewWriter(assignment.Syntax));
            else
                Eval(initializer);
        }

        return made;
    }

    private int CreateTuple(ITupleOperation tuple)
    {
        var made = New(tuple.Type, tuple.Syntax);
        for (var i = 0; i < tuple.Elements.Length; i++)
            WriteMember(made, Members.Item(i), Copy(Eval(tuple.Elements[i]), tuple.Syntax), NewWriter(tuple.Elements[i].Syntax));
        return made;
    }
}
