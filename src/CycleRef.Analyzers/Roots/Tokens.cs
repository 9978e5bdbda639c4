using System.Linq;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Whose cancellation token it is.</summary>
internal static class Tokens
{
    public static Source SourceOf(ExpressionSyntax? token, RootSite site)
    {
        if (token is null)
            return Source.Own;
        token = Bare.Of(token);
        // CancellationToken.None is never cancelled and keeps nothing.
        if (token is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "None" } || UseReader.IsNothing(token))
            return Source.Own;
        // A request ends soon, and so does a connection.
        if (token is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && site.Services.Tables.ShortTokens.Contains(name))
            return Source.Own;
        // source.Token lives as long as the source.
        return token is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Token", Expression: var source } ? Origins.Of(source, site) : Origins.Of(token, site);
    }

    /// <summary>The token of the process, as the host hands it out.</summary>
    public static bool IsOfProcess(ExpressionSyntax? token, RootSite site) =>
        token is not null && ReleaseNames.LastName(token) is { } name && site.Services.Tables.ProcessTokens.Contains(name);

    /// <summary>The linked source stays registered with one of these.</summary>
    public static bool AnyForeign(ArgumentListSyntax tokens, RootSite site) =>
        tokens.Arguments.Any(argument => SourceOf(argument.Expression, site) != Source.Own);
}
