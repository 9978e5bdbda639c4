using System;
using System.Collections.Immutable;
using CycleRef.Analyzers.Heap;
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
    private readonly SyntaxTreeValueProvider<OverriddenNames> _overriddenNames = new(OverriddenNames.Of);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.DroppedCycle);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var knowledge = _knowledgeFiles.Read(context);
        var compilation = context.Compilation;
        var options = CompilationWideOptions.Read(compilation, context.Options.AnalyzerConfigOptionsProvider);
        var names = new Lazy<SourceNames>(() => new SourceNames(compilation, knowledge));
        var services = new Lazy<HeapServices>(() => new HeapServices(
            compilation,
            knowledge,
            options,
            tree => context.TryGetValue(tree, _overriddenNames, out var overridden) ? overridden : OverriddenNames.Of(tree),
            Effort.Small));
        var types = new Lazy<CreatedTypes>(() => new CreatedTypes(names.Value, services.Value.Gate));
        context.RegisterCodeBlockAction(block => Analyze(block, names, types, services));
    }

    private static void Analyze(CodeBlockAnalysisContext context, Lazy<SourceNames> names, Lazy<CreatedTypes> types, Lazy<HeapServices> services)
    {
        if (context.OwningSymbol is not IMethodSymbol method)
            return;
        if (!BodySketch.MayDrop(context.CodeBlock, names.Value, types.Value, context.CancellationToken))
            return;
        foreach (var cycle in BodyCycles.In(services.Value, method, context.CodeBlock, context.SemanticModel, context.CancellationToken))
        {
            if (cycle.Kind == CycleKind.Dropped)
                context.ReportDiagnostic(ObjectCycleReport.Create(cycle));
        }
    }
}
