using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Resolves names that may mean static members, without binding the body in which they stand.</summary>
internal static class StaticMembers
{
    /// <summary><c>X</c> of the own type, a base or a type around it; <c>T.X</c> of a type that is in scope.</summary>
    public static ISymbol? Find(ExpressionSyntax expression, RootSite site)
    {
        switch (Bare.Of(expression))
        {
            case SimpleNameSyntax name:
                return OfScope(name, site);
            case MemberAccessExpressionSyntax access when TypeOf(access.Expression, site) is { } type:
                return StaticMember(type, access.Name.Identifier.ValueText);
            default:
                return null;
        }
    }

    /// <summary>The type that an expression names; null for values. A name in lower case is taken for a value.</summary>
    public static INamedTypeSymbol? TypeOf(ExpressionSyntax expression, RootSite site) => NamespaceOrType(expression, site) as INamedTypeSymbol;

    /// <summary>The member of the type or of a base, static or not.</summary>
    public static IEnumerable<ISymbol> MembersOf(ITypeSymbol? type, string name)
    {
        var steps = 0;
        for (var current = type; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
                yield return member;
        }

        foreach (var implemented in type?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty)
        {
            foreach (var member in implemented.GetMembers(name))
                yield return member;
        }
    }

    private static INamespaceOrTypeSymbol? NamespaceOrType(ExpressionSyntax expression, RootSite site)
    {
        switch (expression)
        {
            // `Child.Changed` of an own property is a value, and far more common than a type of that name.
            case SimpleNameSyntax { Identifier.ValueText: { Length: > 0 } name } when !char.IsUpper(name[0]) || site.Type.GetMembers(name).Any(static member => !member.IsStatic):
                return null;
            case SimpleNameSyntax { Identifier.ValueText: var name } simple:
                var found = site.Model.LookupNamespacesAndTypes(simple.SpanStart, name: name)
                    .Where(symbol => symbol is INamespaceSymbol || symbol is INamedTypeSymbol type && type.Arity == ArityOf(simple))
                    .ToList();
                return found.Count == 1 ? (INamespaceOrTypeSymbol)found[0] : null;
            case MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.SimpleMemberAccessExpression):
                return NamespaceOrType(access.Expression, site)?.GetMembers(access.Name.Identifier.ValueText).OfType<INamespaceOrTypeSymbol>().FirstOrDefault();
            case AliasQualifiedNameSyntax { Alias.Identifier.RawKind: (int)SyntaxKind.GlobalKeyword, Name.Identifier.ValueText: var global }:
                return site.Services.Models.Compilation.GlobalNamespace.GetMembers(global).OfType<INamespaceOrTypeSymbol>().FirstOrDefault();
            default:
                return null;
        }
    }

    private static int ArityOf(SimpleNameSyntax name) => (name as GenericNameSyntax)?.TypeArgumentList.Arguments.Count ?? 0;

    private static ISymbol? OfScope(SimpleNameSyntax name, RootSite site)
    {
        var text = name.Identifier.ValueText;
        var steps = 0;
        for (var type = site.Type; type is not null && steps++ < KnownTypes.MaxBaseTypes; type = type.ContainingType)
        {
            // Bases in source only: nobody inherits a static event from a library, and asking for its members is dear.
            for (var current = type; current is { DeclaringSyntaxReferences.Length: > 0 } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
            {
                foreach (var member in current.GetMembers(text))
                {
                    if (member is IFieldSymbol or IPropertySymbol or IEventSymbol)
                        return member.IsStatic && !IsHiddenByLocal(name, site) ? member : null;
                }
            }
        }

        return null;
    }

    private static ISymbol? StaticMember(INamedTypeSymbol type, string name) =>
        MembersOf(type, name).FirstOrDefault(static member => member.IsStatic && member is IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol);

    private static bool IsHiddenByLocal(SimpleNameSyntax name, RootSite site) =>
        name.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && site.Services.Code.Index.Of(member, name.Identifier.ValueText, site.CancellationToken)
            .Any(static token => token.Parent is VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax } or ParameterSyntax);
}
