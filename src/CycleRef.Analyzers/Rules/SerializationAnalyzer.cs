using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>
/// CYC6004: cyclic types that are handed to a JSON serializer, by a call or as the answer to a web request. A call of another name costs one
/// comparison; the graph is asked only by calls that serialize.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SerializationAnalyzer : DiagnosticAnalyzer
{
    private const string WebFramework = "Microsoft.AspNetCore.Http.IResult";

    private readonly RetentionStage _stage = new();

    // JsonConvert.DefaultSettings holds for the whole program, so that the settings of no call can be seen.
    private readonly SyntaxTreeValueProvider<bool> _setsDefaults = new(static tree => SetsDefaults(tree));

    private readonly SyntaxTreeValueProvider<WebSetup> _webSetups = new(WebSetupReader.Read);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.SerializedCycle);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var code = new KnownCode();
        var met = new SerializedCycles(_stage.Start(context), context.Compilation.Assembly);
        if (context.Compilation.GetTypesByMetadataName(WebFramework).IsEmpty)
        {
            context.RegisterSyntaxNodeAction(node => ReportCall(node, code, met, HasDefaults), SyntaxKind.InvocationExpression);
            return;
        }

        var compilation = context.Compilation;
        var isDefault = new Lazy<bool>(
            () => WebSetupReader.IsDefault(compilation, tree => context.TryGetValue(tree, _webSetups, out var setup) ? setup : WebSetupReader.Read(tree), CancellationToken.None));
        context.RegisterSyntaxNodeAction(node => ReportResponse(node, code, met, isDefault), SyntaxKind.MethodDeclaration);
        // One callback for both: there are many calls, and each callback has its price.
        context.RegisterSyntaxNodeAction(ReportEither, SyntaxKind.InvocationExpression);

        void ReportEither(SyntaxNodeAnalysisContext node)
        {
            ReportCall(node, code, met, HasDefaults);
            ReportResponse(node, code, met, isDefault);
        }

        bool HasDefaults(Compilation compilation) =>
            compilation.SyntaxTrees.Any(tree => context.TryGetValue(tree, _setsDefaults, out var sets) ? sets : SetsDefaults(tree));
    }

    private static void ReportCall(SyntaxNodeAnalysisContext context, KnownCode code, SerializedCycles met, Func<Compilation, bool> hasDefaults)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (!SerializeCall.IsSuspicious(invocation) || SerializeCall.Read(invocation, context.SemanticModel, code, context.CancellationToken) is not { } call)
            return;
        if (met.MetBy(call.Library, call.Type, context.CancellationToken) is not { } found)
            return;
        if (call.Library == JsonLibrary.Newtonsoft && hasDefaults(context.Compilation))
            return;
        Report(context, call, found.Cycle, found.Component);
    }

    private static void ReportResponse(SyntaxNodeAnalysisContext context, KnownCode code, SerializedCycles met, Lazy<bool> isDefault)
    {
        var response = context.Node switch
        {
            InvocationExpressionSyntax call => SerializeCall.NameOf(call) is { } name && WebResponse.IsSuspicious(name) && isDefault.Value ? WebResponse.Read(call, context.SemanticModel, code, context.CancellationToken) : null,
            MethodDeclarationSyntax method => WebResponse.IsSuspicious(method) && isDefault.Value ? WebResponse.Read(method, context.SemanticModel, context.CancellationToken) : null,
            _ => null,
        };
        if (response is not null && met.MetBy(response.Library, response.Type, context.CancellationToken) is { } found)
            Report(context, response, found.Cycle, found.Component);
    }

    private static void Report(SyntaxNodeAnalysisContext context, SerializeCall call, ReportedCycle cycle, BoundComponent component) =>
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalogue.SerializedCycle,
            call.Value.GetLocation(),
            CycleReport.LocationsOf(cycle, component),
            CycleReport.PropertiesOf(cycle).Add(DiagnosticProperties.Library, call.Library.ToString()),
            CycleReport.PathOf(cycle),
            call.Name,
            call.Exception));

    private static bool SetsDefaults(SyntaxTree tree) =>
        TreeText.Mentions(tree, ["DefaultSettings"])
        && tree.GetRoot().DescendantNodes().Any(static node => node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DefaultSettings" } });
}
