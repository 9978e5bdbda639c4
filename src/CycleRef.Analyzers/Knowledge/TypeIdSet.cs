using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>
/// A set of types named by documentation ID, with a value each. Asking for a symbol costs one hash look-up of its simple
/// name; the full ID is only built when that name is known. Holds no symbol, so it may live as long as the analyzer.
/// </summary>
internal sealed class TypeIdSet<TValue>
{
    private readonly Dictionary<string, List<KeyValuePair<string, TValue>>> _bySimpleName = new(StringComparer.Ordinal);

    public bool IsEmpty => _bySimpleName.Count == 0;

    /// <summary>Adds a type by <c>T:Namespace.Name`1</c>; the prefix may be missing. A later row for the same ID wins.</summary>
    public void Add(string id, TValue value)
    {
        if (id.StartsWith("T:", StringComparison.Ordinal))
            id = id.Substring(2);
        if (id.Length == 0)
            return;
        var simpleName = id.Substring(id.LastIndexOf('.') + 1);
        if (!_bySimpleName.TryGetValue(simpleName, out var entries))
            _bySimpleName.Add(simpleName, entries = []);
        entries.RemoveAll(entry => entry.Key == id);
        entries.Add(new KeyValuePair<string, TValue>(id, value));
    }

    public bool TryGet(INamedTypeSymbol type, out TValue value)
    {
        type = type.OriginalDefinition;
        if (_bySimpleName.TryGetValue(type.MetadataName, out var entries))
        {
            var id = type.GetDocumentationCommentId();
            foreach (var entry in entries)
            {
                if (id is not null && id.Length == entry.Key.Length + 2 && id.EndsWith(entry.Key, StringComparison.Ordinal))
                {
                    value = entry.Value;
                    return true;
                }
            }
        }

        value = default!;
        return false;
    }

    public bool Contains(INamedTypeSymbol type) => TryGet(type, out _);
}
