using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4004: endless loops that wait for a timer, started by the object itself and ended by nobody.</summary>
internal static class WaitLoops
{
    private const string NextTick = "WaitForNextTickAsync";

    /// <summary>The call that the loop waits for, if its syntax says that it never ends.</summary>
    public static InvocationExpressionSyntax? EndlessWait(StatementSyntax loop)
    {
        var (condition, body) = loop switch
        {
            WhileStatementSyntax @while => (@while.Condition, @while.Statement),
            ForStatementSyntax @for => (@for.Condition, @for.Statement),
            DoStatementSyntax @do => (@do.Condition, @do.Statement),
            _ => (null, loop),
        };
        InvocationExpressionSyntax? wait;
        if (condition is null or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression })
            wait = WaitIn(body);
        else
            wait = Awaited(condition) is { } call && ValueName(call) == NextTick ? call : null;
        return wait is null || MayEnd(loop, body) ? null : wait;
    }

    public static RootFinding? Find(StatementSyntax loop, InvocationExpressionSyntax wait, RootSite site)
    {
        if (FunctionOf(loop) is not { } function || StartOf(function, site) is not { } start)
            return null;
        var step = "Task.Delay";
        ISymbol? timer = null;
        var release = Release.Never;
        if (ValueName(wait) == NextTick)
        {
            step = "PeriodicTimer";
            if (TimerOf(wait, site) is not { } home || home.Uses.All.Any(static use => use.Kind == UseKind.Escapes) && home.Member is not null || home is { Member: not null, Uses.AreComplete: false })
                return null;
            timer = home.Member;
            if (timer is not null)
                release = site.Services.Releases.Of(timer, home.Uses, Releases.Disposes, site.CancellationToken);
        }

        if (release > Release.InFinalizer || site.IsTest || site.IsProcessLived || !IsTimerCall(wait, site) || !UsesThis(function, site))
            return null;
        return new RootFinding(wait.GetLocation(), RootPath.Format("TimerQueue", step, start, site.Type.Name), site.Type.Name, release, Member: timer)
        {
            Root = "TimerQueue",
            Remedy = timer is null ? "" : Remedies.Dispose,
        };
    }

    private static InvocationExpressionSyntax? WaitIn(StatementSyntax body)
    {
        InvocationExpressionSyntax? found = null;
        foreach (var node in Own(body))
        {
            if (node is AwaitExpressionSyntax await && Awaited(await) is { } call && ValueName(call) is NextTick or "Delay")
                found ??= call;
        }

        return found is not null && ValueName(found) == "Delay" && found.ArgumentList.Arguments.Count != 1 ? null : found;
    }

    /// <summary>A way out, or something that may be a token: then somebody can end the loop.</summary>
    private static bool MayEnd(StatementSyntax loop, StatementSyntax body)
    {
        foreach (var node in Own(loop))
        {
            switch (node)
            {
                case ReturnStatementSyntax or GotoStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or YieldStatementSyntax:
                    return true;
                case BreakStatementSyntax @break when @break.Ancestors().First(static a => a is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax) == loop:
                    return true;
                case IdentifierNameSyntax { Identifier.ValueText: var name } when MayBeToken(name):
                    return true;
            }
        }

        return body is BlockSyntax { Statements.Count: 0 };
    }

    private static bool MayBeToken(string name)
    {
        name = name.TrimStart('_').ToLowerInvariant();
        return name is "ct" or "cts" or "cancel" || name.Contains("token") || name.StartsWith("cancel", System.StringComparison.Ordinal) || name.StartsWith("stop", System.StringComparison.Ordinal) || name.Contains("cancellation");
    }

    private static InvocationExpressionSyntax? Awaited(ExpressionSyntax expression)
    {
        if (Bare.Of(expression) is not AwaitExpressionSyntax { Expression: var awaited })
            return null;
        var call = Bare.Of(awaited) as InvocationExpressionSyntax;
        // Task.Delay(…).ConfigureAwait(false)
        return call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: InvocationExpressionSyntax inner } } ? inner : call;
    }

    private static string ValueName(InvocationExpressionSyntax call) => ReleaseNames.LastName(call.Expression) ?? "";

    /// <summary>The nodes of the loop itself, without functions inside it.</summary>
    private static IEnumerable<SyntaxNode> Own(SyntaxNode node) =>
        node.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    private static SyntaxNode? FunctionOf(SyntaxNode loop) =>
        loop.Ancestors().FirstOrDefault(static a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);

    /// <summary>How the object starts the loop without waiting for it; null where somebody waits, or nobody is seen to start it.</summary>
    private static string? StartOf(SyntaxNode function, RootSite site)
    {
        switch (function)
        {
            case MethodDeclarationSyntax { Identifier.ValueText: var name } method when method.Modifiers.Any(SyntaxKind.AsyncKeyword):
                return method.ParameterList.Parameters.Any(static p => p.Type?.ToString().EndsWith("CancellationToken", System.StringComparison.Ordinal) == true) || !IsLetGo(name, site)
                    ? null
                    : site.Type.Name + "." + name;
            case AnonymousFunctionExpressionSyntax lambda when lambda.AsyncKeyword.RawKind != 0:
                return lambda.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call, Arguments.Count: 1 } } && IsStarter(call) && IsDropped(call) ? "lambda" : null;
            default:
                return null;
        }
    }

    /// <summary>The type calls the method and awaits it nowhere.</summary>
    private static bool IsLetGo(string method, RootSite site)
    {
        var isStarted = false;
        foreach (var reference in site.Type.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(site.CancellationToken).DescendantNodes())
            {
                if (node is not IdentifierNameSyntax { Identifier.ValueText: var name } identifier || name != method)
                    continue;
                var whole = identifier.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : (ExpressionSyntax)identifier;
                var call = whole.Parent as InvocationExpressionSyntax;
                // Task.Run(LoopAsync), Task.Run(() => LoopAsync())
                var argument = call is null ? whole.Parent : call.Parent is LambdaExpressionSyntax lambda ? lambda.Parent : null;
                var starter = argument is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax run } && IsStarter(run) ? run : call;
                if (starter is null || !IsDropped(starter))
                    return false;
                isStarted = true;
            }
        }

        return isStarted;
    }

    private static bool IsStarter(InvocationExpressionSyntax call) => ValueName(call) is "Run" or "StartNew" or "InvokeAsync" or "QueueUserWorkItem";

    /// <summary>Nobody waits for the result: a statement, a discard, a field that keeps the task.</summary>
    private static bool IsDropped(InvocationExpressionSyntax call) => call.Parent switch
    {
        ExpressionStatementSyntax => true,
        ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax } => true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => true,
        _ => false,
    };

    private static TimerHome? TimerOf(InvocationExpressionSyntax wait, RootSite site)
    {
        if (wait.ArgumentList.Arguments.Count > 0 || wait.Expression is not MemberAccessExpressionSyntax { Expression: var receiver })
            return null;
        if (site.OwnMember(receiver) is { } member)
            return new TimerHome(member, null, site.UsesOf(member));
        // A local that is made here: `using` ends it after the loop, which never comes.
        return receiver is IdentifierNameSyntax { Identifier.ValueText: var local } && wait.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } body
            && body.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(v => v.Identifier.ValueText == local && v.Initializer?.Value is BaseObjectCreationExpressionSyntax)
            && !MemberUses.OfLocal(local, body).All.Any(static use => use.Kind is UseKind.Called && Releases.Disposes(use))
            ? new TimerHome(null, local, MemberUses.OfLocal(local, body))
            : null;
    }

    private static bool IsTimerCall(InvocationExpressionSyntax wait, RootSite site) =>
        site.Model.GetSymbolInfo(wait, site.CancellationToken).Symbol is IMethodSymbol { ContainingType: { Name: "PeriodicTimer" or "Task", ContainingNamespace.Name: "Threading" or "Tasks" } };

    /// <summary>What waits keeps the object only if the code uses it.</summary>
    private static bool UsesThis(SyntaxNode function, RootSite site)
    {
        var operation = site.Model.OperationOf(function, site.CancellationToken);
        return operation is not null && operation.DescendantsAndSelf().Any(static o => o is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance });
    }
}
