using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>The arguments of a constructor or factory of timers, by the types and names of their parameters.</summary>
/// <param name="Callbacks">Delegates.</param>
/// <param name="State">What is handed to the callback.</param>
/// <param name="DueTime">When it fires first.</param>
/// <param name="Period">How often it fires.</param>
/// <param name="IsCallbackOnly">The state is the timer itself, and nothing starts it yet.</param>
/// <param name="IsContained">It is given to a container that disposes it (Windows Forms' <c>components</c>).</param>
internal sealed record TimerArguments(
    ImmutableArray<ExpressionSyntax> Callbacks,
    ExpressionSyntax? State,
    ExpressionSyntax? DueTime,
    ExpressionSyntax? Period,
    bool IsCallbackOnly,
    bool IsContained)
{
    public bool HasTimes => DueTime is not null;

    public static TimerArguments Read(IMethodSymbol method, BaseArgumentListSyntax? list)
    {
        var callbacks = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        ExpressionSyntax? state = null, due = null, period = null;
        var isContained = false;
        for (var i = 0; i < (list?.Arguments.Count ?? 0); i++)
        {
            var argument = list!.Arguments[i];
            var parameter = argument.NameColon is { Name.Identifier.ValueText: var named }
                ? method.Parameters.FirstOrDefault(p => p.Name == named)
                : i < method.Parameters.Length ? method.Parameters[i] : null;
            if (parameter is null)
                continue;
            if (parameter.Type.TypeKind == TypeKind.Delegate)
                callbacks.Add(argument.Expression);
            else if (parameter.Type.Name == "IContainer")
                isContained = true;
            else if (parameter.Name == "state")
                state = argument.Expression;
            else if (parameter.Name == "dueTime")
                due = argument.Expression;
            else if (parameter.Name == "period")
                period = argument.Expression;
        }

        var isCallbackOnly = callbacks.Count == 1 && method.Parameters.Length == 1 && method.ContainingType.ContainingNamespace?.Name == "Threading" && method.ContainingType.Name == "Timer";
        return new TimerArguments(callbacks.ToImmutable(), state, due, period, isCallbackOnly, isContained);
    }
}
