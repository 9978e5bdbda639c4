using System.Collections.Generic;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>The declarations of all types whose names lie in one component of the <see cref="NameGraph"/>, in tree order.</summary>
internal sealed class NameComponent
{
    private readonly List<TypeOutline> _declarations = [];

    public IReadOnlyList<TypeOutline> Declarations => _declarations;

    public void Add(TypeOutline declaration) => _declarations.Add(declaration);
}
