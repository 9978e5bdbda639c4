using System.Linq;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Unsubscribing;

/// <summary>What the text of a type says about a name, before anything is bound.</summary>
internal static class NamesInCode
{
    /// <summary>
    /// The name is that of a method which the type makes a delegate of only to remove it, or of a local that is declared with a lambda. Nearly every
    /// <c>-=</c> subtracts a number or removes a handler that the type has added: both are decided here, by names.
    /// </summary>
    public static bool MayBeHandler(AssignmentExpressionSyntax removal, string name)
    {
        if (removal.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return false;
        if (type.Members.Any(member => member is MethodDeclarationSyntax method && method.Identifier.ValueText == name))
            return !type.Modifiers.Any(SyntaxKind.PartialKeyword) && IsOnlyRemoved(type, name, Bare.NameOf(removal.Left)?.Identifier.ValueText);
        // Only the blocks around it: what is declared elsewhere is not in scope.
        return removal.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax).OfType<BlockSyntax>()
            .SelectMany(static block => block.Statements).OfType<LocalDeclarationStatementSyntax>()
            .SelectMany(static local => local.Declaration.Variables)
            .Any(variable => variable.Identifier.ValueText == name && variable.Initializer is { Value: var value } && Bare.OfDelegate(value) is AnonymousFunctionExpressionSyntax);
    }

    /// <summary>Methods of the name are private, called or removed but nothing else, while something is added to the event.</summary>
    private static bool IsOnlyRemoved(TypeDeclarationSyntax type, string name, string? @event)
    {
        var isOtherAdded = false;
        foreach (var node in type.DescendantNodes())
        {
            switch (node)
            {
                case MethodDeclarationSyntax method when method.Identifier.ValueText == name
                    && method.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword):
                    return false;
                case SimpleNameSyntax mention when mention.Identifier.ValueText == name && !IsRemoved(mention) && !IsCalled(mention):
                    return false;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } added:
                    isOtherAdded |= Bare.NameOf(added.Left)?.Identifier.ValueText == @event;
                    break;
            }
        }

        return isOtherAdded;
    }

    /// <summary>It stands on the right of a <c>-=</c>.</summary>
    public static bool IsRemoved(SimpleNameSyntax mention)
    {
        var whole = Bare.Whole(TypeCode.Access(mention));
        if (whole.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: BaseObjectCreationExpressionSyntax creation } })
            whole = Bare.Whole(creation);
        return whole.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression } removal && removal.Right == whole;
    }

    private static bool IsCalled(SimpleNameSyntax mention)
    {
        var access = TypeCode.Access(mention);
        return access.Parent is InvocationExpressionSyntax call && call.Expression == access;
    }

    /// <summary>The name stands in a string or a <c>nameof</c>: reflection or a designer may make a delegate of it.</summary>
    public static bool IsQuoted(SyntaxNode code, string name) => code.DescendantNodes().Any(node =>
        (node is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal && literal.Token.ValueText == name)
        || (IsNameof(node) && Bare.NameOf(((InvocationExpressionSyntax)node).ArgumentList.Arguments[0].Expression)?.Identifier.ValueText == name));

    private static bool IsNameof(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments.Count: 1 };
}
