using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// CYC4005: objects that are registrations themselves (listeners, meters, signal handlers), made by an object that they lead back to, and
/// never disposed.
/// </summary>
internal static class HeldRegistrations
{
    /// <summary>By its names alone: <c>PosixSignalRegistration.Create(…)</c>.</summary>
    public static bool MayMake(InvocationExpressionSyntax call, RootTables tables) =>
        CallFate.Receiver(call) is { } receiver && ReleaseNames.LastName(receiver) is { } type && tables.HolderNames.Contains(type);

    /// <param name="creation">What makes it: a constructor or <c>Create</c>.</param>
    /// <param name="type">What is made.</param>
    /// <param name="site">The code.</param>
    public static RootFinding? Find(ExpressionSyntax creation, INamedTypeSymbol type, RootSite site)
    {
        if (TimerHome.Of(creation, site) is not { } home)
            return OfListenerHandedOn(creation, type, site);
        if (home.Member is null || !home.Uses.AreComplete || home.Uses.All.Any(static use => use.Kind == UseKind.Escapes && !IsListenerCall(use.Node)))
            return null;
        var step = Step(creation, type, home.Uses, site);
        if (step is null)
            return null;
        var release = site.Services.Releases.Of(home.Member, MemberUsesWithout(home.Uses), Releases.Disposes, site.CancellationToken);
        return release > Release.InFinalizer ? null : Finding(creation, type, step, home.Member, release, site);
    }

    private static RootFinding? Finding(ExpressionSyntax creation, INamedTypeSymbol type, string step, ISymbol? member, Release release, RootSite site)
    {
        if (site.IsTest || site.IsProcessLived)
            return null;
        var place = creation is InvocationExpressionSyntax call ? Registrations.Place(call) : ((BaseObjectCreationExpressionSyntax)creation).NewKeyword.GetLocation();
        return new RootFinding(
            place,
            RootPath.Format(type.Name, step, member is null ? site.Type.Name : site.Type.Name + "." + member.Name),
            site.Type.Name,
            release,
            // Metrics mostly belong to services that live as long as the process.
            IsProved: type.Name != "Meter",
            Member: member)
        {
            Root = type.Name,
            Remedy = member is null ? "" : Remedies.Dispose,
        };
    }

    /// <summary><c>ActivitySource.AddActivityListener(new ActivityListener { … })</c>: nobody can dispose it.</summary>
    private static RootFinding? OfListenerHandedOn(ExpressionSyntax creation, INamedTypeSymbol type, RootSite site) =>
        creation is BaseObjectCreationExpressionSyntax made && IsListenerCall(creation) && Step(made, type, null, site) is { } step
            ? Finding(creation, type, step, null, Release.Never, site)
            : null;

    private static bool IsListenerCall(SyntaxNode argument)
    {
        var whole = argument.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : argument;
        return whole.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && ReleaseNames.LastName(call.Expression) == "AddActivityListener";
    }

    private static MemberUses MemberUsesWithout(MemberUses uses) => uses.Without(static use => use.Kind == UseKind.Escapes && IsListenerCall(use.Node));

    /// <summary>How it leads back to the object, or null.</summary>
    private static string? Step(ExpressionSyntax creation, INamedTypeSymbol type, MemberUses? uses, RootSite site)
    {
        foreach (var callback in Callbacks(creation, uses))
        {
            var target = site.Delegate(callback);
            if (target.RetainsThis && !target.IsUnknown)
                return target.Step;
        }

        // An own listener class that is given the object.
        return creation is BaseObjectCreationExpressionSyntax made && !type.DeclaringSyntaxReferences.IsEmpty && BackReferences.IsGivenOwner(made, site) ? type.Name : null;
    }

    private static IEnumerable<ExpressionSyntax> Callbacks(ExpressionSyntax creation, MemberUses? uses)
    {
        var arguments = creation switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list,
            _ => null,
        };
        foreach (var argument in arguments?.Arguments ?? default)
        {
            if (Bare.Of(argument.Expression) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax)
                yield return argument.Expression;
        }

        foreach (var expression in (creation as BaseObjectCreationExpressionSyntax)?.Initializer?.Expressions ?? default)
        {
            if (expression is AssignmentExpressionSyntax assignment)
                yield return assignment.Right;
        }

        foreach (var use in uses?.All ?? ImmutableArray<MemberUse>.Empty)
        {
            if (use.Kind is UseKind.Set or UseKind.Added && use.Value is not null)
                yield return use.Value;
            foreach (var argument in use.Call is { } call && (use.Name.StartsWith("CreateObservable", System.StringComparison.Ordinal) || use.Name.StartsWith("Set", System.StringComparison.Ordinal)) ? call.ArgumentList.Arguments : default)
            {
                if (Bare.Of(argument.Expression) is AnonymousFunctionExpressionSyntax or IdentifierNameSyntax)
                    yield return argument.Expression;
            }
        }
    }
}
