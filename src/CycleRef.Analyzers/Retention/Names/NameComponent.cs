using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>The declarations of all types whose names lie in one component of the <see cref="NameGraph"/>, in tree order.</summary>
internal sealed class NameComponent
{
    private readonly List<TypeOutline> _declarations = [];

    public IReadOnlyList<TypeOutline> Declarations => _declarations;

    /// <summary>The names of all members of these types that may store references.</summary>
    public HashSet<string> MemberNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var declaration in _declarations)
        {
            foreach (var member in declaration.Members)
                names.Add(member.Name);
        }

        return names;
    }

    public void Add(TypeOutline declaration) => _declarations.Add(declaration);
}
