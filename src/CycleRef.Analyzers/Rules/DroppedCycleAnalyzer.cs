using System.Collections.Immutable;
using CycleRef.Analyzers.Heap.Dropped;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC2001 alone: objects that a body makes and drops in a cycle. Cheap, so almost no body gets beyond syntax and names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedCycleAnalyzer : DiagnosticAnalyzer
{
    private readonly KnowledgeFiles _knowledgeFiles = new();
    private readonly KnownNames _knownNames = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.DroppedCycle);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var cycles = CyclesOf(context);
        context.RegisterCodeBlockAction(block => Analyze(block, cycles));
    }

    /// <summary>Apart from the action, which would keep the cycles in the same closure as what they read the compilation with.</summary>
    private DroppedCycles CyclesOf(CompilationStartAnalysisContext context)
    {
        var knowledge = _knowledgeFiles.Read(context);
        return new DroppedCycles(
            context.Compilation,
            knowledge,
            () => CompilationWideOptions.Read(context.Compilation, context.Options.AnalyzerConfigOptionsProvider),
            _knownNames,
            tree => context.TryGetValue(tree, _knownNames.Names, out var names) ? names : TreeNames.Read(tree, default),
            tree => context.TryGetValue(tree, _knownNames.Declarations, out var declarations) ? declarations : TreeDeclarations.Read(tree, default));
    }

    private static void Analyze(CodeBlockAnalysisContext context, DroppedCycles cycles)
    {
        if (context.OwningSymbol is not IMethodSymbol method)
            return;
        foreach (var cycle in cycles.In(method, context.CodeBlock, context.SemanticModel, context.CancellationToken))
            context.ReportDiagnostic(ObjectCycleReport.Create(cycle));
    }
}
