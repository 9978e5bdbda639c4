using System.Diagnostics.CodeAnalysis;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>The knowledge tables of a compilation, its additional files included. Each file is parsed once for as long as its text stays the same, and the same tables are the same object.</summary>
internal sealed class KnowledgeFiles
{
    private readonly SourceTextValueProvider<KnowledgeTable> _tables = new(static text => KnowledgeTable.Parse(text, default));
    private volatile KnowledgeBase? _last;

    [SuppressMessage("MicrosoftCodeAnalysisPerformance", "RS1012:Start action has no registered actions", Justification = "The analyzer that calls this registers them.")]
    public KnowledgeBase Read(CompilationStartAnalysisContext context) =>
        _last = KnowledgeBase.ExtendedBy(
            context.Options.AdditionalFiles,
            text => context.TryGetValue(text, _tables, out var table) ? table : KnowledgeTable.Empty,
            _last,
            context.CancellationToken);
}
