using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>
/// A set of members named by documentation ID without a parameter list, with a value each. A simple name costs one look-up; IDs are only built
/// when it is known. Holds no symbol.
/// </summary>
internal sealed class MemberIdSet<TValue>
{
    private readonly Dictionary<string, List<KeyValuePair<string, TValue>>> _bySimpleName = new(StringComparer.Ordinal);

    public IEnumerable<string> SimpleNames => _bySimpleName.Keys;

    /// <summary>Adds <c>M:Namespace.Type.Member</c>.</summary>
    public void Add(string id, TValue value)
    {
        if (id.Length < 3 || id[1] != ':')
            return;
        id = id.Substring(2);
        var name = id.Substring(id.LastIndexOf('.') + 1);
        if (!_bySimpleName.TryGetValue(name, out var entries))
            _bySimpleName.Add(name, entries = []);
        entries.Add(new KeyValuePair<string, TValue>(id, value));
    }

    public bool MayContain(string simpleName) => _bySimpleName.ContainsKey(simpleName);

    /// <summary>The member, what it overrides, or a member of that name of an interface that its type implements.</summary>
    public bool TryGet(ISymbol member, out TValue value)
    {
        if (_bySimpleName.TryGetValue(member.Name, out var entries) && member.ContainingType is not null)
        {
            var definition = (member as IMethodSymbol)?.ReducedFrom ?? member;
            var steps = 0;
            for (var type = definition.ContainingType; type is not null && steps++ < KnownTypes.MaxBaseTypes; type = type.BaseType)
            {
                if (Find(entries, type, member.Name, out value))
                    return true;
            }

            foreach (var implemented in definition.ContainingType.AllInterfaces)
            {
                if (Find(entries, implemented, member.Name, out value))
                    return true;
            }
        }

        value = default!;
        return false;
    }

    private static bool Find(List<KeyValuePair<string, TValue>> entries, INamedTypeSymbol type, string name, out TValue value)
    {
        var id = type.OriginalDefinition.GetDocumentationCommentId();
        foreach (var entry in entries)
        {
            if (id is not null && entry.Key.Length == id.Length - 2 + 1 + name.Length && entry.Key.StartsWith(id.Substring(2), StringComparison.Ordinal))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }
}
