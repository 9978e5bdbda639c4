using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Whether a handler is ever removed from an event, by name.</summary>
internal static class Unsubscriptions
{
    /// <param name="event">The simple name of the event.</param>
    /// <param name="handler">The handler: where others can name it, they may remove it.</param>
    /// <param name="site">The code that adds it.</param>
    public static Release Of(string @event, CallbackTarget handler, RootSite site)
    {
        var answer = Release.Never;
        foreach (var part in Code(site.Type, site.CancellationToken))
        {
            foreach (var mention in site.Services.Code.Index.Of(part, @event, site.CancellationToken))
            {
                if (!IsRemoved(mention, @event) || !IsInRelatedType(mention, part, site.Type))
                    continue;
                if (mention.Parent!.FirstAncestorOrSelf<DestructorDeclarationSyntax>() is null)
                    return Release.Elsewhere;
                answer = Release.InFinalizer;
            }
        }

        return IsVisible(handler) && site.Services.Names.Any(@event, names => names.Unsubscribed.Contains(@event), site.CancellationToken) ? Release.Unknown : answer;
    }

    /// <summary>The type itself, one around it or one inside it; what lies beside it removes handlers of its own.</summary>
    private static bool IsRelated(TypeDeclarationSyntax declaration, INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Name == declaration.Identifier.ValueText)
                return true;
        }

        return declaration.Ancestors().OfType<TypeDeclarationSyntax>().Any(outer => outer.Identifier.ValueText == type.Name);
    }

    /// <summary>Types between the mention and the part that is read.</summary>
    private static bool IsInRelatedType(SyntaxToken mention, SyntaxNode part, INamedTypeSymbol type) =>
        mention.Parent!.AncestorsAndSelf().TakeWhile(node => node != part).OfType<TypeDeclarationSyntax>().All(declaration => IsRelated(declaration, type));

    private static bool IsRemoved(SyntaxToken mention, string @event)
    {
        for (var node = mention.Parent; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression } assignment
                    when assignment.Left.Span.Contains(mention.Span) && ReleaseNames.LastName(assignment.Left) == @event:
                    return true;
                // Delegate.Remove, RemoveHandler(nameof(E), …), RemoveEventHandler
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Remove" or "RemoveAll" or "RemoveHandler" or "RemoveEventHandler" } } call
                    when call.ArgumentList.Span.Contains(mention.Span):
                    return true;
            }
        }

        return false;
    }

    /// <summary>The type with all its parts, the types around it and its source bases.</summary>
    private static IEnumerable<SyntaxNode> Code(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var outermost = type;
        while (outermost.ContainingType is { } outer)
            outermost = outer;
        foreach (var reference in outermost.DeclaringSyntaxReferences)
            yield return reference.GetSyntax(cancellationToken);
        var steps = 0;
        for (var current = type.BaseType; current is { DeclaringSyntaxReferences.Length: > 0 } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var reference in current.DeclaringSyntaxReferences)
                yield return reference.GetSyntax(cancellationToken);
        }
    }

    /// <summary>A method that other types can name.</summary>
    private static bool IsVisible(CallbackTarget handler) =>
        handler.Code is MethodDeclarationSyntax method
        && method.Modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
}
