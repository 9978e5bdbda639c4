using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Assignments, and objects made with what they hold.</summary>
internal sealed partial class BodySketch
{
    private int Assign(ExpressionSyntax target, ExpressionSyntax value)
    {
        // Pair by pair, so that each value is visited once however deep the tuples nest.
        if (target is not TupleExpressionSyntax targets || value is not TupleExpressionSyntax values || targets.Arguments.Count != values.Arguments.Count)
        {
            var given = Visit(value);
            Store(target, value, given);
            if (value is RefExpressionSyntax place)
                WriteBehind(target, place);
            return given;
        }

        for (var i = 0; i < targets.Arguments.Count && Deeper(); i++)
        {
            Assign(targets.Arguments[i].Expression, values.Arguments[i].Expression);
            _depth--;
        }

        return None;
    }

    /// <param name="target">Where it goes.</param>
    /// <param name="source">How it is written, where that is known: a loop over pairs has no such text.</param>
    /// <param name="value">Its variable.</param>
    private void Store(ExpressionSyntax target, ExpressionSyntax? source, int value)
    {
        if (!Deeper())
            return;
        switch (target)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Store(parenthesized.Expression, source, value);
                break;
            case RefExpressionSyntax reference:
                Store(reference.Expression, source, value);
                break;
            case ConditionalExpressionSyntax choice:
                Store(choice.WhenTrue, source, value);
                Store(choice.WhenFalse, source, value);
                break;
            case IdentifierNameSyntax { Identifier.ValueText: var name }:
                if (!_variables.TryFind(name, out var local))
                    StoreIntoOwn(target, name, source, value);
                else if (local is not null && source is not null)
                    Assign(local, source, value, null);
                else if (local is not null)
                    Receive(local, value);
                break;
            case TupleExpressionSyntax tuple:
                // An extension that takes an object apart may give the object itself.
                foreach (var part in tuple.Arguments)
                    Store(part.Expression, null, Either(_heap.Load(value), value));
                break;
            case DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax } declaration:
                _heap.Flow(_heap.Load(value), Declare(declaration.Designation, declaration.Type));
                break;
            case DeclarationExpressionSyntax declaration:
                _heap.Flow(value, Declare(declaration.Designation, declaration.Type));
                break;
            case MemberAccessExpressionSyntax access:
                StoreInto(Visit(access.Expression), TypeOf(access.Expression), access.Name.Identifier.ValueText, source, value, access);
                break;
            case MemberBindingExpressionSyntax binding:
                StoreInto(_conditional, _conditionalType, binding.Name.Identifier.ValueText, source, value, binding);
                break;
            case ElementBindingExpressionSyntax element:
                StoreInto(_conditional, _conditionalType, "this[]", source, value, element);
                break;
            case ElementAccessExpressionSyntax element:
                var (holder, type) = (Visit(element.Expression), TypeOf(element.Expression));
                StoreInto(holder, type, "this[]", source, value, element);
                foreach (var key in element.ArgumentList.Arguments)
                    StoreInto(holder, default, "this[]", key.Expression, Visit(key.Expression), null);
                break;
            default:
                // A place that something refers to: a reference that a call returns, say.
                var place = Visit(target);
                _heap.Flow(value, place);
                StoreByReference(Unwrap(target), value);
                break;
        }

        _depth--;
    }

    private void Receive(Local local, int value)
    {
        _heap.Flow(value, local.Variable);
        local.CreatedAs(null);
    }

    /// <summary>A member without an object before it: of the callee's own object, or of an object that others know.</summary>
    private void StoreIntoOwn(SyntaxNode target, string name, ExpressionSyntax? source, int value)
    {
        if (name == "_")
            return;
        if (_this == None)
            Escape(source, value);
        else
            StoreInto(_this, new ReceiverType(_owner, false), name, source, value, target);
    }

    /// <param name="holder">The variable of the object that gets it.</param>
    /// <param name="type">What is known of its type.</param>
    /// <param name="member">The name of the member.</param>
    /// <param name="source">How the value is written, where that is known.</param>
    /// <param name="value">Its variable.</param>
    /// <param name="store">Where it is written, if that may run a setter.</param>
    private void StoreInto(int holder, ReceiverType type, string member, ExpressionSyntax? source, int value, SyntaxNode? store)
    {
        if (value == None)
            return;
        if (holder == None)
        {
            Escape(source, value);
            return;
        }

        _heap.Store(holder, value);
        if (store is not null)
            _calls.Add(new SketchedCall(store, member, CalleeKind.Setter, type.Name, type.IsExact, holder, [new SketchedArgument(value, null, None, false)], None));
    }

    private int Create(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation is ObjectCreationExpressionSyntax { Type: var written } && _names.IsInert(written))
        {
            VisitAll(creation);
            return None;
        }

        var type = CreatedType(creation, DeclaredTypeOf(creation));
        var isSource = type is null || _names.IsType(type);
        var made = _heap.AddSite(SiteKind.Made, _function, hasInner: isSource, isOfUnknownType: type is null);
        if (!isSource && type == "Lazy" && creation.ArgumentList is { Arguments.Count: > 0 } given && given.Arguments[0].Expression is AnonymousFunctionExpressionSyntax factory)
            return MakeLater(made, factory);
        var arguments = ArgumentsOf(creation.ArgumentList);
        foreach (var argument in arguments)
        {
            // A library collection takes over the elements; a holder of one value is among what the model knows.
            if (!isSource && !IsHolder(creation))
                _heap.Store(made, _heap.Load(argument.Value));
            else if (!isSource || type is null || _code is null)
                _heap.Store(made, argument.Value);
        }

        KeepReferences(arguments, made);
        if (arguments.Length > 0 && isSource && type is not null)
            _calls.Add(new SketchedCall(creation, type, CalleeKind.Constructor, type, true, made, arguments, None));
        if (creation.Initializer is { } initializer)
            Hold(made, initializer, new ReceiverType(type, true));
        return made;
    }

    /// <summary>For <c>new()</c> that a variable is declared with.</summary>
    private static TypeSyntax? DeclaredTypeOf(BaseObjectCreationExpressionSyntax creation) =>
        creation is ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } } } ? type : null;

    private static bool IsHolder(BaseObjectCreationExpressionSyntax creation) =>
        creation is ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.ValueText: "KeyValuePair" or "Tuple" or "StrongBox" or "LinkedListNode" or "ValueTuple" } };

    private int Copy(WithExpressionSyntax with)
    {
        var copy = _heap.AddSite(SiteKind.Made, _function);
        _heap.Store(copy, _heap.Load(Visit(with.Expression)));
        return Hold(copy, with.Initializer);
    }

    /// <summary>All values in it are held: elements, and what is assigned to members.</summary>
    private int Hold(int holder, SyntaxNode parts, ReceiverType type = default)
    {
        if (!Deeper())
            return holder;
        foreach (var child in parts.ChildNodesAndTokens())
        {
            switch (child.AsNode())
            {
                case AssignmentExpressionSyntax { Right: InitializerExpressionSyntax nested }:
                    Hold(_heap.Load(holder), nested);
                    break;
                case AssignmentExpressionSyntax { Left: SimpleNameSyntax { Identifier.ValueText: var member } } assignment:
                    StoreInto(holder, type, member, assignment.Right, Visit(assignment.Right), assignment);
                    if (assignment.Right is RefExpressionSyntax place)
                        Store(place.Expression, null, _heap.Load(holder));
                    break;
                case AssignmentExpressionSyntax assignment:
                    _heap.Store(holder, Visit(assignment.Right));
                    if (assignment.Left is ImplicitElementAccessSyntax keys)
                        Hold(holder, keys.ArgumentList);
                    break;
                case InitializerExpressionSyntax row:
                    Hold(holder, row);
                    break;
                case SpreadElementSyntax spread:
                    _heap.Store(holder, _heap.Load(Visit(spread.Expression)));
                    break;
                case ExpressionElementSyntax element:
                    _heap.Store(holder, Visit(element.Expression));
                    break;
                case ArgumentSyntax argument:
                    _heap.Store(holder, Visit(argument.Expression));
                    break;
                case AnonymousObjectMemberDeclaratorSyntax member:
                    _heap.Store(holder, Visit(member.Expression));
                    break;
                case TypeSyntax and not NameSyntax:
                    break;
                case ExpressionSyntax element:
                    _heap.Store(holder, Visit(element));
                    break;
            }
        }

        _depth--;
        return holder;
    }

    private void Return(ExpressionSyntax? source, int value)
    {
        if (_result == None)
            Escape(source, value);
        else
            _heap.Flow(value, _result);
    }
}
