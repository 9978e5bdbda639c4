using System.Collections.Immutable;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// What a method does to the objects that it is given, path by path: the effects at its exits, over objects that stand for its instance, its
/// parameters, what it finds in them, and what it makes.
/// </summary>
internal sealed class Summary
{
    public Summary(ObjectTable objects, int @this, ImmutableArray<int> parameters, ImmutableArray<SummaryEffects> exits)
    {
        Objects = objects;
        This = @this;
        Parameters = parameters;
        Exits = exits;
    }

    public static Summary Unknown { get; } = new(new ObjectTable(), -1, ImmutableArray<int>.Empty, ImmutableArray<SummaryEffects>.Empty) { IsKnown = false };

    public bool IsKnown { get; private init; } = true;

    /// <summary>The depth of calls ended somewhere below: with more depth the summary may say more.</summary>
    public bool IsCut { get; private init; }

    /// <summary>The method may end in more ways than are told here.</summary>
    public bool IsPartial { get; init; }

    /// <summary>It would say more if the exact type of its instance were known: it calls a virtual method of its own.</summary>
    public bool AsksForType { get; private init; }

    /// <summary>It would say more if its type arguments were known: it calls a static member of one.</summary>
    public bool AsksForArguments { get; private init; }

    /// <summary>The levels of calls below.</summary>
    public int Height { get; private init; }

    /// <summary>The operations evaluated for it and for the summaries below, and what binding them is worth in such steps.</summary>
    public int Weight { get; private init; }

    public ObjectTable Objects { get; }

    public int This { get; }

    public ImmutableArray<int> Parameters { get; }

    public ImmutableArray<SummaryEffects> Exits { get; }

    /// <summary>The same, with so many more steps.</summary>
    public Summary Weighing(int steps) => new(Objects, This, Parameters, Exits)
    {
        IsKnown = IsKnown,
        IsPartial = IsPartial,
        IsCut = IsCut,
        AsksForType = AsksForType,
        AsksForArguments = AsksForArguments,
        Height = Height,
        Weight = Weight + steps,
    };

    public Summary With(BodyRun run) => new(Objects, This, Parameters, Exits)
    {
        IsKnown = IsKnown,
        IsPartial = IsPartial,
        IsCut = run.IsCut,
        AsksForType = run.AsksForType,
        AsksForArguments = run.AsksForArguments,
        Height = run.Height,
        Weight = run.Steps + run.CalleeSteps,
    };
}
