using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CycleRef.Analyzers.DependencyInjection;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC6003: services that need each other. Costs nothing in a compilation that does not know the container.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ServiceCycleAnalyzer : DiagnosticAnalyzer
{
    private const string Container = "Microsoft.Extensions.DependencyInjection.IServiceCollection";

    private readonly SyntaxTreeValueProvider<ServiceOutline> _outlines = new(ServiceOutlineReader.Read);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.ServiceCycle);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName(Container).IsEmpty)
            return;
        var services = new CircularServices(
            context.Compilation,
            context.Options.AnalyzerConfigOptionsProvider,
            OutlinesOf(context));
        context.RegisterSyntaxNodeAction(node => Report(node, services), SyntaxKind.InvocationExpression);
    }

    /// <summary>In a method of its own, so that this lambda and the one that uses its consumer share no closure.</summary>
    [SuppressMessage("MicrosoftCodeAnalysisPerformance", "RS1012:Start action has no registered actions", Justification = "The method that calls this registers them.")]
    private Func<SyntaxTree, ServiceOutline> OutlinesOf(CompilationStartAnalysisContext context) =>
        tree => context.TryGetValue(tree, _outlines, out var outline) ? outline : ServiceOutlineReader.Read(tree);

    private static void Report(SyntaxNodeAnalysisContext context, CircularServices services)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (!ServiceOutlineReader.IsRegistration(call))
            return;
        foreach (var circle in services.At(call, context.CancellationToken))
        {
            var path = CyclePath.Format(circle.Path);
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalogue.ServiceCycle,
                call.GetLocation(),
                circle.IsProved ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                circle.Others,
                ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Path, path),
                path,
                circle.Subject,
                circle.HasFactory ? "never returns, because the container cannot see into a factory" : "throws 'A circular dependency was detected'"));
        }
    }
}
