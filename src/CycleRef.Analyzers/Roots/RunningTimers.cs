using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4004: timers that run, reach the object that holds them, and are never stopped.</summary>
internal static class RunningTimers
{
    /// <param name="creation">The expression that makes the timer.</param>
    /// <param name="type">Its type.</param>
    /// <param name="timer">What the table says of the type.</param>
    /// <param name="arguments">What it is made with.</param>
    /// <param name="place">Where to report.</param>
    /// <param name="site">The code.</param>
    public static RootFinding? Find(ExpressionSyntax creation, INamedTypeSymbol type, TimerType timer, TimerArguments arguments, Location place, RootSite site)
    {
        if (arguments.IsContained || TimerHome.Of(creation, site) is not { } home || home.Uses.Escape)
            return null;
        var callback = Callback(arguments, home, site);
        if (callback.Code is { } code && StopsSomething(code, site.Services.Tables))
            return null;
        if (!callback.RetainsThis || callback.IsUnknown || !IsHeld(home, timer, arguments, callback))
            return null;
        if (!Runs(creation, type, timer, arguments, home, callback, site))
            return null;
        var release = home.Member is { } member ? site.Services.Releases.Of(member, home.Uses, use => Stops(use, site.Services.Tables), site.CancellationToken)
            : home.Uses.All.Any(use => Stops(use, site.Services.Tables)) ? Release.Elsewhere
            : Release.Never;
        if (release > Release.InFinalizer || site.IsTest || site.IsProcessLived)
            return null;
        var owner = home.Member is null ? site.Type.Name : site.Type.Name + "." + home.Member.Name;
        return new RootFinding(
            place,
            RootPath.Format(timer.Root, type.Name, callback.Step, owner),
            site.Type.Name,
            release,
            Member: home.Member,
            Others: home.Uses.All.Where(use => use.IsInFinalizer && Stops(use, site.Services.Tables)).Select(static use => use.Node.GetLocation()).ToImmutableArray())
        {
            Root = timer.Root,
            Remedy = home.Member is null ? "" : IsDisposable(type) ? Remedies.Dispose : Remedies.Stop,
        };
    }

    /// <summary>The callback may stop its own timer by another name: <c>((DispatcherTimer)sender).Stop()</c>.</summary>
    private static bool StopsSomething(SyntaxNode code, RootTables tables)
    {
        foreach (var node in code.DescendantNodes())
        {
            var name = node switch
            {
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
                InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
                _ => null,
            };
            if (name is not null && tables.Stops.Contains(name))
                return true;
            if (node is AssignmentExpressionSyntax { Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } } assignment
                && ReleaseNames.LastName(assignment.Left) is { } set && tables.Switches.Contains(set))
                return true;
        }

