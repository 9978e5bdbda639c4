namespace CycleRef.Analyzers.Heap;

/// <summary>Every bound of the symbolic execution, with its reason. Reaching one loses findings, never adds any.</summary>
internal static class Bounds
{
    /// <summary>States kept apart at one block. Three conditions in sequence give eight heaps; bodies with more conditions that matter are rare.</summary>
    public const int MaxDisjuncts = 8;

    /// <summary>How often one path takes an undecided turn at the same block: enough to see objects of two iterations linked.</summary>
    public const int MaxRounds = 2;

    /// <summary>How often a path passes a block whose condition is decided (a loop over known elements, a counter).</summary>
    public const int MaxDecidedRounds = 24;

    /// <summary>Operations evaluated for one body, calls and paths included: the time of some ten milliseconds, enough for a body of a thousand lines.</summary>
    public const int MaxSteps = 20_000;

    /// <summary>The same for one callee: a callee that needs more is treated as unknown.</summary>
    public const int MaxSummarySteps = 2_000;

    /// <summary>For the rule that must be cheap: enough for some hundred statements in a row.</summary>
    public const int MaxSmallSteps = 4_000;

    /// <summary>The same for one callee with all that it calls: a method that links its arguments is short.</summary>
    public const int MaxSmallSummarySteps = 300;

    /// <summary>All callees of a body together.</summary>
    public const int MaxSmallCalleeSteps = 600;

    /// <summary>What binding a callee's body is worth, in steps, however short it is.</summary>
    public const int StepsOfBinding = 20;

    /// <summary>Characters of a callee that are bound in the time of one step: ten thousand of them, three hundred lines, for all callees of a body of the cheap rule.</summary>
    public const int CharactersPerStep = 16;

    /// <summary>Stored references that are looked through in the time of one step.</summary>
    public const int SlotsPerStep = 64;

    /// <summary>Different effects of one callee that are told apart.</summary>
    public const int MaxOutcomes = 4;

    /// <summary>Ways through one statement, when several calls in it have several outcomes.</summary>
    public const int MaxChoices = 24;

    /// <summary>Lambdas and local functions that call each other are followed this deep.</summary>
    public const int MaxInlineDepth = 3;

    /// <summary>A function that calls itself, directly or by way of others, is run inside itself once: what a second turn links is seen.</summary>
    public const int MaxActivations = 2;

    /// <summary>A structure of more objects is too big for a summary; the callee counts as unknown.</summary>
    public const int MaxSummaryObjects = 400;

    /// <summary>Levels of nested expressions and patterns that are followed; deeper ones come from generated code.</summary>
    public const int MaxDepth = 200;

    /// <summary>Base types looked at; only cyclic inheritance in broken code has more.</summary>
    public const int MaxBaseTypes = 64;
}
