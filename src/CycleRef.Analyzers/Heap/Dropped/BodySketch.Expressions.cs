using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Expressions: the variable of what a value leads to, or none for what no object of the body can be.</summary>
internal sealed partial class BodySketch
{
    /// <summary>What stands before the <c>?</c> of a conditional access.</summary>
    private int _conditional = None;

    private ReceiverType _conditionalType;

    private int Visit(ExpressionSyntax? expression)
    {
        if (expression is null || !Deeper())
            return None;
        var value = Evaluate(expression);
        _depth--;
        return value;
    }

    private int Evaluate(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case IdentifierNameSyntax { Identifier.ValueText: var name }:
                return _variables.TryFind(name, out var local) ? local?.Variable ?? None : OwnMember(name);
            case InstanceExpressionSyntax:
                return _this;
            case LiteralExpressionSyntax or TypeSyntax or DefaultExpressionSyntax or TypeOfExpressionSyntax or SizeOfExpressionSyntax:
                return None;
            case MemberAccessExpressionSyntax access:
                return _heap.Load(Visit(access.Expression));
            case InvocationExpressionSyntax invocation:
                return Call(invocation);
            case AssignmentExpressionSyntax assignment:
                return Assign(assignment.Left, assignment.Right);
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
                return _heap.Load(collection);
            case ConditionalAccessExpressionSyntax conditional:
                return ReadConditionally(conditional);
            case MemberBindingExpressionSyntax or ElementBindingExpressionSyntax:
                return _heap.Load(_conditional);
            case ConditionalExpressionSyntax choice:
                Visit(choice.Condition);
                return Either(Visit(choice.WhenTrue), Visit(choice.WhenFalse));
            case BinaryExpressionSyntax binary:
                return Combine(binary);
            case SwitchExpressionSyntax @switch:
                return Choose(@switch);
            case IsPatternExpressionSyntax test:
                Match(test.Pattern, Visit(test.Expression));
                return None;
            case DeclarationExpressionSyntax declaration:
                return Declare(declaration.Designation, declaration.Type);
            case AnonymousFunctionExpressionSyntax lambda:
                VisitLambda(lambda, None);
                return None;
            case WithExpressionSyntax with:
                return Copy(with);
            case AnonymousObjectCreationExpressionSyntax or TupleExpressionSyntax or InitializerExpressionSyntax or CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax:
                return Hold(_heap.AddSite(SiteKind.Made, _function), expression);
            case ArrayCreationExpressionSyntax:
                // Its elements may be structures, which are there before anything is stored.
                return Hold(_heap.AddSite(SiteKind.Made, _function, hasInner: true), expression);
            default:
                VisitAll(expression);
                return None;
        }
    }

    /// <summary>Whatever a piece of syntax is made of, where it says nothing by itself.</summary>
    private void VisitAll(SyntaxNode node)
    {
        foreach (var part in node.ChildNodesAndTokens())
        {
            switch (part.AsNode())
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
                case null or AttributeListSyntax:
                    break;
                case var child:
                    if (Deeper())
                    {
                        VisitAll(child);
                        _depth--;
                    }

                    break;
            }
        }
    }

    /// <summary>In a callee: something that its own object holds. A name of nothing that the program declares is a library type or a namespace.</summary>
    private int OwnMember(string name) => _names.IsMember(name) ? _heap.Load(_this) : None;

    private int ReadConditionally(ConditionalAccessExpressionSyntax access)
    {
        var before = (_conditional, _conditionalType);
        (_conditional, _conditionalType) = (Visit(access.Expression), TypeOf(access.Expression));
        var value = Visit(access.WhenNotNull);
        (_conditional, _conditionalType) = before;
        return value;
    }

    private int Either(int left, int right)
    {
        if (left == None || right == None || left == right)
            return left == None ? right : left;
        var either = _heap.Add();
        _heap.Flow(left, either);
        _heap.Flow(right, either);
        return either;
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
                if (left != None && right != None)
                    _calls.Add(new SketchedCall(binary, null, CalleeKind.Method, null, false, None, [new SketchedArgument(left, null, None, false), new SketchedArgument(right, null, None, false)], None));
                return Either(left, right);
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
            Match(arm.Pattern, matched);
            Visit(arm.WhenClause?.Condition);
            result = Either(result, Visit(arm.Expression));
            _variables.Leave(scope);
        }

        return result;
    }

    /// <summary>Every variable of a pattern may be what is matched, or something that it holds.</summary>
    private void Match(SyntaxNode pattern, int matched)
    {
        if (!MayDeclare(pattern))
            return;
        foreach (var node in pattern.DescendantNodesAndSelf())
        {
            if (node is not SingleVariableDesignationSyntax designation
                || DeclareLocal(designation.Identifier.ValueText, (designation.Parent as DeclarationPatternSyntax)?.Type, null) is not { } local)
            {
                continue;
            }

            var isWhole = designation.Parent == pattern || pattern is not (RecursivePatternSyntax or ListPatternSyntax or VarPatternSyntax { Designation: ParenthesizedVariableDesignationSyntax });
            _heap.Flow(isWhole ? matched : _heap.Load(matched), local.Variable);
        }
    }

    /// <summary><c>'a' or 'b' or 'c'</c>, often hundreds of them, declares nothing.</summary>
    private static bool MayDeclare(SyntaxNode pattern)
    {
        while (pattern is BinaryPatternSyntax { Right: var right, Left: var left })
        {
            if (right is not (ConstantPatternSyntax or RelationalPatternSyntax or TypePatternSyntax))
                return true;
            pattern = left;
        }

        return pattern is not (ConstantPatternSyntax or RelationalPatternSyntax or TypePatternSyntax or DiscardPatternSyntax);
    }

    private void VisitLambda(AnonymousFunctionExpressionSyntax lambda, int result)
    {
        var scope = _variables.Enter();
        switch (lambda)
        {
            case ParenthesizedLambdaExpressionSyntax parenthesized:
                Declare(parenthesized.ParameterList);
                break;
            case SimpleLambdaExpressionSyntax simple:
                DeclareLocal(simple.Parameter.Identifier.ValueText, null, null);
                break;
            case AnonymousMethodExpressionSyntax method:
                Declare(method.ParameterList);
                break;
        }

        VisitFunction(lambda.Block, lambda.ExpressionBody, result);
        _variables.Leave(scope);
    }

    /// <summary>What is known of the type of an object, or of the type whose static member is meant.</summary>
    private ReceiverType TypeOf(ExpressionSyntax expression) => Unwrap(expression) switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } when _variables.TryFind(name, out var local) => local?.Type is { } created ? new ReceiverType(created, true) : new ReceiverType(local?.DeclaredType, false),
        SimpleNameSyntax { Identifier.ValueText: var name } when _names.IsType(name) => new ReceiverType(name, false),
        InstanceExpressionSyntax => new ReceiverType(_owner, false),
        BaseObjectCreationExpressionSyntax creation => new ReceiverType(CreatedType(creation, null), true),
        _ => default,
    };

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