        return false;
    }

    /// <summary>All that the callbacks and their state keep.</summary>
    private static CallbackTarget Callback(TimerArguments arguments, TimerHome home, RootSite site)
    {
        var all = new List<CallbackTarget>();
        all.AddRange(arguments.Callbacks.Select(site.Delegate));
        all.AddRange(home.Uses.All.Where(use => use.Kind == UseKind.Added && site.Services.Tables.Ticks.Contains(use.Name)).Select(use => site.Delegate(use.Value!)));
        // One that is seen to reach the object is enough; the others only name the path.
        var first = all.FirstOrDefault(static target => target.RetainsThis && !target.IsUnknown);
        if (first is not null)
            return first;
        var state = arguments.State is null ? CallbackTarget.Nothing() : site.State(arguments.State);
        return all.Count == 0 ? CallbackTarget.Nothing() : all[0] with { RetainsThis = state.RetainsThis, IsUnknown = all.Any(static t => t.IsUnknown) || state.IsUnknown };
    }

    /// <summary>The queue keeps a callback only as long as somebody holds the timer: the object, the timer itself as state, or the callback.</summary>
    private static bool IsHeld(TimerHome home, TimerType timer, TimerArguments arguments, CallbackTarget callback) =>
        timer.IsSelfRooted
        || home.Member is not null
        || arguments.IsCallbackOnly
        || callback.Retained.Any(symbol => symbol is ILocalSymbol && symbol.Name == home.Local);

    private static bool Runs(ExpressionSyntax creation, INamedTypeSymbol type, TimerType timer, TimerArguments arguments, TimerHome home, CallbackTarget callback, RootSite site)
    {
        if (arguments.HasTimes || arguments.IsCallbackOnly)
            return RunsInQueue(arguments, home, callback);
        var tables = site.Services.Tables;
        var set = home.Uses.All.Where(static use => use.Kind == UseKind.Set).Select(static use => (use.Name, use.Value)).Concat(Initializers(creation)).ToList();
        var starts = (tables.RunsAtOnce.Contains(type) && arguments.Callbacks.Length > 0)
            || home.Uses.All.Any(use => use.Kind == UseKind.Called && tables.Starts.Contains(use.Name) && !use.IsInFinalizer)
            || set.Any(s => tables.Switches.Contains(s.Name) && s.Value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression });
        // Fires once, or may: nobody needs to stop it.
        return starts && !set.Any(s => tables.OnceSwitches.Contains(s.Name) && s.Value is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression });
    }

    private static bool RunsInQueue(TimerArguments arguments, TimerHome home, CallbackTarget callback)
    {
        var changes = home.Uses.All.Where(static use => use.Kind == UseKind.Called && use.Name == "Change" && use.Call!.ArgumentList.Arguments.Count == 2 && !use.IsInFinalizer)
            .Select(static use => (Due: use.Call!.ArgumentList.Arguments[0].Expression, Period: use.Call.ArgumentList.Arguments[1].Expression, use.Call))
            .Where(static change => !TimerTimes.IsInfinite(change.Due))
            .ToList();
        if (!arguments.IsCallbackOnly && !TimerTimes.IsInfinite(arguments.DueTime) && !TimerTimes.IsOnce(arguments.Period))
            return true;
        if (changes.Any(static change => !TimerTimes.IsOnce(change.Period)))
            return true;
        // Fires once, and the callback itself starts it again, whatever happens.
        var starts = changes.Count > 0 && (!TimerTimes.IsInfinite(arguments.DueTime) || changes.Any(change => !IsIn(change.Call, callback.Code)) || arguments.DueTime is null);
        return starts && changes.Any(change => IsIn(change.Call, callback.Code) && IsUnconditional(change.Call, callback.Code!));
    }

    private static bool IsIn(SyntaxNode node, SyntaxNode? code) => code is not null && node.SyntaxTree == code.SyntaxTree && code.Span.Contains(node.Span);

    /// <summary>No test stands between the start of the callback and the call.</summary>
    private static bool IsUnconditional(SyntaxNode call, SyntaxNode code)
    {
        foreach (var ancestor in call.Ancestors().TakeWhile(a => a != code))
        {
            if (ancestor is IfStatementSyntax or ConditionalExpressionSyntax or SwitchStatementSyntax or SwitchExpressionSyntax or CatchClauseSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                return false;
        }

        return !code.DescendantNodes().Any(node => node is ReturnStatementSyntax && node.SpanStart < call.SpanStart);
    }

    private static IEnumerable<(string Name, ExpressionSyntax? Value)> Initializers(ExpressionSyntax creation)
    {
        foreach (var expression in (creation as BaseObjectCreationExpressionSyntax)?.Initializer?.Expressions ?? default)
        {
            if (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Right: var value })
                yield return (name.Identifier.ValueText, value);
        }
    }

    private static bool Stops(MemberUse use, RootTables tables) => use.Kind switch
    {
        UseKind.Cleared => true,
        UseKind.Called when use.Name == "Change" => use.Call!.ArgumentList.Arguments is { Count: 2 } arguments && TimerTimes.IsInfinite(arguments[0].Expression),
        UseKind.Called => tables.Stops.Contains(use.Name),
        UseKind.Set => tables.Switches.Contains(use.Name) && use.Value is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression },
        UseKind.Removed => tables.Ticks.Contains(use.Name),
        _ => false,
    };

    private static bool IsDisposable(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.System_IDisposable || type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable);
}
