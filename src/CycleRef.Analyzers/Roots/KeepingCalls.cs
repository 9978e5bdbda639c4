using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4002: calls that put the object, or a handler of it, into a table of the process.</summary>
internal static class KeepingCalls
{
    public static RootFinding? Find(InvocationExpressionSyntax call, RootSite site)
    {
        var arguments = call.ArgumentList.Arguments;
        // On a publisher, the receiver is a static member: names tell, before anything is bound.
        var publisher = CallFate.Receiver(call) is { } receiver ? StaticMembers.Find(receiver, site) : null;
        if (publisher is null && !site.Services.Tables.KeepsAnywhere.Contains(ReleaseNames.LastName(call.Expression) ?? "") || site.IsTest)
            return null;
        if (site.Model.GetSymbolInfo(call, site.CancellationToken).Symbol is not IMethodSymbol method || !site.Services.Tables.Keeps.TryGet(method, out var keeping))
            return null;
        if (keeping.OnPublisher && (publisher is null || !site.Services.Tables.Publishers.TryGet(publisher, out _)))
            return null;
        var target = arguments.Any(static a => a.Expression is ThisExpressionSyntax) && keeping.OnPublisher
            ? CallbackTarget.This("")
            : arguments.Select(argument => argument.Expression).Where(IsHandler).Select(site.Delegate).FirstOrDefault(static t => t.RetainsThis && !t.IsUnknown);
        if (target is null || ReleaseOf(keeping.Until, site) is var release && release > Release.InFinalizer)
            return null;
        var root = publisher is null ? method.ContainingType.Name : publisher.ContainingType.Name + "." + publisher.Name;
        return new RootFinding(Registrations.Place(call), RootPath.Format(root, target.Step, site.Type.Name), site.Type.Name, release, IsProved: !site.IsProcessLived) { Root = root };
    }

    private static bool IsHandler(ExpressionSyntax argument) =>
        Bare.Of(argument) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or BaseObjectCreationExpressionSyntax or MemberAccessExpressionSyntax;

    /// <summary>A call that lets go, by the beginning of its name: Unregister, UnregisterAll.</summary>
    private static Release ReleaseOf(string until, RootSite site)
    {
        var answer = Release.Never;
        foreach (var reference in site.Type.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(site.CancellationToken).DescendantNodes())
            {
                if (node is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax, Identifier.ValueText: var name } || !name.StartsWith(until, System.StringComparison.Ordinal))
                    continue;
                if (node.FirstAncestorOrSelf<DestructorDeclarationSyntax>() is null)
                    return Release.Elsewhere;
                answer = Release.InFinalizer;
            }
        }

        return answer;
    }
}
