using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>
/// The declarations of all types whose names lie in one component of the <see cref="NameGraph"/>, in tree order, and the members by which
/// they hold each other. Whatever else these types hold leads out of the component and is no part of any cycle.
/// </summary>
internal sealed class NameComponent
{
    private readonly List<TypeOutline> _declarations = [];
    private readonly HashSet<(string Type, string Member)> _links = [];

    public IReadOnlyList<TypeOutline> Declarations => _declarations;

    /// <summary>The names of the members that may hold another type of the component.</summary>
    public HashSet<string> MemberNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, member) in _links)
            names.Add(member);
        return names;
    }

    /// <summary>By name, the member of a type of this name may hold another type of the component; if not, it need not be bound.</summary>
    public bool MayHold(string typeName, string memberName) => _links.Contains((typeName, memberName));

    public void Add(TypeOutline declaration) => _declarations.Add(declaration);

    public void AddLink(string typeName, string memberName) => _links.Add((typeName, memberName));
}
