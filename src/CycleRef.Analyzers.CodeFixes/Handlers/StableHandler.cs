using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Handlers;

/// <summary>A name by which a handler can be given once more, to the <c>-=</c> that removes it: a lambda itself can not.</summary>
/// <param name="Name">The method, or the field, of the type.</param>
/// <param name="IsStatic">A static method.</param>
/// <param name="Changes">What makes that name stand for the handler; nothing where it did already.</param>
internal sealed record StableHandler(string Name, bool IsStatic, ImmutableArray<TextChange> Changes)
{
    /// <summary>A new field keeps it, and with it what it captures: a teardown method lets go of it.</summary>
    public bool IsNewField { get; init; }

    /// <param name="handler">The handler as it stands in the code: a lambda, a method group, a field.</param>
    /// <param name="delegateType">The type that it is converted to.</param>
    /// <param name="subject">What it is for, such as the name of an event: new members are called after it.</param>
    /// <param name="model">The model of the code.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null where it cannot be told, or where another method of the type would not know it.</returns>
    public static StableHandler? For(ExpressionSyntax handler, INamedTypeSymbol delegateType, string subject, SemanticModel model, CancellationToken cancellationToken)
    {
        var bare = Unwrapped(handler);
        if (bare is AnonymousFunctionExpressionSyntax lambda)
            return HandlerMethod.For(lambda, delegateType, subject, model, cancellationToken) ?? HandlerField.For(lambda, delegateType, subject, model, cancellationToken);
        return Named(bare, model, cancellationToken);
    }

    /// <summary>A method of the type itself, or a delegate that one of its fields keeps.</summary>
    private static StableHandler? Named(ExpressionSyntax handler, SemanticModel model, CancellationToken cancellationToken)
    {
        if (handler is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax }))
            return null;
        var symbol = model.GetSymbolInfo(handler, cancellationToken).Symbol;
        var isKnown = symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsExtensionMethod: false } or IFieldSymbol { IsReadOnly: true };
        return isKnown ? new StableHandler(symbol!.Name, symbol.IsStatic, ImmutableArray<TextChange>.Empty) : null;
    }

    /// <summary><c>new EventHandler(OnChanged)</c> is the same delegate as <c>OnChanged</c>.</summary>
    private static ExpressionSyntax Unwrapped(ExpressionSyntax handler) => Expressions.Bare(handler) switch
    {
        ObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments } when arguments[0].Expression is AnonymousFunctionExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax =>
            arguments[0].Expression,
        var bare => bare,
    };

    /// <summary>The first of the names that no member of the type or of its bases, and nothing that is in scope in the type, has.</summary>
    internal static string FreeName(SemanticModel model, TypeDeclarationSyntax type, INamedTypeSymbol symbol, params string[] wishes)
    {
        // At its closing brace a type, and what it inherits, is out of scope already.
        var taken = model.LookupSymbols(type.OpenBraceToken.SpanStart).Select(static found => found.Name).ToImmutableHashSet();
        var inside = type.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText).ToImmutableHashSet();
        foreach (var wish in wishes)
        {
            if (IsFree(wish))
                return wish;
        }

        for (var number = 2; ; number++)
        {
            if (IsFree(wishes[wishes.Length - 1] + number))
                return wishes[wishes.Length - 1] + number;
        }

        bool IsFree(string name) => !taken.Contains(name) && !inside.Contains(name) && symbol.GetMembers(name).IsEmpty && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None;
    }
}
