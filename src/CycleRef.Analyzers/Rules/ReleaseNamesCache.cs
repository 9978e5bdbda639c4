using System;
using System.Diagnostics.CodeAnalysis;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>
/// The <see cref="ReleaseNames"/> of each file, read once for as long as the host keeps the tree and the tables stay the same. Of the tables only those
/// asked for last are remembered: they change when a user edits one.
/// </summary>
internal sealed class ReleaseNamesCache
{
    private volatile Entry? _last;

    [SuppressMessage("MicrosoftCodeAnalysisPerformance", "RS1012:Start action has no registered actions", Justification = "The analyzer that calls this registers them.")]
    public Func<SyntaxTree, LazyReleaseNames> For(CompilationStartAnalysisContext context, LifetimeCalls calls)
    {
        var entry = _last;
        if (entry is null || entry.Key != calls.Key)
            _last = entry = new Entry(calls.Key, new SyntaxTreeValueProvider<LazyReleaseNames>(_ => new LazyReleaseNames(calls)));
        return tree => context.TryGetValue(tree, entry.Values, out var names) ? names : new LazyReleaseNames(calls);
    }

    private sealed record Entry(string Key, SyntaxTreeValueProvider<LazyReleaseNames> Values);
}
