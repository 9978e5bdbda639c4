using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>What becomes of a weak reference that is made: used later, or made only to see its target die, as tests and measurements do.</summary>
internal static class WeakReferenceMade
{
    private static readonly string[] Keepers = ["Add", "TryAdd", "Insert", "Enqueue", "Push", "AddFirst", "AddLast", "AddOrUpdate", "Append"];
    private static readonly string[] Collecting = ["Collect", "WaitForPendingFinalizers"];

    /// <summary>The weak reference is kept where later code will look for the target.</summary>
    public static bool IsForUse(ExpressionSyntax made, FreshTarget target, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (IsMeasured(made, index, cancellationToken))
            return false;
        var whole = Whole(made);
        return whole.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } declarator } => IsForGood(declarator.Identifier.ValueText, whole, target, index, cancellationToken),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => IsForGood(property.Identifier.ValueText, whole, target, index, cancellationToken),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => IsStored(variable, target, model, index, cancellationToken),
            AssignmentExpressionSyntax assignment when assignment.Right == whole => IsStoredBy(assignment, target, model, index, cancellationToken),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => IsKeptBy(call, target),
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax } => target.IsDelegate,
            InitializerExpressionSyntax => true,
            _ => false,
        };
    }

    /// <summary>Code that forces collections, or forbids inlining, is about the collector.</summary>
    public static bool IsMeasured(SyntaxNode node, CodeIndex index, CancellationToken cancellationToken)
    {
        var member = node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>();
        if (member is not null && member.AttributeLists.Any(static list => list.ToString().Contains("NoInlining")))
            return true;
        return TypeCode.Outermost(node) is not { } code || Collecting.Any(name => index.Mentions(code, name, cancellationToken).Any(static mention =>
            mention.Parent is MemberAccessExpressionSyntax { Expression: var of } access && access.Name == mention && Bare.NameOf(of)?.Identifier.ValueText == "GC"));
    }

    private static ExpressionSyntax Whole(ExpressionSyntax made)
    {
        while (true)
        {
            made = Bare.Whole(made);
            if (made.Parent is ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression })
                made = (ExpressionSyntax)made.Parent;
            else
                return made;
        }
    }

    private static bool IsKeptBy(InvocationExpressionSyntax call, FreshTarget target) =>
        target.IsDelegate || (Bare.NameOf(call.Expression) is { } name && Keepers.Contains(name.Identifier.ValueText));

    private static bool IsStoredBy(AssignmentExpressionSyntax assignment, FreshTarget target, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (assignment.Left is ElementAccessExpressionSyntax)
            return true;
        // An out parameter or a local of the enclosing method gives it to code that is not seen.
        return model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol && Bare.NameOf(assignment.Left) is { } name
            && IsForGood(name.Identifier.ValueText, Bare.Whole(assignment.Right), target, index, cancellationToken);
    }

    /// <summary>An object, as opposed to a delegate, that the type makes again elsewhere is a cache that expects to lose it.</summary>
    private static bool IsForGood(string member, ExpressionSyntax value, FreshTarget target, CodeIndex index, CancellationToken cancellationToken)
    {
        if (target.IsDelegate || TypeCode.Outermost(value) is not { } code)
            return true;
        return !index.Mentions(code, member, cancellationToken).Any(mention =>
        {
            var access = TypeCode.Access(mention);
            return access.Parent is AssignmentExpressionSyntax assignment ? assignment.Left == access && !assignment.Span.Contains(value.Span)
                : access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SetTarget" }
                    || access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Target", Parent: AssignmentExpressionSyntax };
        });
    }

    private static bool IsStored(VariableDeclaratorSyntax variable, FreshTarget target, SemanticModel model, CodeIndex index, CancellationToken cancellationToken)
    {
        if (variable.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } body)
            return false;
        var isStored = false;
        foreach (var mention in index.Mentions(body, variable.Identifier.ValueText, cancellationToken))
        {
            var whole = Whole(mention);
            if (whole.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax)
                return false;
            isStored |= whole.Parent switch
            {
                AssignmentExpressionSyntax assignment when assignment.Right == whole => IsStoredBy(assignment, target, model, index, cancellationToken),
                ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => Bare.NameOf(call.Expression) is { } name && Keepers.Contains(name.Identifier.ValueText),
                _ => false,
            };
        }

        return isStored;
    }
}
