using System.Linq;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4005: linked cancellation sources that are never disposed. Their parents keep them.</summary>
internal static class LinkedSources
{
    public static RootFinding? Find(InvocationExpressionSyntax call, RootSite site)
    {
        var isDropped = call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Token" };
        var home = isDropped ? null : TimerHome.Of(call, site);
        if (!isDropped && (home is null || home.Uses.Escape))
            return null;
        if (home?.Local is not null && home.Uses.All.Any(static use => use.Kind is UseKind.Called && use.Name == "Dispose"))
            return null;
        if (site.Model.GetSymbolInfo(call, site.CancellationToken).Symbol is not IMethodSymbol method
            || !site.Services.Tables.Registrations.TryGet(method, out var kind) || kind != Registration.Linked || !Tokens.AnyForeign(call.ArgumentList, site))
            return null;
        var release = home?.Member is { } member ? site.Services.Releases.Of(member, home.Uses, Releases.Disposes, site.CancellationToken) : Release.Never;
        if (release > Release.InFinalizer || site.IsTest || site.IsProcessLived)
            return null;
        var held = home?.Member is { } field ? site.Type.Name + "." + field.Name : home?.Local;
        return new RootFinding(Registrations.Place(call), RootPath.Format("CancellationToken", "linked source", held), "the linked source", release, IsProved: false, home?.Member)
        {
            Root = "CancellationToken",
            Remedy = home?.Member is not null ? Remedies.Dispose : home?.Local is not null ? Remedies.Using : "",
        };
    }
}
