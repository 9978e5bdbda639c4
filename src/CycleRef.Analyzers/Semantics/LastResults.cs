using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Semantics;

/// <summary>
/// Keeps the last few results that were made of the outlines of all trees, so that an edit inside a body costs one outline and one comparison. One
/// per analyzer instance: outlines and results hold names only, no symbol and no syntax. Thread-safe.
/// </summary>
/// <typeparam name="TOutline">What one tree says. Compared by value.</typeparam>
/// <typeparam name="TKey">What else the result depends on. Compared by value.</typeparam>
/// <typeparam name="TResult">What all trees say together.</typeparam>
internal sealed class LastResults<TOutline, TKey, TResult>
    where TOutline : class, IEquatable<TOutline>
    where TResult : class
{
    /// <summary>An editor alternates between a few projects at most while somebody types.</summary>
    private const int MaxKept = 4;

    private readonly object _gate = new();
    private ImmutableArray<Kept> _kept = ImmutableArray<Kept>.Empty;

    public TResult Of(
        IEnumerable<SyntaxTree> trees,
        Func<SyntaxTree, TOutline> outlineOf,
        TKey key,
        Func<ImmutableArray<TOutline>, TResult> make,
        CancellationToken cancellationToken)
    {
        var outlines = ImmutableArray.CreateBuilder<TOutline>();
        foreach (var tree in trees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outlines.Add(outlineOf(tree));
        }

        return Of(outlines.ToImmutable(), key, make);
    }

    public TResult Of(ImmutableArray<TOutline> all, TKey key, Func<ImmutableArray<TOutline>, TResult> make)
    {
        foreach (var kept in _kept)
        {
            if (kept.Fits(all, key))
                return kept.Result;
        }

        var result = make(all);
        lock (_gate)
        {
            var others = _kept.Length < MaxKept ? _kept : _kept.RemoveAt(_kept.Length - 1);
            _kept = others.Insert(0, new Kept(all, key, result));
        }

        return result;
    }

    private sealed class Kept(ImmutableArray<TOutline> outlines, TKey key, TResult result)
    {
        public TResult Result => result;

        public bool Fits(ImmutableArray<TOutline> others, TKey otherKey)
        {
            if (!EqualityComparer<TKey>.Default.Equals(key, otherKey) || outlines.Length != others.Length)
                return false;
            for (var i = 0; i < outlines.Length; i++)
            {
                // Unchanged trees keep their very outline, so only the edited one is compared member by member.
                if (!ReferenceEquals(outlines[i], others[i]) && !outlines[i].Equals(others[i]))
                    return false;
            }

            return true;
        }
    }
}
