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

    /// <summary>Null for one without code.</summary>
    public static Callee? Of(IMethodSymbol method)
    {
        var implementation = method.PartialImplementationPart ?? method;
        foreach (var reference in implementation.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax())
            {
                case BaseMethodDeclarationSyntax { ParameterList: var parameters } declaration when declaration.Body is not null || declaration.ExpressionBody is not null || method.MethodKind == MethodKind.Constructor:
                    return Of(declaration, method, parameters);
                case TypeDeclarationSyntax { ParameterList: { } parameters } declaration:
                    return Of(declaration, method, parameters);
                case AccessorDeclarationSyntax accessor when accessor.Body is not null || accessor.ExpressionBody is not null:
                    return new Callee(accessor, method.IsStatic) { Parameters = [("value", (accessor.Parent?.Parent as BasePropertyDeclarationSyntax)?.Type, false)] };
            }
        }

        return null;
    }

    private static Callee Of(SyntaxNode declaration, IMethodSymbol method, BaseParameterListSyntax parameters)
    {
        var all = new List<(string Name, TypeSyntax? Type, bool IsByReference)>();
        foreach (var parameter in parameters.Parameters)
            all.Add((parameter.Identifier.ValueText, parameter.Type, parameter.Modifiers.Any(SyntaxKind.OutKeyword) || parameter.Modifiers.Any(SyntaxKind.RefKeyword)));
        return new Callee(declaration, method.IsStatic)
        {
            Parameters = all,
            IsExtension = method.IsExtensionMethod,
            HasParams = parameters.Parameters.Count > 0 && parameters.Parameters[parameters.Parameters.Count - 1].Modifiers.Any(SyntaxKind.ParamsKeyword),
        };
    }
}
