using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Unsubscribing;

/// <summary>
/// Whether a <c>-=</c> can remove anything. Delegates are equal when method and target are; a lambda is a method of its own, so one that is
/// written at the <c>-=</c> equals no other. For named handlers the code of the type must prove that nobody ever adds them.
/// </summary>
internal static class UselessRemovals
{
    private const string FreshDelegate = "the lambda is a new delegate, which nobody has added";

    /// <summary>Cheap: by syntax alone, could this remove nothing? A lambda, or a name, which then has to be looked up.</summary>
    public static bool IsSuspicious(AssignmentExpressionSyntax removal) =>
        Bare.OfDelegate(removal.Right) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax;

    public static UselessRemoval? Of(AssignmentExpressionSyntax removal, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        var removed = Bare.OfDelegate(removal.Right);
        if (removed is AnonymousFunctionExpressionSyntax lambda)
        {
            return IsDelegateList(removal.Left, model, cancellationToken)
                ? new UselessRemoval(removed, (MatchingAdd(removal, model, index, cancellationToken) ?? LookAlike(removal, lambda, model, index, cancellationToken))?.Right.GetLocation(), FreshDelegate)
                : null;
        }

        if (Bare.NameOf(removed) is not { } name || !NamesInCode.MayBeHandler(removal, name.Identifier.ValueText))
            return null;
        return model.GetSymbolInfo(name, cancellationToken).Symbol switch
        {
            ILocalSymbol local => OfLocal(removal, removed, local, model, index, cancellationToken),
            IMethodSymbol method => OfMethod(removal, removed, method, model, index, cancellationToken),
            _ => null,
        };
    }

    /// <summary>A local that holds a lambda and is used for nothing but removing it.</summary>
    private static UselessRemoval? OfLocal(AssignmentExpressionSyntax removal, ExpressionSyntax removed, ILocalSymbol local, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (local.DeclaringSyntaxReferences.Length != 1
            || local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || Bare.OfDelegate(value) is not AnonymousFunctionExpressionSyntax
            || declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } body
            || !IsDelegateList(removal.Left, model, cancellationToken))
            return null;
        foreach (var mention in index.Mentions(body, local.Name, cancellationToken))
        {
            if (!NamesInCode.IsRemoved(mention) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(mention, cancellationToken).Symbol, local))
                return null;
        }

        return new UselessRemoval(removed, MatchingAdd(removal, model, index, cancellationToken)?.Right.GetLocation(), $"'{local.Name}' is a new delegate, which nobody has added");
    }

    /// <summary>A private method of a type in one part that is made a delegate nowhere but at <c>-=</c>, while another handler is added to the same event.</summary>
    private static UselessRemoval? OfMethod(AssignmentExpressionSyntax removal, ExpressionSyntax removed, IMethodSymbol method, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, ContainingType: { DeclaringSyntaxReferences.Length: 1 } type }
            || !IsDelegateList(removal.Left, model, cancellationToken)
            || type.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not TypeDeclarationSyntax code
            || code.SyntaxTree != removal.SyntaxTree
            || NamesInCode.IsQuoted(code, method.Name))
            return null;
        return MatchingAdd(removal, model, index, cancellationToken) is { } added && !IsRemovedElsewhere(added, code, index, cancellationToken)
            ? new UselessRemoval(removed, added.Right.GetLocation(), $"nobody has added '{method.Name}'")
            : null;
    }

    private static bool IsDelegateList(ExpressionSyntax left, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(left, cancellationToken).Symbol switch
        {
            IEventSymbol @event => !IgnoresHandler(@event, cancellationToken),
            IFieldSymbol { Type.TypeKind: TypeKind.Delegate } or IPropertySymbol { Type.TypeKind: TypeKind.Delegate } => true,
            ILocalSymbol { Type.TypeKind: TypeKind.Delegate } or IParameterSymbol { Type.TypeKind: TypeKind.Delegate } => true,
            _ => false,
        };

    /// <summary>An accessor written by hand may remove by other means: the handler's target, or everything.</summary>
    private static bool IgnoresHandler(IEventSymbol @event, CancellationToken cancellationToken)
    {
        if (@event.OriginalDefinition.RemoveMethod is not { DeclaringSyntaxReferences: { Length: > 0 } references })
            return false;
        foreach (var reference in references)
        {
            if (reference.GetSyntax(cancellationToken) is AccessorDeclarationSyntax accessor && !HandsOn(accessor))
                return true;
        }

        return false;
    }

    /// <summary><c>_other -= value</c>, <c>Events.RemoveHandler(key, value)</c>: what compares delegates in the end.</summary>
    private static bool HandsOn(AccessorDeclarationSyntax accessor) => accessor.DescendantNodes().Any(static node =>
        node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression, Right: IdentifierNameSyntax { Identifier.ValueText: "value" } }
            or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RemoveHandler" or "Remove" } });

    /// <summary>The first <c>+=</c> of the type on the same event of the same receiver.</summary>
    private static AssignmentExpressionSyntax? MatchingAdd(AssignmentExpressionSyntax removal, SemanticModel model, CodeIndex index, CancellationToken cancellationToken) =>
        Adds(removal, model, index, cancellationToken).FirstOrDefault(added => SyntaxFactory.AreEquivalent(added.Left, removal.Left));

    /// <summary>The <c>+=</c> of an equal lambda on that event, through another variable.</summary>
    private static AssignmentExpressionSyntax? LookAlike(AssignmentExpressionSyntax removal, AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CodeIndex index, CancellationToken cancellationToken) =>
        Adds(removal, model, index, cancellationToken).FirstOrDefault(added => SyntaxFactory.AreEquivalent(Bare.OfDelegate(added.Right), lambda));

    private static IEnumerable<AssignmentExpressionSyntax> Adds(AssignmentExpressionSyntax removal, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (removal.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || Bare.NameOf(removal.Left)?.Identifier.ValueText is not { } name)
            yield break;
        var list = model.GetSymbolInfo(removal.Left, cancellationToken).Symbol;
        foreach (var mention in index.Mentions(type, name, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (mention.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { RawKind: (int)SyntaxKind.AddAssignmentExpression } added
                && Bare.NameOf(added.Left) == mention
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(added.Left, cancellationToken).Symbol, list))
                yield return added;
        }
    }

    /// <summary>The handler that was added is removed too: then the useless removal is of another one.</summary>
    private static bool IsRemovedElsewhere(AssignmentExpressionSyntax added, TypeDeclarationSyntax code, CodeIndex index, CancellationToken cancellationToken)
    {
        var handler = Bare.OfDelegate(added.Right);
        var name = handler switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            _ => handler.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault(),
        };
        if (handler is AnonymousFunctionExpressionSyntax)
            return false;
        var candidates = name is null
            ? code.DescendantNodes()
            : index.Mentions(code, name.Identifier.ValueText, cancellationToken).SelectMany(static mention => mention.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax));
        return candidates.Any(node =>
            node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression } other && SyntaxFactory.AreEquivalent(Bare.OfDelegate(other.Right), handler));
    }
}
