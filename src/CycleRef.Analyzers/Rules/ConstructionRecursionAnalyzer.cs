using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CycleRef.Analyzers.Construction;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC6001: constructors that create each other without end. Where names show no cycle, a member costs one look-up.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstructionRecursionAnalyzer : DiagnosticAnalyzer
{
    private readonly SyntaxTreeValueProvider<CreationsOfTree> _outlines = new(CreationOutlineReader.Read);
    private readonly LastResults<CreationsOfTree, ValueTuple, CreationNames> _names = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.ConstructionRecursion);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var recursion = new ConstructionRecursion(
            context.Compilation,
            context.Options.AnalyzerConfigOptionsProvider,
            _names,
            OutlinesOf(context));
        context.RegisterSymbolAction(symbol => Report(symbol, recursion), SymbolKind.Field, SymbolKind.Property, SymbolKind.Event, SymbolKind.Method, SymbolKind.NamedType);
    }

    /// <summary>In a method of its own, so that this lambda and the one that uses its consumer share no closure.</summary>
    [SuppressMessage("MicrosoftCodeAnalysisPerformance", "RS1012:Start action has no registered actions", Justification = "The method that calls this registers them.")]
    private Func<SyntaxTree, CreationsOfTree> OutlinesOf(CompilationStartAnalysisContext context) =>
        tree => context.TryGetValue(tree, _outlines, out var outlines) ? outlines : CreationOutlineReader.Read(tree);

    private static void Report(SymbolAnalysisContext context, ConstructionRecursion recursion)
    {
        if (context.Symbol is IMethodSymbol { MethodKind: not MethodKind.Constructor })
            return;
        foreach (var found in recursion.On(context.Symbol, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalogue.ConstructionRecursion,
                found.Place,
                found.Others,
                ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Path, CyclePath.Format(found.Path)),
                CyclePath.Format(found.Path),
                found.Subject));
        }
    }
}
