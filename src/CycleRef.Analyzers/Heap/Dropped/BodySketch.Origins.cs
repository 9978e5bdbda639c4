using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Where values come from and where they go: made here, taken from outside, handed out.</summary>
internal sealed partial class BodySketch
{
    /// <summary>The variable gets a value: one that is made here, that of another variable, or one from outside, which says nothing.</summary>
    private void AddSource(int variable, ExpressionSyntax value)
    {
        switch (Unwrap(value))
        {
            case ConditionalExpressionSyntax choice:
                AddSource(variable, choice.WhenTrue);
                AddSource(variable, choice.WhenFalse);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } binary:
                AddSource(variable, binary.Left);
                AddSource(variable, binary.Right);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } binary:
                AddSource(variable, binary.Left);
                break;
            case AssignmentExpressionSyntax assignment:
                AddSource(variable, assignment.Right);
                break;
            case InvocationExpressionSyntax invocation when NameOf(invocation.Expression).Name is { } name && !_hasLocalFunctions && _variables.Find(name) == Variables.None && !_names.IsMember(name) && !_names.IsModelled(name):
            case ObjectCreationExpressionSyntax { Type: var made } when _names.IsInert(made):
            case LiteralExpressionSyntax or DefaultExpressionSyntax or AnonymousFunctionExpressionSyntax or InstanceExpressionSyntax or InterpolatedStringExpressionSyntax or TypeOfExpressionSyntax:
                break;
            case InvocationExpressionSyntax invocation when _types is not null && NameOf(invocation.Expression).Name is { } name && !_hasLocalFunctions && _variables.Find(name) == Variables.None && !_names.IsModelled(name):
                // A library member is none of the names: those were sorted out above.
                if (_types.Code.MayReturnMade(name))
                    _variables[variable].IsInside = true;
                _variables[variable].DeclaredType ??= _types.Code.TypeOf(name);
                break;
            case var plain:
                if (RootOf(plain) is var source && source >= 0)
                    (_variables[variable].Sources ??= []).Add(source);
                else if (plain is not (SimpleNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax))
                    _variables[variable].IsInside = true;
                _variables[variable].IsMadeHere |= IsCreation(plain);
                break;
        }
    }

    /// <summary>A variable that is passed by reference gets what the callee makes, or something that the receiver holds.</summary>
    private void AddSources(InvocationExpressionSyntax invocation, string? name, ExpressionSyntax? receiver, bool isFunction)
    {
        foreach (var argument in invocation.ArgumentList.Arguments)
        {
            if (argument.RefKindKeyword.RawKind is not ((int)SyntaxKind.OutKeyword or (int)SyntaxKind.RefKeyword))
                continue;
            var target = argument.Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax { Identifier.ValueText: var declared } } ? _variables.Find(declared) : VariableOf(argument.Expression);
            if (target < 0)
                continue;
            _variables[target].CreatedAs(null);
            if (isFunction || (_names.IsMember(name!) && (_types is null || _types.Code.MayMake(name!, _variables[target].KnownType))))
                _variables[target].IsInside = _variables[target].IsMadeHere = true;
            if (receiver is not null && RootOf(receiver) is var source && source >= 0)
                (_variables[target].Sources ??= []).Add(source);
        }
    }

    /// <summary>The variable that the expression starts from: <c>a</c> in <c>a.Children[0]</c>; not through calls.</summary>
    private int RootOf(ExpressionSyntax expression)
    {
        var depth = 0;
        while (depth++ < Bounds.MaxDepth)
        {
            switch (Unwrap(expression))
            {
                case IdentifierNameSyntax name:
                    return _variables.Find(name.Identifier.ValueText);
                case DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax declared }:
                    return _variables.Find(declared.Identifier.ValueText);
                case MemberAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case ElementAccessExpressionSyntax element:
                    expression = element.Expression;
                    break;
                case ConditionalAccessExpressionSyntax conditional:
                    expression = conditional.Expression;
                    break;
                case MemberBindingExpressionSyntax or ElementBindingExpressionSyntax:
                    return _conditionalRoot;
                default:
                    return Variables.None;
            }
        }

        return Variables.None;
    }

    /// <summary>The group of what was visited before.</summary>
    private int GroupOf(ExpressionSyntax expression) =>
        RootOf(expression) is not (>= 0 and var root) ? None : VariableOf(expression) == root ? _variables[root].Group : _groups.ContentOf(_variables[root].Group);

    private int VariableOf(ExpressionSyntax expression) => Unwrap(expression) is IdentifierNameSyntax name ? _variables.Find(name.Identifier.ValueText) : Variables.None;

    private void Escape(ExpressionSyntax? value)
    {
        if (value is not null)
            ForEachCertain(value, variable => _variables[variable].Escapes |= _variables[variable].Function == _function);
    }

    /// <summary>The variables whose objects the value surely is or holds.</summary>
    private void ForEachCertain(ExpressionSyntax value, Action<int> act)
    {
        switch (Unwrap(value))
        {
            case IdentifierNameSyntax name:
                if (_variables.Find(name.Identifier.ValueText) is var variable && variable >= 0)
                    act(variable);
                break;
            case ConditionalExpressionSyntax choice:
                ForEachCertain(choice.WhenTrue, act);
                ForEachCertain(choice.WhenFalse, act);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression } binary:
                ForEachCertain(binary.Left, act);
                if (binary.IsKind(SyntaxKind.CoalesceExpression))
                    ForEachCertain(binary.Right, act);
                break;
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer }:
                ForEachCertain(initializer, act);
                break;
            case InitializerExpressionSyntax initializer:
                foreach (var part in initializer.Expressions)
                    ForEachCertain(part is AssignmentExpressionSyntax assignment ? assignment.Right : part, act);
                break;
            case ArrayCreationExpressionSyntax { Initializer: { } elements }:
                ForEachCertain(elements, act);
                break;
            case ImplicitArrayCreationExpressionSyntax array:
                ForEachCertain(array.Initializer, act);
                break;
            case TupleExpressionSyntax tuple:
                foreach (var argument in tuple.Arguments)
                    ForEachCertain(argument.Expression, act);
                break;
            case AnonymousObjectCreationExpressionSyntax anonymous:
                foreach (var member in anonymous.Initializers)
                    ForEachCertain(member.Expression, act);
                break;
            case CollectionExpressionSyntax collection:
                foreach (var element in collection.Elements)
                {
                    if (element is ExpressionElementSyntax { Expression: var held })
                        ForEachCertain(held, act);
                }

                break;
        }
    }

    /// <summary>The simple name of the type that the expression makes an object of; null where it does not say.</summary>
    private static string? CreatedType(ExpressionSyntax value, TypeSyntax? declared)
    {
        var type = Unwrap(value) switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type,
            ImplicitObjectCreationExpressionSyntax => declared,
            _ => null,
        };
        return type switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var name } => name == "var" ? null : name,
            QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: var name } } => name,
            NullableTypeSyntax { ElementType: IdentifierNameSyntax { Identifier.ValueText: var name } } => name,
            _ => null,
        };
    }

    private static bool IsCreation(ExpressionSyntax value) => Unwrap(value) is BaseObjectCreationExpressionSyntax or WithExpressionSyntax or AnonymousObjectCreationExpressionSyntax
        or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax or TupleExpressionSyntax;

    private static ExpressionSyntax Unwrap(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    value = parenthesized.Expression;
                    break;
                case CastExpressionSyntax cast:
                    value = cast.Expression;
                    break;
                case AwaitExpressionSyntax awaited:
                    value = awaited.Expression;
                    break;
                case RefExpressionSyntax reference:
                    value = reference.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    value = suppressed.Operand;
                    break;
                default:
                    return value;
            }
        }
    }
}
