using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Semantics;

/// <summary>The code of a type, in all its parts.</summary>
internal static class TypeCode
{
    /// <summary>Where the type is declared; nested types are inside.</summary>
    public static IEnumerable<TypeDeclarationSyntax> Of(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>();

    /// <summary>Every mention of a name in expressions there. Whether it means the member is for the caller to ask.</summary>
    public static IEnumerable<SimpleNameSyntax> Mentions(INamedTypeSymbol type, string name, CancellationToken cancellationToken) =>
        Of(type, cancellationToken).SelectMany(part => Mentions(part, name, cancellationToken));

    public static IEnumerable<SimpleNameSyntax> Mentions(SyntaxNode code, string name, CancellationToken cancellationToken)
    {
        foreach (var node in code.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node is SimpleNameSyntax simple && simple.Identifier.ValueText == name)
                yield return simple;
        }
    }

    /// <summary>From a name to the access that it ends: <c>this._x</c>, <c>other._x</c>.</summary>
    public static ExpressionSyntax Access(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    /// <summary>The type that code is written in that no other type contains.</summary>
    public static TypeDeclarationSyntax? Outermost(SyntaxNode node) => node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault();
}
