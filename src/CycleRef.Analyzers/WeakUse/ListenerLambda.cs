using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>A lambda that is handed to a weak listener whose instance is the object that the lambda is written in.</summary>
/// <param name="Listener">The listener's type.</param>
/// <param name="TakesInstance">The lambda gets the instance as its first parameter and could use that.</param>
internal sealed record ListenerLambda(INamedTypeSymbol Listener, bool TakesInstance)
{
    /// <summary>By syntax alone: is the lambda assigned to a member, or an argument, of something called Weak?</summary>
    public static bool IsPossible(AnonymousFunctionExpressionSyntax lambda, ListenerCreations creations) => Bare.Whole(lambda).Parent switch
    {
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => IsNamedWeak(creation),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } } assignment =>
            assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && creations.MayMakeListener(member),
        ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } => IsNamedWeak(creation),
        _ => false,
    };

    public static ListenerLambda? Of(AnonymousFunctionExpressionSyntax lambda, WeakListeners listeners, ListenerCreations creations, Closures closures, SemanticModel model, CancellationToken cancellationToken)
    {
        var (type, storage) = Storage(Bare.Whole(lambda), model, cancellationToken);
        if (type is null || storage is null || !listeners.IsListener(type) || !HasThisAsInstance(lambda, type, creations, model, cancellationToken))
            return null;
        return CallbackReader.OfDelegate(lambda, model, closures, cancellationToken).RetainsThis ? new ListenerLambda(type, WeakListeners.TakesInstance(storage)) : null;
    }

    private static (INamedTypeSymbol? Listener, ITypeSymbol? Storage) Storage(ExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (lambda.Parent)
        {
            case AssignmentExpressionSyntax assignment:
                var member = model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol?.OriginalDefinition;
                return (member?.ContainingType, member is IPropertySymbol property ? property.Type : (member as IFieldSymbol)?.Type);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } list } argument
                when model.GetSymbolInfo(creation, cancellationToken).Symbol is IMethodSymbol constructor:
                var index = list.Arguments.IndexOf(argument);
                var parameter = argument.NameColon is { } named ? constructor.Parameters.FirstOrDefault(p => p.Name == named.Name.Identifier.ValueText)
                    : index < constructor.Parameters.Length ? constructor.Parameters[index]
                    : null;
                return (constructor.ContainingType, parameter?.OriginalDefinition.Type);
            default:
                return default;
        }
    }

    /// <summary>A listener of that type is made around the lambda, or else in the same member, with <c>this</c> as an argument.</summary>
    private static bool HasThisAsInstance(SyntaxNode lambda, INamedTypeSymbol listener, ListenerCreations creations, SemanticModel model, CancellationToken cancellationToken)
    {
        if (lambda.Ancestors().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault() is { } around)
            return ListenerCreations.IsGivenThis(around) && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(around, cancellationToken).Type?.OriginalDefinition, listener.OriginalDefinition);
        return lambda.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && creations.GivenThis(member, model, cancellationToken).Contains(listener.OriginalDefinition);
    }

    /// <summary>What is made is called Weak-something, as far as the syntax tells.</summary>
    public static bool IsNamedWeak(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type.ToString().Contains(WeakListeners.NamePart),
        { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } } => declaration.Type.ToString().Contains(WeakListeners.NamePart),
        { Parent: AssignmentExpressionSyntax } => true,
        _ => false,
    };
}
