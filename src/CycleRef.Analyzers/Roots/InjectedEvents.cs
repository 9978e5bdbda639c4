using System;
using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4008: events of objects that are handed in, subscribed by something that ends, and never left.</summary>
internal static class InjectedEvents
{
    public static bool MaySubscribe(AssignmentExpressionSyntax assignment) =>
        Bare.Of(assignment.Left) is MemberAccessExpressionSyntax && Bare.Of(assignment.Right) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax;

    public static RootFinding? Find(AssignmentExpressionSyntax assignment, RootSite site)
    {
        if (Bare.Of(assignment.Left) is not MemberAccessExpressionSyntax access || !site.Services.ShortLived.HasEnd(site.Type) || site.IsTest)
            return null;
        if (site.Model.GetSymbolInfo(access, site.CancellationToken).Symbol is not IEventSymbol { IsStatic: false } @event || Origins.Of(access.Expression, site) != Source.Foreign)
            return null;
        var target = site.Delegate(assignment.Right);
        if (!target.RetainsThis || target.IsUnknown || IsOwned(access.Expression, site) || OwnsScope(site))
            return null;
        var release = Unsubscriptions.Of(@event.Name, target, site);
        if (release > Release.InFinalizer || site.IsProcessLived)
            return null;
        var root = @event.ContainingType.Name + "." + @event.Name;
        return new RootFinding(assignment.GetLocation(), RootPath.Format(root, target.Step, site.Type.Name), site.Type.Name, release, IsProved: false) { Root = root, Remedy = Remedies.Unsubscribe };
    }

    /// <summary>It disposes what it was given: both end together.</summary>
    private static bool IsOwned(ExpressionSyntax publisher, RootSite site) =>
        (site.OwnMember(publisher) ?? KeptIn(publisher, site)) is { } member
        && site.UsesOf(member).All.Any(static use => use.Kind == UseKind.Called && Releases.Disposes(use));

    /// <summary>It disposes the scope that it was made with, and with it whatever else comes out of that scope.</summary>
    private static bool OwnsScope(RootSite site) => site.Type.GetMembers().Any(member =>
        ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)?.Name.EndsWith("Scope", StringComparison.Ordinal) == true
        && site.UsesOf(member).All.Any(static use => use.Kind == UseKind.Called && Releases.Disposes(use)));

    /// <summary>The member that the same code stores the parameter in.</summary>
    private static ISymbol? KeptIn(ExpressionSyntax parameter, RootSite site)
    {
        if (parameter is not IdentifierNameSyntax { Identifier.ValueText: var name })
            return null;
        foreach (var assignment in parameter.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>() ?? [])
        {
            if (Bare.Of(assignment.Right) is IdentifierNameSyntax right && right.Identifier.ValueText == name && site.OwnMember(assignment.Left) is { } member)
                return member;
        }

        return null;
    }
}
