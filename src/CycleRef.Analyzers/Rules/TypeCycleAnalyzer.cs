using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Records;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Retention;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>
/// CYC1001, CYC1002, CYC1003: types that hold each other; CYC6002: records among them whose generated methods walk the cycle. Every member
/// asks "am I the edge to weaken?" and reports on itself, so that the diagnostic is live in its own file; where types are not suspicious by
/// name, the question costs one look-up.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeCycleAnalyzer : DiagnosticAnalyzer
{
    private readonly RetentionStage _stage = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalogue.TypesHoldEachOther, RuleCatalogue.NativePeerInCycle, RuleCatalogue.FinalizerInCycle, RuleCatalogue.RecordRecursion);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var cycles = _stage.Start(context);
        context.RegisterSymbolAction(symbol => ReportMember(symbol, cycles), SymbolKind.Field, SymbolKind.Property);
        context.RegisterSymbolAction(symbol => ReportParameters(symbol, cycles), SymbolKind.NamedType);
    }

    private static void ReportMember(SymbolAnalysisContext context, CompilationCycles cycles)
    {
        var member = context.Symbol;
        if (member.IsStatic || member.ContainingType is not { } type)
            return;
        if (cycles.Of(type, context.CancellationToken) is { } found && found.At(member) is { } cycle)
        {
            context.ReportDiagnostic(CycleReport.Create(cycle, found.Component));
            if (RecordRecursion.Through(cycle, found.Component, context.CancellationToken) is { } recursion)
                context.ReportDiagnostic(RecordReport.Create(recursion, found.Component, ReportedRecordMembers(type, found, context.CancellationToken)));
        }
    }

    private static IEnumerable<string> ReportedRecordMembers(INamedTypeSymbol record, ComponentCycles found, CancellationToken cancellationToken) =>
        found.On(record)
            .Where(pair => RecordRecursion.Through(pair.Cycle, found.Component, cancellationToken) is not null)
            .Select(static pair => pair.Member.Name);

    private static void ReportParameters(SymbolAnalysisContext context, CompilationCycles cycles)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || cycles.Of(type, context.CancellationToken) is not { } found)
            return;
        foreach (var cycle in found.OnParameters(type))
            context.ReportDiagnostic(CycleReport.Create(cycle, found.Component));
    }
}
