using System.Linq;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Where an object comes from, as far as the code of the type tells.</summary>
internal static class Origins
{
    /// <summary>Locals and members that are looked through.</summary>
    private const int MaxSteps = 4;

    /// <summary>Static, or handed in: a parameter, a member that only a parameter of a constructor is stored in.</summary>
    public static Source Of(ExpressionSyntax? expression, RootSite site) => Of(expression, site, 0);

    private static Source Of(ExpressionSyntax? expression, RootSite site, int depth)
    {
        if (expression is null || depth > MaxSteps)
            return Source.Own;
        expression = Bare.Of(expression);
        if (expression is ThisExpressionSyntax or BaseExpressionSyntax or LiteralExpressionSyntax or BaseObjectCreationExpressionSyntax)
            return Source.Own;
        var symbol = site.ModelOf(expression).GetSymbolInfo(expression, site.CancellationToken).Symbol;
        switch (symbol)
        {
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction and not MethodKind.LocalFunction } } parameter:
                return parameter.RefKind == RefKind.None ? Source.Foreign : Source.Own;
            case ILocalSymbol local:
                return OfLocal(local, expression, site, depth);
            case IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true }:
                return Source.Rooted;
            case IFieldSymbol or IPropertySymbol when expression is MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) and var owner }:
                return Of(owner, site, depth + 1);
            case IFieldSymbol or IPropertySymbol when symbol.ContainingType.DeclaringSyntaxReferences.Length > 0:
                return OfMember(symbol, site, depth);
            default:
                return Source.Own;
        }
    }

    private static Source OfLocal(ILocalSymbol local, ExpressionSyntax use, RootSite site, int depth)
    {
        if (use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } body)
            return Source.Own;
        var assigned = MemberUses.OfLocal(local.Name, body).All.Where(static u => u.Kind == UseKind.Assigned).ToList();
        return assigned.Count == 1 ? Of(assigned[0].Value, site, depth + 1) : Source.Own;
    }

    /// <summary>Every value that the member is given comes from outside.</summary>
    private static Source OfMember(ISymbol member, RootSite site, int depth)
    {
        if (member is IPropertySymbol { DeclaringSyntaxReferences.Length: > 0 } property && property.DeclaringSyntaxReferences[0].GetSyntax(site.CancellationToken) is PropertyDeclarationSyntax { ExpressionBody.Expression: { } arrow })
            return Of(arrow, site, depth + 1);
        if (member is IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private } || member is IFieldSymbol { DeclaredAccessibility: not (Accessibility.Private or Accessibility.Protected), IsReadOnly: false })
            return Source.Own;
        var assigned = site.UsesOf(member).All.Where(static use => use.Kind == UseKind.Assigned).ToList();
        if (assigned.Count == 0)
            return Source.Own;
        var all = assigned.Select(use => Of(Guarded(use.Value), site, depth + 1)).ToList();
        return all.Contains(Source.Own) ? Source.Own : all.Contains(Source.Foreign) ? Source.Foreign : Source.Rooted;
    }

    /// <summary><c>x ?? throw …</c></summary>
    private static ExpressionSyntax? Guarded(ExpressionSyntax? value) =>
        value is BinaryExpressionSyntax { OperatorToken.ValueText: "??", Left: var left, Right: ThrowExpressionSyntax } ? left : value;
}
