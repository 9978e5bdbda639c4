using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4005: registrations whose result is dropped, or kept and never disposed, and whose callback reaches the object.</summary>
internal static class Registrations
{
    public static RootFinding? Find(InvocationExpressionSyntax call, RootSite site)
    {
        var isDropped = CallFate.IsDropped(call);
        if (!call.ArgumentList.Arguments.Any(static argument => MayReach(argument.Expression)))
            return null;
        var home = isDropped ? null : TimerHome.Of(CallFate.Whole(call), site);
        // A local that is only ever assigned is as good as dropped, and the compiler says so itself.
        if (!isDropped && (home?.Member is null || home.Uses.Escape))
            return null;
        if (site.Model.GetSymbolInfo(call, site.CancellationToken).Symbol is not IMethodSymbol method || !site.Services.Tables.Registrations.TryGet(method, out var kind))
            return null;
        var target = Target(call, method, site);
        if (!target.RetainsThis || target.IsUnknown || IsCalledOnce(call, method, site) || site.IsTest)
            return null;
        var source = kind switch
        {
            Registration.Drops or Registration.Watches => Source.Rooted,
            Registration.May => Streams.SourceOf(call, site),
            Registration.Token => Tokens.SourceOf(CallFate.Receiver(call), site),
            _ => Source.Own,
        };
        if (source == Source.Own)
            return null;
        var release = home?.Member is { } member ? site.Services.Releases.Of(member, home.Uses, Releases.Disposes, site.CancellationToken) : Release.Never;
        if (release > Release.InFinalizer || site.IsProcessLived)
            return null;
        // Most services that watch their options, or the end of the program, live as long as it, and are registered where this compilation does not see it.
        if ((kind == Registration.Watches || Tokens.IsOfProcess(CallFate.Receiver(call), site)) && release == Release.Never && !site.Services.EndsBeforeProcess(site.Type, site.CancellationToken))
            return null;
        var root = RootName(call, method);
        return new RootFinding(Place(call), RootPath.Format(root, target.Step, home?.Member is { } held ? site.Type.Name + "." + held.Name : site.Type.Name), site.Type.Name, release, source == Source.Rooted && kind != Registration.May, home?.Member)
        {
            Root = root,
            Remedy = home?.Member is null ? Remedies.Keep : Remedies.Dispose,
        };
    }

    /// <summary>The receiver and the arguments of a registration are long; its name is enough to point at.</summary>
    public static Location Place(InvocationExpressionSyntax call)
    {
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => call.Expression,
        };
        return name is SimpleNameSyntax simple ? simple.Identifier.GetLocation() : name.GetLocation();
    }

    private static bool MayReach(ExpressionSyntax argument) =>
        Bare.Of(argument) is AnonymousFunctionExpressionSyntax or ThisExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax;

    private static CallbackTarget Target(InvocationExpressionSyntax call, IMethodSymbol method, RootSite site)
    {
        CallbackTarget? best = null;
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var named = arguments[i].NameColon?.Name.Identifier.ValueText;
            var parameter = named is null ? method.Parameters.ElementAtOrDefault(System.Math.Min(i, method.Parameters.Length - 1)) : method.Parameters.FirstOrDefault(p => p.Name == named);
            var target = parameter?.Type.TypeKind == TypeKind.Delegate ? site.Delegate(arguments[i].Expression)
                : parameter?.Name is "state" or "observer" ? site.State(arguments[i].Expression)
                : CallbackTarget.Nothing();
            if (best is null || (target.RetainsThis && !target.IsUnknown && !best.RetainsThis))
                best = target with { Step = target.Step.Length > 0 ? target.Step : best?.Step ?? "" };
        }

        return best ?? CallbackTarget.Nothing();
    }

    private static bool IsCalledOnce(InvocationExpressionSyntax call, IMethodSymbol method, RootSite site)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].NameColon?.Name.Identifier.ValueText ?? method.Parameters.ElementAtOrDefault(i)?.Name;
            if (name is not null && site.Services.Tables.OnceArguments.Contains(name) && site.Model.GetConstantValue(arguments[i].Expression, site.CancellationToken) is not { HasValue: true, Value: false })
                return true;
        }

        return false;
    }

    private static string RootName(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var type = method.ReducedFrom is null ? method.ContainingType : method.ReceiverType ?? method.ContainingType;
        return type.Name is "" or "OptionsMonitorExtensions" ? method.Name : type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + (method.IsStatic && method.ReducedFrom is null ? "." + method.Name : "");
    }
}

/// <summary>How long the object lives that a callback is registered with.</summary>
internal enum Source
{
    /// <summary>No longer than the object itself, as far as anyone can see; or it ends by itself. Nothing is said.</summary>
    Own,

    /// <summary>Given from outside.</summary>
    Foreign,

    /// <summary>As long as the process.</summary>
    Rooted,
}
