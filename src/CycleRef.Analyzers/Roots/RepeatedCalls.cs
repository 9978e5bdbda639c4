using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4004: timers that run as long as their callback returns true, with a callback that never returns anything else.</summary>
internal static class RepeatedCalls
{
    public static RootFinding? Find(InvocationExpressionSyntax call, RootSite site)
    {
        // What is given back can stop it. Run is a name of many things.
        if (!CallFate.IsDropped(call) || (ReleaseNames.LastName(call.Expression) == "Run" && !IsOfTimer(call, site)))
            return null;
        if (site.Model.GetSymbolInfo(call, site.CancellationToken).Symbol is not IMethodSymbol method || !site.Services.Tables.Repeats.TryGet(method, out _))
            return null;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (Bare.Of(argument.Expression) is not (AnonymousFunctionExpressionSyntax or SimpleNameSyntax))
                continue;
            var target = site.Delegate(argument.Expression);
            if (target.RetainsThis && !target.IsUnknown && AlwaysReturnsTrue(target.Code) && !site.IsTest && !site.IsProcessLived)
                return new RootFinding(Registrations.Place(call), RootPath.Format("TimerQueue", method.Name, target.Step, site.Type.Name), site.Type.Name, Release.Never) { Root = "TimerQueue" };
        }

        return null;
    }

    private static bool IsOfTimer(InvocationExpressionSyntax call, RootSite site) =>
        CallFate.Receiver(call) is { } receiver && ReleaseNames.LastName(receiver) is { } type && site.Services.Tables.TimerNames.Contains(type);

    private static bool AlwaysReturnsTrue(SyntaxNode? code)
    {
        var body = code switch
        {
            LambdaExpressionSyntax { ExpressionBody: { } value } => IsTrue(value),
            MethodDeclarationSyntax { ExpressionBody.Expression: var value } => IsTrue(value),
            _ => (bool?)null,
        };
        if (body is { } known)
            return known;
        var returns = code?.DescendantNodes(n => n == code || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        return returns is { Count: > 0 } && returns.All(static r => r.Expression is { } value && IsTrue(value));
    }

    private static bool IsTrue(ExpressionSyntax value) => value.IsKind(SyntaxKind.TrueLiteralExpression);
}
