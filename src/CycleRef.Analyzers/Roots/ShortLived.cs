using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Roots;

/// <summary>Types whose objects end while the program runs: they are disposed, or a framework opens and closes them.</summary>
internal sealed class ShortLived(KnowledgeBase knowledge)
{
    private readonly NamePatterns _bases = new(knowledge.Rows(TableNames.Roots, "ends-name").Select(static row => row.Id), ignoreCase: false);

    public bool HasEnd(INamedTypeSymbol type)
    {
        if (type.AllInterfaces.Any(static i => i.Name is "IDisposable" or "IAsyncDisposable" or "IComponent"))
            return true;
        var steps = 0;
        for (var current = type.BaseType; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (_bases.Matches(current.Name))
                return true;
        }

        return false;
    }
}
