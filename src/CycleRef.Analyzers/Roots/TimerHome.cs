using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Where an object goes that has just been made: a member of the own type, or a local, and what is done with it there.</summary>
/// <param name="Member">The field or auto-property, or null.</param>
/// <param name="Local">The local, or null.</param>
/// <param name="Uses">Its uses.</param>
internal sealed record TimerHome(ISymbol? Member, string? Local, MemberUses Uses)
{
    /// <summary>Null where the object is handed to somebody else, or dropped.</summary>
    public static TimerHome? Of(ExpressionSyntax creation, RootSite site)
    {
        var value = (SyntaxNode)creation;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            value = value.Parent;
        switch (value.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Right == value && assignment.Kind() is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression:
                if (IsLocal(assignment.Left, site) is { } assigned)
                    return OfLocal(assigned, creation, site);
                return assignment.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax && site.OwnMember(assignment.Left) is { } member ? OfMember(member, site) : null;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } }:
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }:
                return OfMember(site.Member, site);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } variable }:
                return OfLocal(variable.Identifier.ValueText, creation, site);
            default:
                return null;
        }
    }

    private static TimerHome OfMember(ISymbol member, RootSite site) => new(member, null, site.UsesOf(member));

    private static TimerHome? OfLocal(string local, SyntaxNode creation, RootSite site) =>
        creation.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } body ? new TimerHome(null, local, site.UsesOfLocal(local, body)) : null;

    private static string? IsLocal(ExpressionSyntax target, RootSite site) =>
        target is IdentifierNameSyntax { Identifier.ValueText: var name }
        && target.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } body
        && site.Services.Code.Index.Of(body, name, site.CancellationToken).Any(static token => token.Parent is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax })
            ? name
            : null;
}
