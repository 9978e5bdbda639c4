using CycleRef.Analyzers.Knowledge;

namespace CycleRef.Analyzers.Roots;

/// <summary>The <see cref="RootTables"/> of the last compilation: its tables are mostly those of the next one as well. Thread-safe.</summary>
internal sealed class RootTablesCache
{
    private volatile Entry? _last;

    public RootTables Of(KnowledgeBase knowledge)
    {
        var last = _last;
        if (last is null || !ReferenceEquals(last.Knowledge, knowledge))
            _last = last = new Entry(knowledge, new RootTables(knowledge));
        return last.Tables;
    }

    private sealed record Entry(KnowledgeBase Knowledge, RootTables Tables);
}
