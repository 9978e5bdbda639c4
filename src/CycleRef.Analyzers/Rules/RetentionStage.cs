using System.Diagnostics.CodeAnalysis;
using System.Threading;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Retention.Reuse;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>What an analyzer that asks the retention graph keeps between compilations: names and tables, no symbol and no syntax.</summary>
internal sealed class RetentionStage
{
    private readonly NameStage _nameStage = new();
    private readonly SyntaxTreeValueProvider<TreeChanges> _changes = new(static tree => TreeChanges.Read(tree, default));
    private readonly SyntaxTreeValueProvider<DeclarationMark> _marks = new(static tree => DeclarationReader.Read(tree, default));
    private readonly KeptFacts _keptFacts = new();
    private readonly KeptComponents _keptComponents = new();
    private readonly KnowledgeFiles _knowledgeFiles = new();
    private int _started;

    /// <summary>The cycles of a compilation. Nothing is computed before somebody asks.</summary>
    [SuppressMessage("MicrosoftCodeAnalysisPerformance", "RS1012:Start action has no registered actions", Justification = "The analyzer that calls this registers them.")]
    public CompilationCycles Start(CompilationStartAnalysisContext context)
    {
        var knowledge = _knowledgeFiles.Read(context);
        var sources = new TreeSources(
            tree => context.TryGetValue(tree, _nameStage.Outlines, out var outline) ? outline : TreeOutlineReader.Read(tree, default),
            tree => context.TryGetValue(tree, _changes, out var changes) ? changes : TreeChanges.Read(tree, default),
            tree => context.TryGetValue(tree, _marks, out var mark) ? mark : DeclarationReader.Read(tree, default));
        // A build makes one compilation: it need not pay for what the next may use.
        var isFirst = Interlocked.Exchange(ref _started, 1) == 0;
        return new CompilationCycles(
            context.Compilation,
            context.Options.AnalyzerConfigOptionsProvider,
            knowledge,
            _nameStage,
            sources,
            _keptFacts,
            isFirst ? null : _keptComponents);
    }
}
