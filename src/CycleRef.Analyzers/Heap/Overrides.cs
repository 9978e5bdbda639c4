using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Whether a virtual member may be overridden in this compilation: asked by name, in the compiler's own table of declarations, so that symbols are made for
/// the members of that name alone.
/// </summary>
internal sealed class Overrides(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, bool> _answers = new(StringComparer.Ordinal);

    public bool MayBeOverridden(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.IsSealed || method.ContainingType is null or { IsSealed: true } || !(method.IsVirtual || method.IsAbstract || method.IsOverride))
            return false;
        var name = method.AssociatedSymbol?.Name ?? method.Name;
        if (!_answers.TryGetValue(name, out var may))
            _answers[name] = may = compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancellationToken).Any(static member => member.IsOverride);
        return may;
    }
}
