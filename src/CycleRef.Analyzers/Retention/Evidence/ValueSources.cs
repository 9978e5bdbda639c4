using System;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>Tells where the value of an expression comes from, by its syntax.</summary>
internal static class ValueSources
{
    /// <summary>Deeper nesting than people write; ends the walk through locals that are assigned from each other.</summary>
    private const int MaxDepth = 12;

    private static readonly string[] FactoryPrefixes = ["Create", "Make", "Build", "New", "Clone"];
    private static readonly string[] GuardPrefixes = ["NotNull", "ThrowIf", "Require", "Ensure", "Check", "Verify", "Guard", "Arg"];

    public static StoredValue Of(ExpressionSyntax expression, BodyNames names) =>
        Of(expression, names, 0).Or(PassesThis(expression, names) ? ValueSource.PassesThis : ValueSource.None);

    private static StoredValue Of(ExpressionSyntax expression, BodyNames names, int depth)
    {
        if (depth > MaxDepth)
            return ValueSource.Other;
        depth++;
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Of(parenthesized.Expression, names, depth);
            case CastExpressionSyntax cast:
                return Of(cast.Expression, names, depth);
            case PostfixUnaryExpressionSyntax postfix:
                return Of(postfix.Operand, names, depth);
            case AwaitExpressionSyntax await:
                return Of(await.Expression, names, depth);
            case RefExpressionSyntax reference:
                return Of(reference.Expression, names, depth);
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AsExpression):
                return Of(binary.Left, names, depth);
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression):
                return Of(binary.Left, names, depth).Or(Of(binary.Right, names, depth));
            case ConditionalExpressionSyntax conditional:
                return Of(conditional.WhenTrue, names, depth).Or(Of(conditional.WhenFalse, names, depth));
            case AssignmentExpressionSyntax assignment:
                return Of(assignment.Right, names, depth);
            case ThrowExpressionSyntax:
                return ValueSource.None;
            case ThisExpressionSyntax:
                return ValueSource.This;
            case LiteralExpressionSyntax or DefaultExpressionSyntax:
                return ValueSource.Null;
            case ObjectCreationExpressionSyntax creation:
                return new StoredValue(ValueSource.Made, MadeType: MentionedNames.OuterName(creation.Type));
            case BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax:
                return ValueSource.Made;
            case IdentifierNameSyntax identifier:
                return OfName(identifier.Identifier.ValueText, names, depth);
            case InvocationExpressionSyntax invocation:
                return OfCall(invocation, names, depth);
            default:
                return ValueSource.Other;
        }
    }

    private static StoredValue OfName(string name, BodyNames names, int depth)
    {
        if (names.ValueOf(name) is { } value)
            return names.StartsNull(name) ? Of(value, names, depth).Or(ValueSource.Null) : Of(value, names, depth);
        return names.IsParameter(name) ? new StoredValue(ValueSource.HandedIn, names.PositionOf(name)) : ValueSource.Other;
    }

    private static StoredValue OfCall(InvocationExpressionSyntax invocation, BodyNames names, int depth)
    {
        var name = CalledName(invocation);
        if (StartsWithAny(name, FactoryPrefixes))
            return ValueSource.Made;
        // Guard.NotNull(parent) gives back what it was given.
        if (StartsWithAny(name, GuardPrefixes) && invocation.ArgumentList.Arguments.Count > 0)
            return Of(invocation.ArgumentList.Arguments[0].Expression, names, depth);
        // An unqualified call may use the object itself.
        return invocation.Expression is SimpleNameSyntax ? ValueSource.Other | ValueSource.PassesThis : ValueSource.Other;
    }

    public static string CalledName(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>A new or empty container, which lets go of what the old one held.</summary>
    public static bool IsNewContainer(ExpressionSyntax value) => value switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList is null or { Arguments.Count: 0 },
        ArrayCreationExpressionSyntax array => array.Initializer is null or { Expressions.Count: 0 },
        CollectionExpressionSyntax collection => collection.Elements.Count == 0,
        InvocationExpressionSyntax call => CalledName(call) == "Empty",
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == "Empty",
        _ => false,
    };

    /// <summary>What a call gives back through a <c>ref</c> or <c>out</c> argument.</summary>
    public static StoredValue OfOutput(InvocationExpressionSyntax call, BodyNames names) =>
        call.Expression is SimpleNameSyntax || PassesThis(call, names) ? ValueSource.Other | ValueSource.PassesThis : ValueSource.Other;

    /// <summary><c>this</c> stands somewhere inside, or a local that was made with it, or a lambda, which may capture it.</summary>
    public static bool PassesThis(ExpressionSyntax expression, BodyNames names)
    {
        if (expression is AnonymousFunctionExpressionSyntax)
            return true;
        if (expression is ThisExpressionSyntax or LiteralExpressionSyntax || !names.MayPassThis)
            return false;
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            // `this.x` reads a member and hands nothing on.
            if (node is ThisExpressionSyntax { Parent: not MemberAccessExpressionSyntax } or AnonymousFunctionExpressionSyntax)
                return true;
            if (node is IdentifierNameSyntax identifier && names.KnowsOwner(identifier.Identifier.ValueText))
                return true;
        }

        return false;
    }

    private static bool StartsWithAny(string name, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
