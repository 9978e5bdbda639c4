using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.EveryPath;

/// <summary>
/// What a piece of code does on every path through it: a formula over steps. A step is something that may lead on for ever, such as the call
/// of a constructor or the resolution of a service.
/// </summary>
/// <typeparam name="T">What a step leads to.</typeparam>
internal abstract class Outcome<T>
{
    /// <summary>Code that takes no step on some path.</summary>
    public static readonly Outcome<T> Nothing = new AllDone(ImmutableArray<Outcome<T>>.Empty);

    /// <summary>
    /// The step by which the code is bound to end up where <paramref name="isFatal"/> holds, on its first path; null when some path gets through.
    /// </summary>
    public abstract Step? FirstFatal(Func<T, bool> isFatal);

    /// <summary>Adds every step of the formula, on whatever path.</summary>
    public abstract void CollectSteps(ICollection<Step> steps);

    /// <summary>The code does all of these, one after another.</summary>
    public static Outcome<T> Done(IEnumerable<Outcome<T>> parts)
    {
        var all = ImmutableArray.CreateBuilder<Outcome<T>>();
        foreach (var part in parts)
        {
            if (part != Nothing)
                all.Add(part);
        }

        return all.Count switch
        {
            0 => Nothing,
            1 => all[0],
            _ => new AllDone(all.ToImmutable()),
        };
    }

    /// <summary>The code does one of these, and nobody knows which.</summary>
    public static Outcome<T> OneOf(IEnumerable<Outcome<T>> alternatives)
    {
        var all = alternatives.ToImmutableArray();
        return all.IsEmpty || all.Contains(Nothing) ? Nothing : new Choice(all);
    }

    /// <summary>One step.</summary>
    internal sealed class Step(T target, SyntaxNode? at) : Outcome<T>
    {
        public T Target { get; } = target;

        /// <summary>Where it is taken; null where the compiler adds it.</summary>
        public SyntaxNode? At { get; } = at;

        public override Step? FirstFatal(Func<T, bool> isFatal) => isFatal(Target) ? this : null;

        public override void CollectSteps(ICollection<Step> steps) => steps.Add(this);
    }

    private sealed class AllDone(ImmutableArray<Outcome<T>> parts) : Outcome<T>
    {
        public override Step? FirstFatal(Func<T, bool> isFatal)
        {
            foreach (var part in parts)
            {
                if (part.FirstFatal(isFatal) is { } step)
                    return step;
            }

            return null;
        }

        public override void CollectSteps(ICollection<Step> steps)
        {
            foreach (var part in parts)
                part.CollectSteps(steps);
        }
    }

    private sealed class Choice(ImmutableArray<Outcome<T>> alternatives) : Outcome<T>
    {
        public override Step? FirstFatal(Func<T, bool> isFatal)
        {
            Step? first = null;
            foreach (var alternative in alternatives)
            {
                if (alternative.FirstFatal(isFatal) is not { } step)
                    return null;
                first ??= step;
            }

            return first;
        }

        public override void CollectSteps(ICollection<Step> steps)
        {
            foreach (var alternative in alternatives)
                alternative.CollectSteps(steps);
        }
    }
}
