using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC6004: cyclic types that are handed to a JSON serializer. A call of another name costs one comparison; the graph is asked only by calls that serialize.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SerializationAnalyzer : DiagnosticAnalyzer
{
    private readonly RetentionStage _stage = new();

    // JsonConvert.DefaultSettings holds for the whole program, so that the settings of no call can be seen.
    private readonly SyntaxTreeValueProvider<bool> _setsDefaults = new(static tree => SetsDefaults(tree));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.SerializedCycle);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var met = new SerializedCycles(_stage.Start(context), context.Compilation.Assembly);
        context.RegisterSyntaxNodeAction(node => Report(node, met, HasDefaults), SyntaxKind.InvocationExpression);

        bool HasDefaults(Compilation compilation) =>
            compilation.SyntaxTrees.Any(tree => context.TryGetValue(tree, _setsDefaults, out var sets) ? sets : SetsDefaults(tree));
    }

    private static void Report(SyntaxNodeAnalysisContext context, SerializedCycles met, System.Func<Compilation, bool> hasDefaults)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (!SerializeCall.IsSuspicious(invocation) || SerializeCall.Read(invocation, context.SemanticModel, context.CancellationToken) is not { } call)
            return;
        if (met.MetBy(call.Library, call.Type, context.CancellationToken) is not { } found)
            return;
        if (call.Library == JsonLibrary.Newtonsoft && hasDefaults(context.Compilation))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalogue.SerializedCycle,
            call.Value.GetLocation(),
            CycleReport.LocationsOf(found.Cycle, found.Component),
            CycleReport.PropertiesOf(found.Cycle),
            CycleReport.PathOf(found.Cycle),
            call.Name,
            call.Library == JsonLibrary.SystemTextJson ? "A possible object cycle was detected" : "Self referencing loop detected"));
    }

    private static bool SetsDefaults(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Any(static node => node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DefaultSettings" } });
}
