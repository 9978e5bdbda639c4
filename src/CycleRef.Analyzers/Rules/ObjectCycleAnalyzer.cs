using System;
using System.Collections.Immutable;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>
/// CYC2002, CYC3001, CYC3002: cycles among the objects of a body that outlive it, or that hold each other through delegates. Each body is looked at
/// on its own, so the results are live.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ObjectCycleAnalyzer : DiagnosticAnalyzer
{
    private readonly KnowledgeFiles _knowledgeFiles = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalogue.ClosedCycle, RuleCatalogue.DelegateCycle, RuleCatalogue.EventCycle);

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
        var services = new Lazy<HeapServices>(() => new HeapServices(compilation, knowledge, options));
        context.RegisterCodeBlockAction(block => Analyze(block, services));
    }

    private static void Analyze(CodeBlockAnalysisContext context, Lazy<HeapServices> services)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !BodyGate.MayLink(context.CodeBlock))
            return;
        foreach (var cycle in BodyCycles.In(services.Value, method, context.CodeBlock, context.SemanticModel, context.CancellationToken))
        {
            // DroppedCycleAnalyzer tells of those.
            if (cycle.Kind != CycleKind.Dropped)
                context.ReportDiagnostic(ObjectCycleReport.Create(cycle));
        }
    }
}
