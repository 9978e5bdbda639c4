using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Handlers;

/// <summary>What a lambda or anonymous method takes from the code around it.</summary>
/// <param name="Outer">Locals, parameters and local functions that are declared around it.</param>
/// <param name="UsesThis">It mentions the instance, or a member of it.</param>
/// <param name="UsesTypeParameters">It mentions a type parameter of the method around it.</param>
internal sealed record LambdaFacts(IReadOnlyCollection<ISymbol> Outer, bool UsesThis, bool UsesTypeParameters)
{
    /// <returns>Null where something in it is not understood: the code does not compile.</returns>
    public static LambdaFacts? Of(AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken)
    {
        var outer = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var usesThis = false;
        var usesTypeParameters = false;
        foreach (var node in lambda.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            usesThis |= node is ThisExpressionSyntax or BaseExpressionSyntax;
            if (node is not SimpleNameSyntax name || name.Parent is NameColonSyntax or NameEqualsSyntax || name.IsVar)
                continue;
            var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
            switch (symbol)
            {
                case null when !Expressions.IsInNameof(name):
                    return null;
                case ITypeParameterSymbol { DeclaringMethod: not null } parameter when !IsWithin(parameter.DeclaringMethod, lambda):
                    usesTypeParameters = true;
                    break;
                case ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } when !IsWithin(symbol, lambda):
                    outer.Add(symbol);
                    break;
                case IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }:
                    usesThis |= !symbol.IsStatic && IsUnqualified(name);
                    break;
            }
        }

        return new LambdaFacts(outer, usesThis, usesTypeParameters);
    }

    private static bool IsWithin(ISymbol? symbol, SyntaxNode lambda) =>
        symbol is not null && symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == lambda.SyntaxTree && lambda.Span.Contains(reference.Span));

    private static bool IsUnqualified(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or QualifiedNameSyntax => false,
        // `new X { Name = … }`
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression } } assignment => assignment.Left != name,
        _ => true,
    };
}
