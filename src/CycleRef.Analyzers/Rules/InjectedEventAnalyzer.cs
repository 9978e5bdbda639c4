using System.Collections.Immutable;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC4008: events of injected objects. A class of its own, because it binds nearly every subscription; off by default.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InjectedEventAnalyzer : DiagnosticAnalyzer
{
    private readonly KnowledgeFiles _tables = new();
    private readonly RootTablesCache _rootTables = new();
    private readonly ReleaseNamesCache _names = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.InjectedEvent);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var knowledge = _tables.Read(context);
        var services = RootServices.Of(
            context.Compilation,
            context.Options,
            knowledge,
            _rootTables.Of(knowledge),
            calls => _names.For(context, calls));
        context.RegisterSyntaxNodeAction(
            node =>
            {
                var assignment = (AssignmentExpressionSyntax)node.Node;
                if (InjectedEvents.MaySubscribe(assignment) && RootSite.Of(node, services) is { } site && InjectedEvents.Find(assignment, site) is { } finding)
                    node.ReportDiagnostic(RootReport.Create(RuleCatalogue.InjectedEvent, finding));
            },
            SyntaxKind.AddAssignmentExpression);
    }
}
