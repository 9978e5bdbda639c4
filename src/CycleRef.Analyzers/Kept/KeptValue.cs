using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Kept;

/// <summary>A value that a thread, a flow or a key keeps, and that holds the object which has the field.</summary>
/// <param name="Stored">The expression that stores it.</param>
/// <param name="Path"><c>Thread → Cache._local → Session → Cache</c>.</param>
internal sealed record KeptValue(ExpressionSyntax Stored, string Path)
{
    private static readonly string[] Stores = ["Add", "AddOrUpdate", "TryAdd", "GetValue", "GetOrAdd"];
    private static readonly string[] Releases = ["Dispose", "Clear", "Remove", "TryTake"];

    public static KeptValue? Of(ISymbol member, KeeperKind kind, SemanticModels models, CancellationToken cancellationToken)
    {
        var owner = member.ContainingType;
        // Somebody else's code may store and release; what lives as long as the process cannot leak.
        if (member.DeclaredAccessibility != Accessibility.Private || HasLastingInstance(owner))
            return null;
        var mentions = TypeCode.Mentions(owner, member.Name, cancellationToken)
            .Where(mention => SymbolEqualityComparer.Default.Equals(models.Of(mention.SyntaxTree).GetSymbolInfo(mention, cancellationToken).Symbol?.OriginalDefinition, member.OriginalDefinition))
            .ToList();
        if (mentions.Any(static mention => IsReleased(mention)))
            return null;
        var reaching = new ReachingOwner(models, cancellationToken);
        foreach (var mention in mentions)
        {
            if (Stored(mention, kind, models, cancellationToken) is { } value && reaching.Through(value) is { } way)
                return new KeptValue(value, $"{kind.Root} → {owner.Name}.{member.Name}{(way.Length == 0 ? "" : " → " + way)} → {owner.Name}");
        }

        return null;
    }

    private static bool HasLastingInstance(INamedTypeSymbol type) => type.GetMembers().Any(member =>
        member is IFieldSymbol { IsStatic: true } field && SymbolEqualityComparer.Default.Equals(field.Type, type));

    /// <summary>Disposed, emptied, set to something else, or out of sight. What a finalizer does comes too late.</summary>
    private static bool IsReleased(SimpleNameSyntax mention)
    {
        if (mention.FirstAncestorOrSelf<MemberDeclarationSyntax>() is DestructorDeclarationSyntax)
            return false;
        var access = Bare.Whole(TypeCode.Access(mention));
        return access.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Parent: AssignmentExpressionSyntax assignment } => IsNothing(assignment.Right),
            MemberAccessExpressionSyntax called => Releases.Contains(called.Name.Identifier.ValueText),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax called } } => Releases.Contains(called.Name.Identifier.ValueText),
            ConditionalAccessExpressionSyntax => false,
            AssignmentExpressionSyntax assignment when assignment.Left == access => IsNothing(assignment.Right),
            ArgumentSyntax argument => argument.Parent?.Parent is not InvocationExpressionSyntax call || !Captures.IsNameof(call),
            ElementAccessExpressionSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax => false,
            _ => true,
        };
    }

    /// <summary>Whatever is not made on the spot may be the value of before.</summary>
    private static bool IsNothing(ExpressionSyntax value) =>
        Bare.Of(value) is not (ThisExpressionSyntax or BaseObjectCreationExpressionSyntax or AnonymousFunctionExpressionSyntax or TupleExpressionSyntax or IdentifierNameSyntax);

    /// <summary>The expression whose object is stored by this use of the member.</summary>
    private static ExpressionSyntax? Stored(SimpleNameSyntax mention, KeeperKind kind, SemanticModels models, CancellationToken cancellationToken)
    {
        var access = TypeCode.Access(mention);
        // Where the flow, or the thread, is another one, nothing is known of its end.
        if (mention.Ancestors().Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            return null;
        switch (access.Parent)
        {
            case AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } } made
                when made.Left == access && kind.Name == KeeperKind.ThreadLocal:
                return MadeBy(Bare.Of(arguments[0].Expression));
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } value
                when assignment.Left == value && kind.Name is KeeperKind.ThreadLocal or KeeperKind.AsyncLocal:
                return kind.Name == KeeperKind.AsyncLocal && IsInAsync(mention) ? null : assignment.Right;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } } called when Stores.Contains(called.Name.Identifier.ValueText):
                if (kind.Name == KeeperKind.ConcurrentBag)
                    return arguments.Count == 1 ? arguments[0].Expression : null;
                return kind.Name == KeeperKind.ConditionalWeakTable && arguments.Count == 2 && IsForeign(arguments[0].Expression, models, cancellationToken)
                    ? called.Name.Identifier.ValueText.StartsWith("Get", System.StringComparison.Ordinal) ? MadeBy(Bare.Of(arguments[1].Expression)) : arguments[1].Expression
                    : null;
            default:
                return null;
        }
    }

    /// <summary>What a factory lambda gives.</summary>
    private static ExpressionSyntax? MadeBy(ExpressionSyntax factory)
    {
        if (factory is not AnonymousFunctionExpressionSyntax lambda)
            return null;
        if (lambda.ExpressionBody is { } expression)
            return expression;
        var returns = lambda.Block?.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        return returns is { Count: 1 } ? returns[0].Expression : null;
    }

    /// <summary>An async method restores the flow's values when it gives way.</summary>
    private static bool IsInAsync(SyntaxNode node) => node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.AsyncKeyword) == true;

    /// <summary>A key that was handed in may outlive the table's owner.</summary>
    private static bool IsForeign(ExpressionSyntax key, SemanticModels models, CancellationToken cancellationToken) =>
        Bare.Of(key) is IdentifierNameSyntax name && models.Of(key.SyntaxTree).GetSymbolInfo(name, cancellationToken).Symbol is IParameterSymbol;
}
