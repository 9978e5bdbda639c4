using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Interop;

/// <summary>A <c>DotNetObjectReference.Create(this)</c> that reaches JavaScript and that no code disposes.</summary>
/// <param name="Owner">The type of the object that it keeps.</param>
/// <param name="Member">The field or property that it is kept in, if any.</param>
internal sealed record InteropReference(INamedTypeSymbol Owner, ISymbol? Member)
{
    public const string TypeName = "Microsoft.JSInterop.DotNetObjectReference";

    /// <summary>By syntax alone.</summary>
    public static bool IsPossible(InvocationExpressionSyntax call) =>
        call is
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create", Expression: var type },
            ArgumentList.Arguments: { Count: 1 } arguments,
        }
        && Bare.NameOf(type)?.Identifier.ValueText == "DotNetObjectReference"
        && Bare.Of(arguments[0].Expression) is ThisExpressionSyntax;

    public static InteropReference? Of(InvocationExpressionSyntax call, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { ContainingType: { } type }
            || type.ToDisplayString() != TypeName
            || model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression, cancellationToken).Type is not INamedTypeSymbol owner)
            return null;
        var whole = Bare.Whole(call);
        switch (whole.Parent)
        {
            case VariableDeclaratorSyntax or EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax } }:
                return IsLocalDropped(whole, model, index, cancellationToken) ? new InteropReference(owner, null) : null;
            case AssignmentExpressionSyntax assignment when assignment.Right == whole && assignment.Parent is ExpressionStatementSyntax or ArgumentSyntax or ArrowExpressionClauseSyntax:
                var member = model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol;
                return member is IFieldSymbol or IPropertySymbol && IsMemberDropped(member, index, cancellationToken) ? new InteropReference(owner, member) : null;
            default:
                return IsHandedToScript(whole) ? new InteropReference(owner, null) : null;
        }
    }

    /// <summary>An argument of a call into JavaScript, perhaps in an array of arguments.</summary>
    private static bool IsHandedToScript(SyntaxNode value)
    {
        foreach (var node in value.Ancestors())
        {
            switch (node)
            {
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }:
                    return Bare.NameOf(call.Expression)?.Identifier.ValueText.StartsWith("Invoke", System.StringComparison.Ordinal) == true;
                case InitializerExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax
                    or AnonymousObjectCreationExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The local goes to JavaScript and nowhere else.</summary>
    private static bool IsLocalDropped(ExpressionSyntax value, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (value.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { } variable || value.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } body)
            return false;
        var uses = MemberUses.OfLocal(variable.Identifier.ValueText, body, index, cancellationToken).All;
        // Kept in a field after all: that field is what is disposed, or not.
        foreach (var use in uses)
        {
            if (Bare.Whole(use.Node as ExpressionSyntax ?? value).Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && assignment.Right.Span.Contains(use.Node.Span))
                return model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is (IFieldSymbol or IPropertySymbol) and var member && IsMemberDropped(member, index, cancellationToken);
        }

        return IsDropped(uses, variable);
    }

    private static bool IsMemberDropped(ISymbol member, CodeIndex index, CancellationToken cancellationToken)
    {
        if (member.IsStatic)
            return false;
        var uses = MemberUses.Of(member, index, cancellationToken);
        return uses.AreComplete && IsDropped(uses.All, null);
    }

    private static bool IsDropped(System.Collections.Immutable.ImmutableArray<MemberUse> uses, SyntaxNode? declaration) =>
        uses.Any(static use => IsHandedToScript(use.Node))
        && uses.All(use => use.IsInFinalizer || use.Kind switch
        {
            UseKind.Called => use.Name is not ("Dispose" or "DisposeAsync"),
            UseKind.Escapes => use.Node != declaration && IsHandedToScript(use.Node),
            _ => true,
        });
}
