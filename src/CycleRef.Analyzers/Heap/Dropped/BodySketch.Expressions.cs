using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Expressions: the group that a value belongs to, or <see cref="None"/> for what no variable of the body leads to.</summary>
internal sealed partial class BodySketch
{
    private const int None = -1;

    /// <summary>What stands before the <c>?</c> of a conditional access.</summary>
    private int _conditional = None;

    private int _conditionalRoot = Variables.None;

    private int Visit(ExpressionSyntax? expression)
    {
        if (expression is null || !Deeper())
            return None;
        var group = Evaluate(expression);
        _depth--;
        return group;
    }

    private int Evaluate(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case IdentifierNameSyntax name:
                return _variables.Find(name.Identifier.ValueText) is var variable && variable >= 0 ? _variables[variable].Group : None;
            case LiteralExpressionSyntax or TypeSyntax or InstanceExpressionSyntax or DefaultExpressionSyntax or TypeOfExpressionSyntax or SizeOfExpressionSyntax:
                return None;
            case MemberAccessExpressionSyntax access:
                return Visit(access.Expression) is var holder && holder != None && !IsInertMember(access.Name.Identifier.ValueText) ? _groups.ContentOf(holder) : None;
            case InvocationExpressionSyntax invocation:
                return Call(invocation);
            case AssignmentExpressionSyntax assignment:
                return Assign(assignment);
            case BaseObjectCreationExpressionSyntax creation:
                return Create(creation);
            case ParenthesizedExpressionSyntax parenthesized:
                return Visit(parenthesized.Expression);
            case CastExpressionSyntax cast:
                return Visit(cast.Expression);
            case AwaitExpressionSyntax awaited:
                return Visit(awaited.Expression);
            case RefExpressionSyntax reference:
                return Visit(reference.Expression);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                return Visit(suppressed.Operand);
            case ElementAccessExpressionSyntax element:
                var collection = Visit(element.Expression);
                VisitAll(element.ArgumentList);
                return collection == None ? None : _groups.ContentOf(collection);
            case ConditionalAccessExpressionSyntax conditional:
                return ReadConditionally(conditional);
            case MemberBindingExpressionSyntax binding when IsInertMember(binding.Name.Identifier.ValueText):
                return None;
            case MemberBindingExpressionSyntax or ElementBindingExpressionSyntax:
                return _conditional == None ? None : _groups.ContentOf(_conditional);
            case ConditionalExpressionSyntax choice:
                Visit(choice.Condition);
                return Either(Visit(choice.WhenTrue), Visit(choice.WhenFalse));
            case BinaryExpressionSyntax binary:
                return Combine(binary);
            case SwitchExpressionSyntax @switch:
                return Choose(@switch);
            case IsPatternExpressionSyntax test:
                Match(test.Pattern, test.Expression, Visit(test.Expression));
                return None;
            case DeclarationExpressionSyntax declaration:
                return Declare(declaration.Designation, declaration.Type);
            case AnonymousFunctionExpressionSyntax lambda:
                VisitFunction(ParametersOf(lambda), lambda.Block, lambda.ExpressionBody);
                return None;
            case WithExpressionSyntax with:
                return Copy(with);
            case AnonymousObjectCreationExpressionSyntax or TupleExpressionSyntax or InitializerExpressionSyntax or CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax:
                return Hold(_groups.Add(), expression);
            default:
                VisitAll(expression);
                return None;
        }
    }

    /// <summary>Whatever a piece of syntax is made of, where it says nothing by itself.</summary>
    private void VisitAll(SyntaxNode node)
    {
        foreach (var child in node.ChildNodes())
        {
            switch (child)
            {
                case ExpressionSyntax expression:
                    Visit(expression);
                    break;
                case StatementSyntax statement:
                    Visit(statement);
                    break;
                case VariableDeclarationSyntax declaration:
                    Declare(declaration);
                    break;
                case CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax { Expression: var matched } } label:
                    Match(label.Pattern, matched, GroupOf(matched));
                    break;
                case AttributeListSyntax:
                    break;
                default:
                    if (Deeper())
                    {
                        VisitAll(child);
                        _depth--;
                    }

                    break;
            }
        }
    }

    /// <summary>All members of this name hold nothing of interest; a library member of this name that the model knows might.</summary>
    private bool IsInertMember(string name) => _types is not null && !_names.IsModelled(name) && _types.Code.IsInert(name);

    private int ReadConditionally(ConditionalAccessExpressionSyntax access)
    {
        var before = (_conditional, _conditionalRoot);
        (_conditional, _conditionalRoot) = (Visit(access.Expression), RootOf(access.Expression));
        var group = Visit(access.WhenNotNull);
        (_conditional, _conditionalRoot) = before;
        return group;
    }

    private int Either(int left, int right)
    {
        if (left == None || right == None)
            return left == None ? right : left;
        _groups.Unite(left, right);
        return left;
    }

    private int Combine(BinaryExpressionSyntax binary)
    {
        var left = Visit(binary.Left);
        var right = Visit(binary.Right);
        switch (binary.Kind())
        {
            case SyntaxKind.AsExpression:
                return left;
            case SyntaxKind.CoalesceExpression:
                return Either(left, right);
            case SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.BitwiseAndExpression or SyntaxKind.BitwiseOrExpression or SyntaxKind.MultiplyExpression
                or SyntaxKind.DivideExpression or SyntaxKind.ExclusiveOrExpression or SyntaxKind.LeftShiftExpression or SyntaxKind.RightShiftExpression:
                // An operator of the program's.
                if (left == None || right == None)
                    return Either(left, right);
                _calls.Add(new SketchedCall(null, null, [Participant(binary.Left, left), Participant(binary.Right, right)]));
                return left;
            default:
                return None;
        }
    }

    private int Choose(SwitchExpressionSyntax @switch)
    {
        var matched = Visit(@switch.GoverningExpression);
        var result = None;
        foreach (var arm in @switch.Arms)
        {
            var scope = _variables.Enter();
            Match(arm.Pattern, @switch.GoverningExpression, matched);
            Visit(arm.WhenClause?.Condition);
            result = Either(result, Visit(arm.Expression));
            _variables.Leave(scope);
        }

        return result;
    }

    /// <summary>Every variable of a pattern may be what is matched, or something that it holds.</summary>
    private void Match(SyntaxNode pattern, ExpressionSyntax matched, int group)
    {
        foreach (var node in pattern.DescendantNodesAndSelf())
        {
            if (node is not SingleVariableDesignationSyntax designation)
                continue;
            var variable = DeclareLocal(designation.Identifier.ValueText, (designation.Parent as DeclarationPatternSyntax)?.Type, null);
            if (group == None || variable < 0)
                continue;
            _groups.Unite(_variables[variable].Group, pattern is RecursivePatternSyntax { PositionalPatternClause: not null } or RecursivePatternSyntax { PropertyPatternClause.Subpatterns.Count: > 0 } && designation.Parent != pattern ? _groups.ContentOf(group) : group);
            AddSource(variable, matched);
        }
    }

    /// <summary><c>out var x</c>, <c>var (x, y)</c>: what comes in is not known.</summary>
    private int Declare(VariableDesignationSyntax designation, TypeSyntax type)
    {
        var group = None;
        foreach (var node in designation.DescendantNodesAndSelf())
        {
            if (node is not SingleVariableDesignationSyntax single)
                continue;
            var variable = DeclareLocal(single.Identifier.ValueText, type, null);
            if (variable < 0)
                continue;
            // `out var x` gets its sources with the call.
            _variables[variable].IsInside = designation.Parent?.Parent is not ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword, Parent.Parent: InvocationExpressionSyntax };
            group = Either(group, _variables[variable].Group);
        }

        return group;
    }

    private static BaseParameterListSyntax? ParametersOf(AnonymousFunctionExpressionSyntax lambda) => lambda switch
    {
        ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.ParameterList,
        SimpleLambdaExpressionSyntax simple => SyntaxFactory.ParameterList(SyntaxFactory.SingletonSeparatedList(simple.Parameter)),
        AnonymousMethodExpressionSyntax method => method.ParameterList,
        _ => null,
    };
}
