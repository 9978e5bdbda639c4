using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Kept;

/// <summary>Whether the object that an expression gives holds <c>this</c>, as far as the code shows it: no guesses from types.</summary>
internal sealed class ReachingOwner(SemanticModels models, CancellationToken cancellationToken)
{
    /// <summary>Objects in objects, and constructors that hand on to constructors.</summary>
    private const int MaxDepth = 5;

    private readonly Closures _closures = new();

    /// <returns>What the object is called on the way, such as <c>Session</c> or <c>lambda</c>; empty for <c>this</c> itself; null if it does not reach.</returns>
    public string? Through(ExpressionSyntax expression) => Through(expression, 0);

    private string? Through(ExpressionSyntax expression, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (depth > MaxDepth)
            return null;
        expression = Bare.Of(expression);
        switch (expression)
        {
            case ThisExpressionSyntax:
                return "";
            case AnonymousFunctionExpressionSyntax lambda:
                return CallbackReader.OfDelegate(lambda, models.Of(lambda.SyntaxTree), _closures, cancellationToken).RetainsThis ? "lambda" : null;
            case BaseObjectCreationExpressionSyntax creation:
                return ThroughNew(creation, depth);
            case TupleExpressionSyntax tuple:
                return AnyOf(tuple.Arguments.Select(static argument => argument.Expression), "tuple", depth);
            case ImplicitArrayCreationExpressionSyntax { Initializer: var initializer }:
                return AnyOf(initializer.Expressions, "array", depth);
            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return AnyOf(initializer.Expressions, "array", depth);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } converted:
                return Through(converted.Left, depth + 1);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either:
                return Through(either.Right, depth + 1);
            case IdentifierNameSyntax name:
                return ThroughName(name, depth);
            default:
                return null;
        }
    }

    private string? AnyOf(IEnumerable<ExpressionSyntax> parts, string name, int depth) => parts.Any(part => Through(part, depth + 1) is not null) ? name : null;

    /// <summary>A local that is assigned once, or a method of this object as a delegate.</summary>
    private string? ThroughName(IdentifierNameSyntax name, int depth)
    {
        switch (models.Of(name.SyntaxTree).GetSymbolInfo(name, cancellationToken).Symbol)
        {
            case IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } when name.Parent is ArgumentSyntax or AssignmentExpressionSyntax:
                return "delegate";
            case ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references } local
                when references[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
                    && declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } body
                    && !TypeCode.Mentions(body, local.Name, cancellationToken).Any(static mention => mention.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mention):
                return Through(value, depth + 1);
            default:
                return null;
        }
    }

    private string? ThroughNew(BaseObjectCreationExpressionSyntax creation, int depth)
    {
        var model = models.Of(creation.SyntaxTree);
        if (model.GetSymbolInfo(creation, cancellationToken).Symbol is not IMethodSymbol constructor)
            return null;
        var arguments = creation.ArgumentList?.Arguments ?? default;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Through(arguments[i].Expression, depth + 1) is not null && ParameterOf(constructor, arguments[i], i) is { } parameter && Keeps(constructor, parameter, depth + 1))
                return constructor.ContainingType.Name;
        }

        return creation.Initializer?.Expressions.Any(part => IsKept(part, model, depth)) == true ? constructor.ContainingType.Name : null;
    }

    /// <summary><c>{ Owner = this }</c> into a field or auto-property; <c>{ this }</c> into a list.</summary>
    private bool IsKept(ExpressionSyntax part, SemanticModel model, int depth)
    {
        if (part is not AssignmentExpressionSyntax assignment)
            return Through(part, depth + 1) is not null;
        return Through(assignment.Right, depth + 1) is not null && IsStorage(model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol);
    }

    private static IParameterSymbol? ParameterOf(IMethodSymbol method, ArgumentSyntax argument, int index) =>
        argument.NameColon is { } named ? method.Parameters.FirstOrDefault(parameter => parameter.Name == named.Name.Identifier.ValueText)
        : index < method.Parameters.Length ? method.Parameters[index]
        : null;

    /// <summary>The constructor stores the parameter in the new object.</summary>
    private bool Keeps(IMethodSymbol constructor, IParameterSymbol parameter, int depth)
    {
        if (depth > MaxDepth || constructor.DeclaringSyntaxReferences.Length != 1)
            return false;
        return constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) switch
        {
            RecordDeclarationSyntax => true,
            TypeDeclarationSyntax type => TypeCode.Mentions(type, parameter.Name, cancellationToken).Any(mention => IsCaptured(mention, type)),
            ConstructorDeclarationSyntax declared => Stores(declared, parameter) || HandsOn(declared, parameter, depth),
            _ => false,
        };
    }

    /// <summary>A parameter of the type that a member's body, or the initializer of a field or property, names.</summary>
    private static bool IsCaptured(SimpleNameSyntax mention, TypeDeclarationSyntax type)
    {
        if (mention.Parent is EqualsValueClauseSyntax)
            return true;
        return mention.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
            && member.Parent == type
            && !mention.Ancestors().Any(static node => node is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } });
    }

    private bool Stores(ConstructorDeclarationSyntax declared, IParameterSymbol parameter)
    {
        var model = models.Of(declared.SyntaxTree);
        return TypeCode.Mentions(declared, parameter.Name, cancellationToken).Any(mention =>
        {
            var whole = Bare.Whole(mention);
            // _owner = owner ?? throw …
            if (whole.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && coalesce.Left == whole)
                whole = Bare.Whole(coalesce);
            return whole.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                && assignment.Right == whole
                && Bare.Of(assignment.Left) is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                && IsStorage(model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol);
        });
    }

    private bool HandsOn(ConstructorDeclarationSyntax declared, IParameterSymbol parameter, int depth)
    {
        if (declared.Initializer is not { } initializer || models.Of(declared.SyntaxTree).GetSymbolInfo(initializer, cancellationToken).Symbol is not IMethodSymbol next)
            return false;
        var arguments = initializer.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Bare.Of(arguments[i].Expression) is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name
                && ParameterOf(next, arguments[i], i) is { } handedOn && Keeps(next, handedOn, depth + 1))
                return true;
        }

        return false;
    }

    /// <summary>A field, or a property with a field behind it, that holds strongly.</summary>
    private static bool IsStorage(ISymbol? symbol) => symbol switch
    {
        IFieldSymbol { IsStatic: false } => true,
        IPropertySymbol { IsStatic: false } property => property.ContainingType.GetMembers().Any(member => member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        _ => false,
    };
}
