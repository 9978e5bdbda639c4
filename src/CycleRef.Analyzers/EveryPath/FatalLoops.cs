using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace CycleRef.Analyzers.EveryPath;

/// <summary>
/// Finds what never ends: pieces of code each of which, on every path, runs another one of them. From all pieces those are removed that have
/// a path through, until nothing changes; every one that is left is bound to run one that is left.
/// </summary>
/// <typeparam name="T">What names a piece: a constructor, a service.</typeparam>
internal sealed class FatalLoops<T>(Func<T, Outcome<T>> read, IEqualityComparer<T> comparer, CancellationToken cancellationToken)
    where T : notnull
{
    /// <summary>Pieces read for one question. Real cycles have a handful; beyond it nothing is proved and nothing reported.</summary>
    public const int MaxPieces = 2_000;

    /// <summary>
    /// The loops among all that the start leads to, each as its pieces with the step taken. Every piece has one first fatal step, so no piece is
    /// in two loops, and a loop is the same from wherever it is found.
    /// </summary>
    public List<List<(T Piece, Outcome<T>.Step Step)>> From(IEnumerable<T> start) => From(start, out _);

    /// <inheritdoc cref="From(IEnumerable{T})"/>
    /// <param name="start">Where to begin.</param>
    /// <param name="pieces">All that the start leads to: whoever starts at one that was really read finds no other loops. Empty where there are too many.</param>
    public List<List<(T Piece, Outcome<T>.Step Step)>> From(IEnumerable<T> start, out IReadOnlyCollection<T> pieces)
    {
        var outcomes = ReadAll(start);
        pieces = outcomes is null ? [] : outcomes.Keys;
        return outcomes is null ? [] : Loops(outcomes, Fatal(outcomes));
    }

    /// <summary>A piece is asked again only when one that it leads to was removed, so that a long chain costs no more than its length.</summary>
    private HashSet<T> Fatal(Dictionary<T, Outcome<T>> outcomes)
    {
        var fatal = new HashSet<T>(outcomes.Keys, comparer);
        var users = new Dictionary<T, List<T>>(comparer);
        foreach (var entry in outcomes)
        {
            foreach (var step in StepsOf(entry.Value))
            {
                if (!users.TryGetValue(step.Target, out var known))
                    users.Add(step.Target, known = []);
                known.Add(entry.Key);
            }
        }

        var open = new Stack<T>(outcomes.Keys);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = open.Pop();
            if (!fatal.Contains(piece) || outcomes[piece].FirstFatal(fatal.Contains) is not null)
                continue;
            fatal.Remove(piece);
            if (users.TryGetValue(piece, out var affected))
                affected.ForEach(open.Push);
        }

        return fatal;
    }

    private static List<Outcome<T>.Step> StepsOf(Outcome<T> outcome)
    {
        var steps = new List<Outcome<T>.Step>();
        outcome.CollectSteps(steps);
        return steps;
    }

    private Dictionary<T, Outcome<T>>? ReadAll(IEnumerable<T> start)
    {
        var outcomes = new Dictionary<T, Outcome<T>>(comparer);
        var open = new Stack<T>(start.Reverse());
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = open.Pop();
            if (outcomes.ContainsKey(piece))
                continue;
            if (outcomes.Count >= MaxPieces)
                return null;
            var outcome = read(piece);
            outcomes.Add(piece, outcome);
            foreach (var step in StepsOf(outcome))
                open.Push(step.Target);
        }

        return outcomes;
    }

    private List<List<(T Piece, Outcome<T>.Step Step)>> Loops(Dictionary<T, Outcome<T>> outcomes, HashSet<T> fatal)
    {
        var loops = new List<List<(T, Outcome<T>.Step)>>();
        var walkOf = new Dictionary<T, int>(comparer);
        var walk = 0;
        foreach (var first in fatal)
        {
            walk++;
            var path = new List<(T Piece, Outcome<T>.Step Step)>();
            var current = first;
            while (!walkOf.ContainsKey(current))
            {
                cancellationToken.ThrowIfCancellationRequested();
                walkOf.Add(current, walk);
                var step = outcomes[current].FirstFatal(fatal.Contains)!;
                path.Add((current, step));
                current = step.Target;
            }

            // The walk ran into itself rather than into an earlier one.
            if (walkOf[current] == walk)
                loops.Add(path.SkipWhile(entry => !comparer.Equals(entry.Piece, current)).ToList());
        }

        return loops;
    }
}
