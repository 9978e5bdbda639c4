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
    /// The name is that of a private method of the type, or of a local that is declared with a lambda. Nearly every <c>-=</c> subtracts numbers,
    /// and is decided here by a look at the type's list of members and at the body.
    /// </summary>
    public static bool MayBeHandler(AssignmentExpressionSyntax removal, string name)
    {
        if (removal.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return false;
        if (type.Members.Any(member => member is MethodDeclarationSyntax method && method.Identifier.ValueText == name))
            return true;
        // Only the blocks around it: what is declared elsewhere is not in scope.
        return removal.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax).OfType<BlockSyntax>()
            .SelectMany(static block => block.Statements).OfType<LocalDeclarationStatementSyntax>()
            .SelectMany(static local => local.Declaration.Variables)
            .Any(variable => variable.Identifier.ValueText == name && variable.Initializer is { Value: var value } && Bare.OfDelegate(value) is AnonymousFunctionExpressionSyntax);
    }

    /// <summary>The name stands in a string or a <c>nameof</c>: reflection or a designer may make a delegate of it.</summary>
    public static bool IsQuoted(SyntaxNode code, string name) => code.DescendantNodes().Any(node =>
        (node is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal && literal.Token.ValueText == name)
        || (IsNameof(node) && Bare.NameOf(((InvocationExpressionSyntax)node).ArgumentList.Arguments[0].Expression)?.Identifier.ValueText == name));

    private static bool IsNameof(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments.Count: 1 };
}
