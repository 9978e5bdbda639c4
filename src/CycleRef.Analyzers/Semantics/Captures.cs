using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Semantics;

/// <summary>What a lambda, anonymous method or local function takes from outside of it.</summary>
/// <param name="This">It uses the object that it is written in.</param>
/// <param name="Variables">Locals and parameters of the code around it.</param>
internal sealed record Captures(bool This, IReadOnlyCollection<ISymbol> Variables)
{
    /// <summary>Local functions that call local functions: deeper than people nest them.</summary>
    private const int MaxDepth = 8;

    public bool IsEmpty => !This && Variables.Count == 0;

    public static Captures Of(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken)
    {
        var variables = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var takesThis = false;
        var seen = new HashSet<SyntaxNode>();
        Visit(function, 0);
        return new Captures(takesThis, variables);

        void Visit(SyntaxNode body, int depth)
        {
            if (depth > MaxDepth || !seen.Add(body))
                return;
            foreach (var node in body.DescendantNodes(static n => !IsNameof(n)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (node is ThisExpressionSyntax or BaseExpressionSyntax)
                    takesThis = true;
                else if (node is SimpleNameSyntax name && !IsNameOfMember(name))
                    Add(model.GetSymbolInfo(name, cancellationToken).Symbol, depth);
            }
        }

        void Add(ISymbol? symbol, int depth)
        {
            switch (symbol)
            {
                case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } when IsPrimary(constructor, function, cancellationToken):
                    takesThis = true;
                    break;
                case ILocalSymbol { IsConst: false } or IParameterSymbol or IRangeVariableSymbol:
                    if (!IsDeclaredIn(symbol, function))
                        variables.Add(symbol);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.LocalFunction, IsStatic: false, DeclaringSyntaxReferences: { Length: 1 } declarations }:
                    if (!IsDeclaredIn(symbol, function) && declarations[0].SyntaxTree == model.SyntaxTree)
                        Visit(declarations[0].GetSyntax(cancellationToken), depth + 1);
                    break;
                case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } or IEventSymbol { IsStatic: false }
                    or IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary }:
                    takesThis = true;
                    break;
            }
        }
    }

    public static bool IsNameof(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments.Count: 1 };

    /// <summary>The name says which member of another expression is meant, not whose.</summary>
    private static bool IsNameOfMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or QualifiedNameSyntax or NameColonSyntax or NameEqualsSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression } } assignment => assignment.Left == name,
        _ => false,
    };

    private static bool IsPrimary(IMethodSymbol constructor, SyntaxNode function, CancellationToken cancellationToken) =>
        constructor.DeclaringSyntaxReferences.Length == 1
        && constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is TypeDeclarationSyntax type
        && function.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() == type;

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode function)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == function.SyntaxTree && function.Span.Contains(reference.Span))
                return true;
        }

        return false;
    }
}
