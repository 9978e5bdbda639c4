using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The code that a call may run, as it is declared.</summary>
internal sealed class Callee
{
    private Callee(SyntaxNode declaration, bool isStatic)
    {
        Declaration = declaration;
        IsStatic = isStatic;
    }

    /// <summary>A method, a constructor, a setter; a type for its primary constructor.</summary>
    public SyntaxNode Declaration { get; }

    public bool IsStatic { get; }

    public bool IsExtension { get; private init; }

    /// <summary>
    /// Written in an <c>extension</c> block, whose parameter is the object that it is called on. The oldest compiler has no name for the block's syntax: it is
    /// what else declares members.
    /// </summary>
    public bool IsInExtensionBlock =>
        Declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not (null or ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax);

    /// <summary>The last parameter takes any number of arguments.</summary>
    public bool HasParams { get; private init; }

    public IReadOnlyList<(string Name, TypeSyntax? Type, bool IsByReference)> Parameters { get; private init; } = [];

    /// <summary>Null for what has no code here.</summary>
    public static Callee? Of(MemberDeclarationSyntax member, SyntaxTokenList modifiers)
    {
        switch (member)
        {
            case ConstructorDeclarationSyntax or TypeDeclarationSyntax:
            case MethodDeclarationSyntax method when method.Body is not null || method.ExpressionBody is not null:
                return Of(member, ParametersOf(member), modifiers.Any(SyntaxKind.StaticKeyword));
            case BasePropertyDeclarationSyntax { AccessorList: { } accessors } property:
                foreach (var accessor in accessors.Accessors)
                {
                    if (accessor.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration && (accessor.Body is not null || accessor.ExpressionBody is not null))
                        return new Callee(accessor, modifiers.Any(SyntaxKind.StaticKeyword)) { Parameters = [("value", property.Type, false)] };
                }

                return null;
            default:
                return null;
        }
    }

    public static ParameterListSyntax? ParametersOf(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList,
        TypeDeclarationSyntax type => type.ParameterList,
        _ => null,
    };

    private static Callee Of(SyntaxNode declaration, ParameterListSyntax? list, bool isStatic)
    {
        var parameters = list?.Parameters ?? default;
        var all = new List<(string Name, TypeSyntax? Type, bool IsByReference)>(parameters.Count);
        foreach (var parameter in parameters)
            all.Add((parameter.Identifier.ValueText, parameter.Type, parameter.Modifiers.Any(SyntaxKind.OutKeyword) || parameter.Modifiers.Any(SyntaxKind.RefKeyword)));
        return new Callee(declaration, isStatic)
        {
            Parameters = all,
            IsExtension = parameters.Count > 0 && parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword),
            HasParams = parameters.Count > 0 && parameters[parameters.Count - 1].Modifiers.Any(SyntaxKind.ParamsKeyword),
        };
    }
}
