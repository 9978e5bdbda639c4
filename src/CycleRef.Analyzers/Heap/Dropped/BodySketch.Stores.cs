using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Assignments, and objects made with what they hold.</summary>
internal sealed partial class BodySketch
{
    private int Assign(AssignmentExpressionSyntax assignment)
    {
        var value = Visit(assignment.Right);
        Store(assignment.Left, assignment.Right, value);
        return value;
    }

    private void Store(ExpressionSyntax target, ExpressionSyntax value, int group)
    {
        switch (target)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Store(parenthesized.Expression, value, group);
                break;
            case IdentifierNameSyntax { Identifier.ValueText: var name }:
                if (_variables.Find(name) is var variable && variable >= 0)
                    Assign(variable, value, group, null);
                else if (variable == Variables.None && name != "_")
                    Escape(value);
                break;
            case TupleExpressionSyntax tuple:
                for (var i = 0; i < tuple.Arguments.Count; i++)
                {
                    // The values were visited with the whole.
                    if (value is TupleExpressionSyntax values && i < values.Arguments.Count)
                        Store(tuple.Arguments[i].Expression, values.Arguments[i].Expression, Visit(values.Arguments[i].Expression));
                    else
                        Store(tuple.Arguments[i].Expression, value, group == None ? None : _groups.ContentOf(group));
                }

                break;
            case DeclarationExpressionSyntax declaration:
                if (Declare(declaration.Designation, declaration.Type) is var declared && declared != None && group != None)
                    _groups.Unite(declared, value is TupleExpressionSyntax ? _groups.ContentOf(group) : group);
                break;
            case MemberAccessExpressionSyntax access:
                StoreInto(access.Expression, access.Name.Identifier.ValueText, value, group);
                break;
            case ElementAccessExpressionSyntax element:
                StoreInto(element.Expression, "this[]", value, group);
                foreach (var key in element.ArgumentList.Arguments)
                    StoreInto(element.Expression, "this[]", key.Expression, Visit(key.Expression));
                break;
            default:
                if (Visit(target) is var place && place != None && group != None)
                    _groups.Unite(place, group);
                break;
        }
    }

    private void StoreInto(ExpressionSyntax holder, string member, ExpressionSyntax value, int group)
    {
        var into = Visit(holder);
        if (IsInertMember(member))
            return;
        if (into == None)
        {
            Escape(value);
            return;
        }

        var root = RootOf(holder);
        if (group == None)
            return;
        _groups.Unite(_groups.ContentOf(into), group);
        if (root < 0)
            return;
        ForEachCertain(value, held => _stores.Add((root, held)));
        if (_types is null || (_variables[root].KnownType is { } type && _types.RunsCode(type, member)))
            _calls.Add(new SketchedCall(member, Participant(holder, into), [Participant(value, group)]));
    }

    private int Create(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation is ObjectCreationExpressionSyntax { Type: var written } && _names.IsInert(written))
        {
            VisitAll(creation);
            return None;
        }

        var type = CreatedType(creation, null);
        var made = _groups.Add();
        var isSource = type is not null && _names.Types(type).Count > 0;
        _made.Add(made);
        var arguments = ParticipantsOf(creation.ArgumentList);
        foreach (var argument in arguments)
        {
            // A library collection takes over the elements; a holder of one value is among what the model knows.
            _groups.Unite(_groups.ContentOf(made), isSource || creation is ImplicitObjectCreationExpressionSyntax || IsHolder(creation) ? argument.Group : _groups.ContentOf(argument.Group));
        }

        if (arguments.Count > 0 && (isSource || type is null))
            _calls.Add(new SketchedCall(CreatedTypes.Constructor, new Participant(Variables.None, made, false) { Type = type, IsMade = true }, arguments));
        if (creation.Initializer is { } initializer)
            Hold(made, initializer);
        return made;
    }

    private static bool IsHolder(BaseObjectCreationExpressionSyntax creation) =>
        creation is ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.ValueText: "KeyValuePair" or "Tuple" or "StrongBox" or "LinkedListNode" or "ValueTuple" } };

    private int Copy(WithExpressionSyntax with)
    {
        var copy = _groups.Add();
        if (Visit(with.Expression) is var original && original != None)
            _groups.Unite(_groups.ContentOf(copy), _groups.ContentOf(original));
        return Hold(copy, with.Initializer);
    }

    /// <summary>All values in it are held: elements, and what is assigned to members.</summary>
    private int Hold(int holder, SyntaxNode parts)
    {
        if (!Deeper())
            return holder;
        foreach (var part in parts.ChildNodes())
        {
            switch (part)
            {
                case AssignmentExpressionSyntax { Right: InitializerExpressionSyntax nested }:
                    Hold(_groups.ContentOf(holder), nested);
                    break;
                case AssignmentExpressionSyntax assignment:
                    HoldOne(holder, assignment.Right);
                    if (assignment.Left is ImplicitElementAccessSyntax keys)
                        Hold(holder, keys.ArgumentList);
                    break;
                case InitializerExpressionSyntax row:
                    Hold(holder, row);
                    break;
                case SpreadElementSyntax spread:
                    if (Visit(spread.Expression) is var elements && elements != None)
                        _groups.Unite(_groups.ContentOf(holder), _groups.ContentOf(elements));
                    break;
                case ExpressionElementSyntax element:
                    HoldOne(holder, element.Expression);
                    break;
                case ArgumentSyntax argument:
                    HoldOne(holder, argument.Expression);
                    break;
                case AnonymousObjectMemberDeclaratorSyntax member:
                    HoldOne(holder, member.Expression);
                    break;
                case TypeSyntax and not NameSyntax:
                    break;
                case ExpressionSyntax element:
                    HoldOne(holder, element);
                    break;
            }
        }

        _depth--;
        return holder;
    }

    private void HoldOne(int holder, ExpressionSyntax value)
    {
        if (Visit(value) is var group && group != None)
            _groups.Unite(_groups.ContentOf(holder), group);
    }
}
