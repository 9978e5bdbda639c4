using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>
/// What each member makes that may be a weak listener. A method that sets up a window may hold thousands of lambdas: its code is walked once, not once
/// for each of them. Lives as long as the compilation.
/// </summary>
internal sealed class ListenerCreations
{
    private readonly ConcurrentDictionary<MemberDeclarationSyntax, bool> _named = new();
    private readonly ConcurrentDictionary<MemberDeclarationSyntax, HashSet<ISymbol>> _givenThis = new();

    /// <summary>By syntax alone: something called Weak is made in the member.</summary>
    public bool MayMakeListener(MemberDeclarationSyntax member) => _named.GetOrAdd(member, static member => member.DescendantNodes().Any(static node =>
        node is BaseObjectCreationExpressionSyntax creation
        && node is not ImplicitObjectCreationExpressionSyntax { Parent: AssignmentExpressionSyntax }
        && ListenerLambda.IsNamedWeak(creation)));

    /// <summary>The types, unbound, that the member makes with <c>this</c> as an argument. Asked only where a listener's member is assigned.</summary>
    public HashSet<ISymbol> GivenThis(MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken) => _givenThis.GetOrAdd(
        member,
        member => new HashSet<ISymbol>(
            member.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Where(IsGivenThis)
                .Select(creation => model.GetTypeInfo(creation, cancellationToken).Type?.OriginalDefinition).OfType<ISymbol>(),
            SymbolEqualityComparer.Default));

    public static bool IsGivenThis(BaseObjectCreationExpressionSyntax creation) =>
        creation.ArgumentList?.Arguments.Any(static argument => Bare.Of(argument.Expression) is ThisExpressionSyntax) == true;
}
